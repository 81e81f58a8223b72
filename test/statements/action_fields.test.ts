import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { omit } from 'lodash';
import { parse } from 'yaml';
import type { ActionDocument } from '../../common/action/action';
import { projectRoot } from '../../scripts/project_root';
import { actionView } from '../../server/actions/action_views';
import { actionIdOf } from '../../server/indexer/action_ledger';
import { readLedgerDocument } from '../../server/indexer/ledger_documents';
import { ACTIONS_INDEX } from '../../server/indexer/ledger_mappings';
import { ActionBuilder, ASKED_AT } from '../builders/actions';
import { anAnswer, answers } from '../builders/evidence';
import { declaredFields, documentsIn } from './declared_fields';

const ACTION = declaredFields('common/action/action.ts', 'ActionDocument');
const VIEW = declaredFields('common/api/action_view.ts', 'ActionView');

interface Mapping {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Mapping>>;
}
const MAPPINGS: Readonly<Record<string, Mapping>> = ACTIONS_INDEX.mappings.properties;

interface Schema {
  readonly required?: readonly string[];
  readonly properties: Readonly<Record<string, object>>;
}
const { components } = parse(readFileSync(join(projectRoot, 'docs/openapi.yaml'), 'utf8')) as {
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
};

/** Every field of an action: one that the type has and this has not is no action for TypeScript. */
const FULL: Required<ActionDocument> = {
  ...new ActionBuilder('isolate').sending().dispatched().unanswered().build(),
  case: 'INC-7',
  alert: { index: 'wazuh-alerts-4.x-2026.11.24', id: 'a' },
  profiles: ['DNS'],
  reisolation: { lifeline: [], acknowledgements: [], left_out: [] },
  reisolates: 1,
  authority: { as: 'api_user' },
  signature: 'a',
  worker: 'w',
  not_after: ASKED_AT,
  send_before: ASKED_AT,
  sent_at: ASKED_AT,
  waits_until: ASKED_AT,
  outcome: { result: 'succeeded' },
  evidence: [anAnswer('isolate', answers.isolated, ASKED_AT)],
  also_affected: ['007'],
  contact_lost_at: ASKED_AT,
  attention_closed: { at: ASKED_AT, by: 'bob', reason: 'Done', found_open: true },
};

/** Fields of a view that another name of the document stands for. */
const SHOWN_AS: Readonly<Record<string, readonly string[]>> = {
  endpoint: ['id'],
  agent: ['agent_id', 'agent_name'],
  host_id: ['host'],
  manager: ['former_manager'],
  evidence: ['evidence_at', 'unconfirmed'],
  timeline: ['timeline', 'ended_at'],
  contact_lost_at: ['attention'],
  attention_closed: ['attention'],
};
/** Fields that nobody is shown: they lock, recognize a repeat, or say when something may be written. */
const NOT_SHOWN = [
  ...['schema_version', 'kind', 'ref', 'key_hash', 'body_hash', 'pending_before', 'updated_at'],
  ...['program', 'mark', 'not_after', 'send_before', 'authority', 'signature'],
  'worker',
];

const namesIn = (fields: ReadonlyMap<string, unknown>) => Array.from(fields.keys()).sort();

/** Types of the index that a written type can be kept as. */
function mappingsFor(type: string): readonly string[] {
  if (/^number(\[\])?$/.test(type)) return ['integer', 'date'];
  if (/^(boolean|true)$/.test(type)) return ['boolean'];
  if (/^(string|'[^']*'( \| '[^']*')*|Ref|ActionStatus|Address)(\[\])?$/.test(type)) {
    return ['keyword'];
  }
  // An object: kept as it is, or field by field.
  return ['object', ''];
}

describe('a field of an action', () => {
  it('has a mapping, of its type', () => {
    const parted = Array.from(ACTION).filter(([name, { type }]) => {
      const mapping = MAPPINGS[name];
      return !mapping || !mappingsFor(type).includes(mapping.type ?? '');
    });
    expect(parted).toEqual([]);
  });

  it('is one of those for which there is a mapping: none is for a field that no document has', () => {
    const files = readdirSync(join(projectRoot, 'common/ledger'))
      .filter((file) => file.endsWith('.ts') && !file.includes('.test.'))
      .map((file) => `common/ledger/${file}`);
    const documents = [...files, 'common/action/action.ts'].flatMap((file) =>
      documentsIn(file).map((name) => namesIn(declaredFields(file, name)))
    );
    const unknown = Object.keys(MAPPINGS).filter((name) => !documents.flat().includes(name));
    expect(unknown).toEqual([]);
    expect(documents.length).toBeGreaterThan(8);
  });

  it.each([
    ['agent', 'common/action/action.ts', 'ActionAgent'],
    ['outcome', 'common/program/outcome.ts', 'Outcome'],
    ['reisolation', 'common/action/follow_up.ts', 'FollowUp'],
    ['attention_closed', 'common/action/attention.ts', 'AttentionClosed'],
  ])('has a mapping for each part of it (%s)', (name, file, type) => {
    const parts = Object.keys(MAPPINGS[name]?.properties ?? {}).sort();
    expect(parts).toEqual(namesIn(declaredFields(file, type)));
  });

  it('is read, and a document without one that it needs is damaged', () => {
    const id = actionIdOf(FULL);
    expect(readLedgerDocument('action', id, FULL).is).toBe('readable');
    const needed = Array.from(ACTION).flatMap(([name, { need }]) =>
      need === 'required' && name !== 'kind' ? [name] : []
    );
    const notMissed = needed.filter(
      (name) => readLedgerDocument('action', id, omit(FULL, name)).is !== 'damaged'
    );
    expect(notMissed).toEqual([]);
    const notChecked = needed.filter(
      (name) =>
        readLedgerDocument('action', id, { ...FULL, [name]: { not: 'it' } }).is !== 'damaged'
    );
    expect(notChecked).toEqual([]);
  });

  it("is shown, or said to be the ledger's own", () => {
    const shown = Object.keys(actionView(FULL));
    const addedBeside = ['former_manager', 'unconfirmed', 'attention'];
    expect([...shown, ...addedBeside].sort()).toEqual(namesIn(VIEW));
    const parted = namesIn(ACTION).filter(
      (name) =>
        !NOT_SHOWN.includes(name) && !(SHOWN_AS[name] ?? [name]).every((one) => VIEW.has(one))
    );
    expect(parted).toEqual([]);
    expect(NOT_SHOWN.filter((name) => VIEW.has(name) || !ACTION.has(name))).toEqual([]);
  });

  it.each([
    ['Action', 'common/api/action_view.ts', 'ActionView'],
    ['ActionSummary', 'common/api/action_view.ts', 'ActionSummary'],
    ['StepDetail', 'common/action/action.ts', 'StepDetail'],
    ['Outcome', 'common/program/outcome.ts', 'Outcome'],
    ['LifelineEntry', 'common/lifeline/lifeline.ts', 'LifelineEntry'],
    ['Reisolation', 'common/action/follow_up.ts', 'FollowUp'],
  ])("is described in the API's document as it is typed (%s)", (schema, file, type) => {
    const fields = declaredFields(file, type);
    const { properties = {}, required = [] } = components.schemas[schema] ?? {};
    expect(Object.keys(properties).sort()).toEqual(namesIn(fields));
    const needed = namesIn(fields).filter((name) => fields.get(name)?.need === 'required');
    expect([...required].sort()).toEqual(needed);
  });
});
