import type { AgentRow } from '../../common/manager/agent';
import type { ElsewhereDocument } from '../../common/ledger/elsewhere_document';
import type { EndpointKey, ManagerId } from '../../common/manager/endpoint';
import { endpointKeyOf, managerIdOf, parseAgentId } from '../../common/manager/endpoint';
import type { EndpointDocument } from '../../common/ledger/endpoint_document';
import { changed, newEndpointDocument } from '../../common/ledger/endpoint_document';
import { addTo } from '../../common/state/endpoint_record';
import type { Evidence } from '../../common/state/evidence';
import { NOTHING_LISTED } from '../../common/state/listed_names';
import { MINUTE } from '../../common/base/time';
import { agentId, anAgent } from '../../test/builders/agents';
import { anAnswer, answers, minutes } from '../../test/builders/evidence';
import { anIdentity } from '../../test/builders/managers';
import type { EndpointUpdate } from '../indexer/endpoint_ledger';
import { ManagerError } from '../manager/manager_error';
import type { NameCheckDependencies } from './name_check';
import { NameCheck } from './name_check';

const MANAGER = managerIdOf('manager', 'wazuh.manager') as ManagerId;
const keyOf = (id: number): EndpointKey => {
  const agent = parseAgentId(String(id).padStart(3, '0'));
  if (!agent) throw new Error('no id');
  return endpointKeyOf(MANAGER, agent);
};

/** A manager that lists these names by id, and a ledger in memory. */
function checkBefore(listed: Readonly<Record<string, string>>) {
  let clock = minutes(60);
  let isAway = false;
  const asked: string[][] = [];
  const failures: unknown[] = [];
  const elsewhere: ElsewhereDocument[] = [];
  const documents = new Map<EndpointKey, EndpointDocument>();
  const seen = new Map<string, { readonly at: number; readonly row: AgentRow }>();
  const names = new NameCheck({
    rows: { seenByAnyone: (_host: string, id: string) => seen.get(id) },
    managers: {
      hosts: async () => [],
      open: async () => ({
        agentsOf: async (ids: readonly string[]) => {
          asked.push([...ids]);
          if (isAway) throw new ManagerError('timed_out');
          return ids.flatMap((id) => (listed[id] ? [{ id, name: listed[id], date_add: 0 }] : []));
        },
      }),
    },
    directory: { hostsByManager: async () => new Map([[MANAGER, anIdentity()]]) },
    search: {
      findWithOthers: async () =>
        Array.from(documents).flatMap(([key, one]) => (one.report_owners ? [key] : [])),
    },
    endpoints: {
      readMany: async (keys: readonly EndpointKey[]) =>
        new Map(keys.flatMap((key) => (documents.has(key) ? [[key, documents.get(key)]] : []))),
      update: async (updates: ReadonlyMap<EndpointKey, EndpointUpdate>) => {
        updates.forEach((update, key) => {
          const before = documents.get(key);
          if (before) documents.set(key, update(before));
        });
        return documents;
      },
    },
    elsewhere: {
      record: async (more: readonly ElsewhereDocument[]) => void elsewhere.push(...more),
    },
    references: 'on',
    now: () => clock,
    onSettled: () => undefined,
    onFailure: (error: unknown) => void failures.push(error),
  } as unknown as NameCheckDependencies);
  return {
    names,
    asked,
    failures,
    elsewhere,
    /** Keeps a report of which nobody has looked whose it is. */
    reported: (id: number, evidence: Evidence) => {
      const document = newEndpointDocument(keyOf(id), clock);
      const record = { ...addTo(document.record, [evidence], []), whose: NOTHING_LISTED };
      documents.set(keyOf(id), changed(document, { record }, clock));
    },
    document: (id: number) => documents.get(keyOf(id)),
    /** Somebody was shown the row of an agent. */
    seen: (id: string, name: string) => {
      seen.set(id, { at: clock, row: anAgent({ id: agentId(id), name, date_add: 0 }) });
    },
    ask: async (...ids: readonly number[]) => {
      names.ask(ids.map(keyOf));
      await names.settled();
    },
    pass: (ms: number) => void (clock += ms),
    away: (is: boolean) => void (isAway = is),
  };
}

const byHand = (name: string) =>
  anAnswer('isolate', answers.isolated, minutes(30), { agent_name: name });

describe('the name of an endpoint with a report that is not certainly its own', () => {
  it('makes the report its own where the manager lists it, and the history keeps that', async () => {
    const { reported, ask, document, elsewhere } = checkBefore({ '001': 'A-WS-01' });
    reported(1, byHand('A-WS-01'));
    expect(document(1)).toMatchObject({
      settled_status: 'unknown',
      report_owners: ['name_not_checked'],
    });
    await ask(1);
    expect(document(1)).toMatchObject({ settled_status: 'isolated', agent_name: 'A-WS-01' });
    expect(document(1)).not.toHaveProperty('report_owners');
    expect(elsewhere.map(({ agent }) => agent.name)).toEqual(['A-WS-01']);
  });

  it('makes it another machine’s where the manager lists another: no state, and no history of this one', async () => {
    const { reported, ask, document, elsewhere } = checkBefore({ '001': 'A-WS-01' });
    reported(1, byHand('B-SRV-01'));
    await ask(1);
    expect(document(1)).toMatchObject({
      settled_status: 'no_record',
      report_owners: ['another_machine'],
    });
    expect(elsewhere).toEqual([]);
  });

  it('leaves it undecided, and in the history, where nobody is listed', async () => {
    const { reported, ask, document, elsewhere } = checkBefore({});
    reported(1, byHand('A-WS-01'));
    await ask(1);
    expect(document(1)).toMatchObject({ settled_status: 'unknown' });
    expect(elsewhere).toHaveLength(1);
  });

  it('is asked for at most once a minute, for all that wait together', async () => {
    const { ask, asked, pass } = checkBefore({});
    await ask(1, 2);
    await ask(3);
    await ask(4);
    expect(asked).toEqual([['001', '002']]);
    pass(MINUTE);
    await ask(1);
    expect(asked.slice(1)).toEqual([['003', '004', '001']]);
  });

  it('is asked for in a bounded number of requests, however many reports come', async () => {
    const { ask, asked } = checkBefore({});
    await ask(...Array.from({ length: 30000 }, (_, index) => index + 1));
    expect(asked).toHaveLength(20);
    expect(Math.max(...asked.map(({ length }) => length))).toBe(500);
  });

  it('stays undecided while the manager is away, and is asked for again without any report', async () => {
    const { reported, ask, names, document, away, pass, failures } = checkBefore({
      '001': 'A-WS-01',
    });
    reported(1, byHand('A-WS-01'));
    away(true);
    await ask(1);
    expect(failures).toHaveLength(1);
    expect(document(1)).toMatchObject({ settled_status: 'unknown' });
    away(false);
    pass(MINUTE);
    await names.round();
    await names.settled();
    expect(document(1)).toMatchObject({ settled_status: 'isolated' });
  });

  it('is asked for again once an hour where another machine reports under the id', async () => {
    const listed: Record<string, string> = { '001': 'A-WS-01' };
    const { reported, ask, names, document, pass } = checkBefore(listed);
    await names.round();
    reported(1, byHand('B-SRV-01'));
    await ask(1);
    listed['001'] = 'B-SRV-01';
    pass(60 * MINUTE);
    await names.round();
    await names.settled();
    expect(document(1)).toMatchObject({ settled_status: 'isolated' });
  });

  it('is taken from a row that somebody was shown, though the manager may not be asked again yet', async () => {
    const { reported, ask, document, asked, seen, pass } = checkBefore({});
    await ask(2);
    seen('001', 'A-WS-01');
    pass(1000);
    reported(1, byHand('A-WS-01'));
    await ask(1);
    expect(document(1)).toMatchObject({ settled_status: 'isolated' });
    expect(asked).toEqual([['002']]);
  });

  it('is asked for where the row that somebody was shown says another name, from before the report', async () => {
    const listed = { '001': 'B-SRV-01' };
    const { reported, ask, names, document, asked, seen, pass } = checkBefore(listed);
    await ask(2);
    seen('001', 'A-WS-01');
    reported(1, byHand('B-SRV-01'));
    pass(MINUTE);
    await ask(1);
    await names.settled();
    await names.round();
    await names.settled();
    expect(asked.slice(1)).toEqual([['001']]);
    expect(document(1)).toMatchObject({ settled_status: 'isolated' });
  });
});
