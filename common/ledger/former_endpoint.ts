import { canonicalJson } from '../base/canonical_json';
import type { EndpointDocument } from './endpoint_document';
import { changed } from './endpoint_document';
import type { EndpointRecord, ForgottenDoubts, SentAction } from '../state/endpoint_record';
import { addTo, withFoundOpen } from '../state/endpoint_record';
import type { Evidence } from '../state/evidence';
import { joinWhose, withListed } from '../state/listed_names';
import { judgedBy, whoseBefore } from '../state/own_evidence';
import type { TakeoverDocument } from './takeover';

/**
 * Distance between the numbers of an endpoint and those it had under a former key, in its record: each key counts from 1, and an action of
 * a former one has a number below all of its own. The order of running never rests on numbers alone (`ranBefore`).
 */
const APART = 1e9;

/** An action as the ledger stores it. */
export interface NumberedAction {
  readonly endpoint: string;
  readonly n: number;
}

type Numbered = Pick<EndpointDocument, 'endpoint' | 'former_endpoints'>;

/** Returns the stored action that a number in an endpoint's record stands for. Undefined if the number is of no key that is known. */
export function storedNumber(document: Numbered, n: number): NumberedAction | undefined {
  const { endpoint, former_endpoints: former = [] } = document;
  if (n > 0) return { endpoint, n };
  const depth = Math.floor(-n / APART) + 1;
  const key = former[depth - 1];
  return key === undefined ? undefined : { endpoint: key, n: n + depth * APART };
}

/** Returns the number in an endpoint's record of an action that is stored under this key. Undefined if it took nothing over from there. */
export function numberOf(
  { endpoint, former_endpoints: former = [] }: Numbered,
  { endpoint: key, n }: NumberedAction
): number | undefined {
  if (key === endpoint) return n;
  const depth = former.indexOf(key) + 1;
  return depth === 0 ? undefined : n - depth * APART;
}

/** True for a number that an endpoint's action has under its present key. */
export function isOwnNumber(n: number): boolean {
  return n > 0;
}

/**
 * Joins everything known of an endpoint under a former name of its manager into what is known of it now. Joining it again, in whatever
 * order, changes nothing. The same object if nothing is new.
 */
export function takeOver(
  document: EndpointDocument,
  former: EndpointDocument,
  now: number
): EndpointDocument {
  const chain = chainOf(document, former);
  const named = { endpoint: document.endpoint, former_endpoints: chain };
  const renumbered = (n: number): number | undefined => {
    const stored = storedNumber(former, n);
    return stored && numberOf(named, stored);
  };
  const { record } = document;
  const evidence = former.record.evidence.map((one) => renumberedEvidence(one, renumbered));
  const sent = former.record.sent.flatMap((one) => renumberedAction(one, renumbered));
  const whose = joinWhose(whoseBefore(former.record), whoseBefore(record));
  const joined = addTo(withFacts(record, former.record), evidence, sent);
  const found = withFoundOpen(joined, former.record.found_open_at ?? 0);
  const isSameWhose = canonicalJson(whose) === canonicalJson(record.whose);
  const next = judgedBy(found, isSameWhose ? record.whose : whose);
  return changed(
    document,
    {
      record: next,
      former_endpoints: chain,
      ready_at: former.ready_at ?? 0,
      ...(document.agent_name === '' ? { agent_name: former.agent_name } : {}),
      ...(document.reported.length === 0 ? { reported: former.reported } : {}),
      ...(document.keep_alive === undefined && former.keep_alive !== undefined
        ? { keep_alive: former.keep_alive }
        : {}),
    },
    now
  );
}

/**
 * Adds that the manager listed the endpoint as it was when it was taken over: where the projections are rebuilt, nothing else tells this of
 * one that no action names, and without it the next name of the manager would not agree with it. The same object if nothing is new.
 */
export function withTakeover(
  document: EndpointDocument,
  { agent, created_at: at }: Pick<TakeoverDocument, 'agent' | 'created_at'>,
  now: number
): EndpointDocument {
  const { record } = document;
  const { name, date_add: registered } = agent;
  const listed = { name, last_at: at, date_add: registered };
  const whose = withListed(whoseBefore(record), [listed]);
  return changed(document, { record: judgedBy(record, whose) }, now);
}

/** The former keys, in the order in which they were taken over: a number in the record is counted by it, so that it only grows. */
function chainOf(document: EndpointDocument, former: EndpointDocument): readonly string[] {
  const known = document.former_endpoints ?? [];
  const more = [former.endpoint, ...(former.former_endpoints ?? [])].filter(
    (key) => key !== document.endpoint && !known.includes(key)
  );
  return more.length === 0 ? known : [...known, ...more];
}

function renumberedEvidence(
  evidence: Evidence,
  renumbered: (n: number) => number | undefined
): Evidence {
  if (!evidence.action) return evidence;
  const n = renumbered(evidence.action.n);
  return n === undefined ? evidence : { ...evidence, action: { ...evidence.action, n } };
}

function renumberedAction(
  action: SentAction,
  renumbered: (n: number) => number | undefined
): SentAction[] {
  const n = renumbered(action.n);
  return n === undefined ? [] : [{ ...action, n }];
}

/** Joins the facts that a record has besides its evidence and its actions. The same object if nothing is new. */
function withFacts(record: EndpointRecord, former: EndpointRecord): EndpointRecord {
  const forgotten = record.forgotten || former.forgotten;
  const names = forgottenNames(record, former);
  const doubts = newestDoubts(record.forgotten_doubts, former.forgotten_doubts);
  const most = Math.max(record.max_addresses, former.max_addresses);
  const isSame =
    forgotten === record.forgotten &&
    names?.length === record.forgotten_names?.length &&
    most === record.max_addresses &&
    doubts?.isolate === record.forgotten_doubts?.isolate &&
    doubts?.release === record.forgotten_doubts?.release;
  if (isSame) return record;
  const { evidence, sent, whose, found_open_at: foundOpenAt } = record;
  return {
    evidence,
    sent,
    forgotten,
    ...(names === undefined ? {} : { forgotten_names: names }),
    max_addresses: most,
    ...(doubts === undefined ? {} : { forgotten_doubts: doubts }),
    ...(whose === undefined ? {} : { whose }),
    ...(foundOpenAt === undefined ? {} : { found_open_at: foundOpenAt }),
  };
}

/** Names are known only if they are for everything that either forgot. */
function forgottenNames(a: EndpointRecord, b: EndpointRecord): readonly string[] | undefined {
  const parts = [a, b].filter(({ forgotten }) => forgotten);
  if (parts.length === 0 || parts.some((one) => one.forgotten_names === undefined))
    return undefined;
  return Array.from(new Set(parts.flatMap((one) => one.forgotten_names ?? []))).sort();
}

function newestDoubts(
  a: ForgottenDoubts | undefined,
  b: ForgottenDoubts | undefined
): ForgottenDoubts | undefined {
  if (!a || !b) return a ?? b;
  const newest = (verb: 'isolate' | 'release') => {
    const times = [a[verb], b[verb]].flatMap((at) => at ?? []);
    return times.length === 0 ? {} : { [verb]: Math.max(...times) };
  };
  return { ...newest('isolate'), ...newest('release') };
}
