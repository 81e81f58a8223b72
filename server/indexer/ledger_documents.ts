import type { ActionDocument } from '../../common/action/action';
import { ACTION_STATUSES } from '../../common/action/action';
import { parseVerb } from '../../common/command/active_response';
import type { BatchDocument } from '../../common/ledger/batch_document';
import type { DeniedDocument } from '../../common/ledger/denied_document';
import type { ElsewhereDocument } from '../../common/ledger/elsewhere_document';
import { parseEndpointKey } from '../../common/manager/endpoint';
import type { EndpointDocument } from '../../common/ledger/endpoint_document';
import { SCHEMA_VERSION } from '../../common/ledger/endpoint_document';
import { asArray, asInteger, asText, field, valueAt } from '../../common/base/json_reading';
import type { NotListedDocument } from '../../common/ledger/not_listed_document';
import type { NumbersDocument } from '../../common/ledger/numbers_document';
import type { ProbeDocument } from '../../common/ledger/probe_document';
import type { StatementDocument } from '../../common/ledger/statement_document';
import type { TakeoverDocument } from '../../common/ledger/takeover';
import { probeIdOf } from '../../common/ledger/probe_document';
import { OUTCOME_RESULTS } from '../../common/program/outcome';

export interface LedgerDocuments {
  readonly action: ActionDocument;
  readonly batch: BatchDocument;
  readonly elsewhere: ElsewhereDocument;
  readonly not_listed: NotListedDocument;
  readonly denied: DeniedDocument;
  readonly probe: ProbeDocument;
  readonly statement: StatementDocument;
  readonly endpoint: EndpointDocument;
  readonly numbers: NumbersDocument;
  readonly takeover: TakeoverDocument;
}

/**
 * A document of our own indices, read. `newer`: a newer version of the plugin wrote it. `damaged`: it was changed by hand, or cut.
 * Neither is ever written over.
 */
export type LedgerReading<T> =
  | { readonly is: 'readable'; readonly document: T }
  | { readonly is: 'newer' | 'damaged' }
  | { readonly is: 'other_kind' };

/**
 * They are written by this plugin alone, so that only what the code could not go on without is checked: whatever was taken from such a
 * document unchecked would become a false state, or break everything else that is read with it.
 */
export function readLedgerDocument<K extends keyof LedgerDocuments>(
  kind: K,
  id: string,
  source: unknown
): LedgerReading<LedgerDocuments[K]> {
  const found = asText(field(source, 'kind'));
  if (found !== kind) return { is: found === undefined ? 'damaged' : 'other_kind' };
  const version = asInteger(field(source, 'schema_version'));
  if (version === undefined) return { is: 'damaged' };
  if (version > SCHEMA_VERSION) return { is: 'newer' };
  if (!CHECKS[kind](source, id)) return { is: 'damaged' };
  const document = source as LedgerDocuments[K];
  // What a version added is optional, so that an older document is one of this version, and is that when it is next written.
  return version === SCHEMA_VERSION
    ? { is: 'readable', document }
    : { is: 'readable', document: { ...document, schema_version: SCHEMA_VERSION } };
}

const CHECKS: Readonly<Record<keyof LedgerDocuments, (source: unknown, id: string) => boolean>> = {
  action: (source, id) =>
    id === `${asText(field(source, 'endpoint')) ?? ''}:${asInteger(field(source, 'n')) ?? ''}` &&
    isEndpointKey(field(source, 'endpoint')) &&
    isActionVerb(field(source, 'verb')) &&
    isStatus(field(source, 'status')) &&
    haveType(source, asText, ACTION_TEXTS) &&
    haveType(source, asInteger, ['created_at', 'updated_at']) &&
    isNamedAgent(field(source, 'agent')) &&
    isListOf(field(source, 'pending_before'), isInteger) &&
    isListOf(field(source, 'acknowledgements'), isText) &&
    isListOf(field(source, 'left_out'), isText) &&
    isListOf(field(source, 'lifeline'), isLifelineEntry) &&
    isListOf(field(source, 'evidence'), isEvidence) &&
    isTimelineOf(field(source, 'timeline'), field(source, 'status')),
  batch: (source) =>
    haveType(source, asText, ['batch', 'body_hash', 'user']) &&
    isInteger(field(source, 'created_at')) &&
    isListOf(field(source, 'actions'), isText),
  elsewhere: (source) =>
    isEndpointKey(field(source, 'endpoint')) &&
    haveType(source, asText, ['event', 'verb', 'user']) &&
    isInteger(field(source, 'created_at')) &&
    isText(valueAt(source, 'agent', 'id')) &&
    isText(valueAt(source, 'agent', 'name')) &&
    isListOf(field(source, 'evidence'), isEvidence),
  not_listed: (source) =>
    isEndpointKey(field(source, 'endpoint')) &&
    haveType(source, asText, ['event', 'manager']) &&
    haveType(source, asInteger, ['created_at', 'updated_at']) &&
    isText(valueAt(source, 'agent', 'id')) &&
    isText(valueAt(source, 'agent', 'name')) &&
    isListOf(field(source, 'evidence'), isEvidence) &&
    ['listed', 'sample', 'forgotten_names'].every((name) =>
      isListOf(valueAt(source, 'not_listed', name), isText)
    ) &&
    haveType(field(source, 'not_listed'), asInteger, ['max_addresses', 'ready_at']),
  probe: (source, id) =>
    haveType(source, asText, ['ref', 'host_id', 'batch', 'user', 'sent_user', 'program']) &&
    isEndpointKey(field(source, 'endpoint')) &&
    id ===
      probeIdOf({
        endpoint: asText(field(source, 'endpoint')) ?? '',
        ref: asText(field(source, 'ref')) ?? '',
      }) &&
    haveType(source, asInteger, ['created_at', 'updated_at']) &&
    isNamedAgent(field(source, 'agent')) &&
    isListOf(field(source, 'evidence'), isEvidence) &&
    isTimelineOf(field(source, 'timeline'), field(source, 'status')),
  statement: (source) =>
    isEndpointKey(field(source, 'endpoint')) &&
    haveType(source, asText, ['event', 'host_id', 'manager', 'user', 'reason']) &&
    haveType(source, asInteger, ['found_open_at', 'created_at', 'updated_at']) &&
    isNamedAgent(field(source, 'agent')),
  denied: (source) =>
    haveType(source, asText, ['event', 'host_id', 'verb', 'user', 'code']) &&
    haveType(source, asInteger, ['count', 'created_at', 'updated_at']) &&
    isListOf(field(source, 'codes'), isText) &&
    isOptional(field(source, 'reasons'), (value) => isListOf(value, isDeniedReason)) &&
    (field(source, 'agent') === undefined || isNamedAgent(field(source, 'agent'))),
  endpoint: (source, id) =>
    field(source, 'endpoint') === id &&
    isEndpointKey(id) &&
    haveType(source, asText, ['agent_id', 'agent_name', 'settled_status']) &&
    isInteger(field(source, 'last_n')) &&
    isListOf(field(source, 'reported'), isText) &&
    isListOf(valueAt(source, 'record', 'evidence'), isEvidence) &&
    isListOf(valueAt(source, 'record', 'sent'), isSentAction) &&
    typeof valueAt(source, 'record', 'forgotten') === 'boolean' &&
    isInteger(valueAt(source, 'record', 'max_addresses')) &&
    isOptional(field(source, 'former_endpoints'), (value) => isListOf(value, isEndpointKey)) &&
    isOptional(valueAt(source, 'record', 'found_open_at'), isInteger) &&
    isOptional(valueAt(source, 'record', 'forgotten_doubts', 'isolate'), isInteger) &&
    isOptional(valueAt(source, 'record', 'forgotten_doubts', 'release'), isInteger),
  numbers: (source) =>
    isEndpointKey(field(source, 'endpoint')) && haveType(source, asInteger, ['n', 'updated_at']),
  takeover: (source) =>
    isEndpointKey(field(source, 'endpoint')) &&
    isEndpointKey(field(source, 'former_endpoint')) &&
    haveType(source, asText, ['manager', 'host_id', 'code']) &&
    isInteger(field(source, 'created_at')),
};

const ACTION_TEXTS = [
  'manager',
  'host_id',
  'ref',
  'batch',
  'key_hash',
  'body_hash',
  'user',
  'reason',
  'sent_user',
  'program',
  'mark',
];

function haveType(
  source: unknown,
  read: (value: unknown) => unknown,
  names: readonly string[]
): boolean {
  return names.every((name) => read(field(source, name)) !== undefined);
}

function isText(value: unknown): boolean {
  return typeof value === 'string';
}

function isInteger(value: unknown): boolean {
  return asInteger(value) !== undefined;
}

function isOptional(value: unknown, isOne: (value: unknown) => boolean): boolean {
  return value === undefined || isOne(value);
}

function isListOf(value: unknown, isOne: (item: unknown) => boolean): boolean {
  return asArray(value)?.every(isOne) ?? false;
}

function isNamedAgent(value: unknown): boolean {
  return haveType(value, asText, ['id', 'name']) && isListOf(field(value, 'groups'), isText);
}

function isEndpointKey(value: unknown): boolean {
  return typeof value === 'string' && parseEndpointKey(value) !== undefined;
}

function isActionVerb(value: unknown): boolean {
  return value === 'isolate' || value === 'release';
}

function isStatus(value: unknown): boolean {
  return ACTION_STATUSES.some((status) => status === value);
}

/** True for at least one step, if the status is that of the last. */
function isTimelineOf(value: unknown, status: unknown): boolean {
  const steps = asArray(value) ?? [];
  return (
    steps.every((step) => isStatus(field(step, 'status')) && isInteger(field(step, 'at'))) &&
    field(steps[steps.length - 1], 'status') === status
  );
}

function isLifelineEntry(value: unknown): boolean {
  return isText(field(value, 'address')) && asArray(field(value, 'sources')) !== undefined;
}

function isEvidence(value: unknown): boolean {
  const result = valueAt(value, 'outcome', 'result');
  return (
    haveType(value, asText, ['identity', 'user', 'agent_name', 'text']) &&
    isInteger(field(value, 'at')) &&
    isOptional(field(value, 'own_clock'), isInteger) &&
    isOptional(field(value, 'seen_at'), isInteger) &&
    parseVerb(field(value, 'verb')) !== undefined &&
    OUTCOME_RESULTS.some((known) => known === result)
  );
}

function isDeniedReason(value: unknown): boolean {
  return isText(field(value, 'code')) && isOptional(field(value, 'detail'), isText);
}

function isSentAction(value: unknown): boolean {
  return (
    haveType(value, asInteger, ['n', 'sent_at', 'waits_until', 'addresses']) &&
    isActionVerb(field(value, 'verb')) &&
    haveType(value, asText, ['ref', 'sending']) &&
    typeof field(value, 'answered') === 'boolean' &&
    isOptional(field(value, 'attempt'), isInteger) &&
    isOptional(field(value, 'found_open_at'), isInteger)
  );
}
