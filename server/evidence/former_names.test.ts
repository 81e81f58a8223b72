import type { AgentRow } from '../../common/manager/agent';
import type { HostIdentity, KnownHost } from '../../common/attribution/attribution';
import { managerOf, withFormer } from '../../common/attribution/attribution';
import type { EndpointKey, ManagerId } from '../../common/manager/endpoint';
import { endpointKeyOf } from '../../common/manager/endpoint';
import type { EndpointDocument } from '../../common/ledger/endpoint_document';
import { changed, newEndpointDocument } from '../../common/ledger/endpoint_document';
import { addTo } from '../../common/state/endpoint_record';
import type { Evidence } from '../../common/state/evidence';
import { NOTHING_LISTED, withListed } from '../../common/state/listed_names';
import { withWhose } from '../../common/state/own_evidence';
import { ownerOf } from '../../common/state/whose_report';
import type { TakeoverDocument } from '../../common/ledger/takeover';
import { formerAgentOf } from '../../common/ledger/takeover';
import { HOUR, MINUTE, SECOND } from '../../common/base/time';
import { agentId, anAgent } from '../../test/builders/agents';
import { anAnswer, answers, aSentAction, minutes } from '../../test/builders/evidence';
import { aClusterIdentity, anIdentity } from '../../test/builders/managers';
import type { EndpointUpdate } from '../indexer/endpoint_ledger';
import { ManagerError } from '../manager/manager_error';
import type { FormerNamesDependencies } from './former_names';
import { FormerNames } from './former_names';

const ENROLLED = minutes(-60 * 24 * 100);
const ALONE = anIdentity({ hostname: 'vm', seen_at: minutes(0) });
const CLUSTER = aClusterIdentity({ hostname: 'vm', seen_at: minutes(60) });

const managerIdOf = (identity: HostIdentity): ManagerId => {
  const manager = managerOf(identity);
  if (!manager) throw new Error('no identity');
  return manager;
};
const keyOf = (identity: HostIdentity, id: string): EndpointKey =>
  endpointKeyOf(managerIdOf(identity), agentId(id));
const idOf = (index: number) => String(index + 1).padStart(3, '0');

/** A ledger with isolated endpoints under the first identity of a host, and what its manager lists now. */
function ledgerOf(
  count: number,
  {
    hosts,
    said = [],
  }: { readonly hosts?: readonly KnownHost[]; readonly said?: readonly string[] } = {}
) {
  let clock = minutes(90);
  let isAway = false;
  let answersAfter = 0;
  let hidden: string | undefined;
  const failures: unknown[] = [];
  const documents = new Map<EndpointKey, EndpointDocument>();
  const rows = new Map<string, AgentRow>();
  const heirs = new Map<string, EndpointKey>();
  let recorded: TakeoverDocument[] = [];
  for (let index = 0; index < count; index++) {
    const id = idOf(index);
    const name = index === 0 ? 'DC01' : `WS-${id}`;
    const key = keyOf(ALONE, id);
    const sent = aSentAction(1, 'isolate', minutes(5));
    const report = anAnswer('isolate', answers.isolated, minutes(6), {
      agent_name: name,
      action: { n: 1, sent_at: minutes(5) },
    });
    const whose = withListed(NOTHING_LISTED, [
      { name, last_at: minutes(5), date_add: ENROLLED + index * SECOND },
    ]);
    const document = newEndpointDocument(key, clock);
    const record = withWhose(addTo(document.record, [report], [sent]), whose);
    documents.set(key, changed(document, { record, agent_name: name }, clock));
    rows.set(id, anAgent({ id: agentId(id), name, date_add: ENROLLED + index * SECOND + 400 }));
  }
  const update = async (updates: ReadonlyMap<EndpointKey, EndpointUpdate>) => {
    updates.forEach((step, key) =>
      documents.set(key, step(documents.get(key) ?? newEndpointDocument(key, clock)))
    );
    return documents;
  };
  const known = hosts ?? [{ identity: withFormer(CLUSTER, ALONE), aliases: [], formerNames: said }];
  const start = () =>
    new FormerNames({
      managers: {
        hosts: async () => [],
        open: async () => {
          if (isAway) throw new ManagerError('timed_out');
          return {
            agentsOf: async (ids: readonly string[]) => {
              clock += answersAfter;
              return ids.flatMap((id) => rows.get(id) ?? []);
            },
          };
        },
      },
      directory: { knownHosts: async () => known },
      endpoints: {
        eachOf: async (manager: string, take: (some: EndpointDocument[]) => Promise<void>) =>
          take(
            Array.from(documents.values()).filter(
              (one) => one.manager === manager && one.agent_id !== hidden
            )
          ),
        readMany: async (keys: readonly EndpointKey[]) =>
          new Map(keys.map((key) => [key, documents.get(key) ?? newEndpointDocument(key, clock)])),
        update,
        heirOf: (former: string, heir: EndpointKey) => void heirs.set(former, heir),
      },
      takeovers: {
        readAll: async () => recorded,
        record: async (more: readonly TakeoverDocument[]) => {
          const first = more.filter(
            (one) => !recorded.some(({ former_endpoint: key }) => key === one.former_endpoint)
          );
          recorded = [...recorded, ...first];
          const keys = more.map((one) => one.former_endpoint);
          return recorded.filter((one) => keys.includes(one.former_endpoint));
        },
      },
      now: () => clock,
      onFailure: (error: unknown) => void failures.push(error),
    } as unknown as FormerNamesDependencies);
  return {
    names: start(),
    /** Another process, or the same after a restart. */
    start,
    statusOf: (identity: HostIdentity, id: string) =>
      documents.get(keyOf(identity, id))?.settled_status ?? 'no_record',
    documentOf: (identity: HostIdentity, id: string) =>
      documents.get(keyOf(identity, id)) ?? newEndpointDocument(keyOf(identity, id), clock),
    taken: () => recorded.map(({ agent }) => agent.id),
    enroll: (id: string, changes: Partial<AgentRow>) => {
      const row = rows.get(id);
      if (row) rows.set(id, { ...row, ...changes });
    },
    remove: (id: string) => void rows.delete(id),
    /** Another process writes under the first name, and passes nothing on. */
    reported: (id: string, evidence: Evidence) => {
      const key = keyOf(ALONE, id);
      const document = documents.get(key) ?? newEndpointDocument(key, clock);
      const record = addTo(document.record, [evidence], []);
      documents.set(key, changed(document, { record }, clock));
    },
    forgetProjections: (identity: HostIdentity) =>
      Array.from(documents.keys())
        .filter((key) => key.startsWith(managerIdOf(identity)))
        .forEach((key) => documents.delete(key)),
    /** A search doesn't find this one yet. */
    hide: (id: string | undefined) => void (hidden = id),
    pass: (ms: number) => void (clock += ms),
    /** Its manager takes so long to list agents. */
    answerAfter: (ms: number) => void (answersAfter = ms),
    away: (is: boolean) => void (isAway = is),
    failures,
    heirs,
  };
}

describe('an endpoint under a former name of its manager', () => {
  it('keeps its state where the manager lists it as it was: its cluster was switched on', async () => {
    const { names, statusOf, taken } = ledgerOf(4);
    await names.round();
    expect(taken()).toEqual(['001', '002', '003', '004']);
    expect(statusOf(CLUSTER, '001')).toBe('isolated');
    expect(await names.leftOf('lab')).toEqual([]);
  });

  it('keeps its state where the manager was renamed', async () => {
    const renamed = anIdentity({ hostname: 'vm2', seen_at: minutes(60) });
    const hosts = [{ identity: withFormer(renamed, ALONE), aliases: [] }];
    const { names, statusOf } = ledgerOf(3, { hosts });
    await names.round();
    expect(statusOf(renamed, '003')).toBe('isolated');
  });

  it('counts for nothing where the host’s URL was moved to another manager whose 001 is DC01 as well', async () => {
    const { names, enroll, remove, statusOf, taken } = ledgerOf(4);
    enroll('001', { date_add: ENROLLED + 9 * HOUR });
    for (const id of ['002', '003', '004']) remove(id);
    await names.round();
    expect(taken()).toEqual([]);
    expect(statusOf(CLUSTER, '001')).toBe('no_record');
    expect(await names.leftOf('lab')).toMatchObject([
      { manager: 'manager:vm', agreement: { agree: 0, of: 4 }, isAsked: false },
    ]);
  });

  it('is not taken over, even by an administrator’s word, where it is listed with another enrollment or name', async () => {
    const { names, enroll, taken } = ledgerOf(4, { said: ['vm'] });
    enroll('001', { date_add: ENROLLED + SECOND });
    enroll('002', { name: 'ws-002-new' });
    await names.round();
    expect(taken()).toEqual(['003', '004']);
    const [left] = await names.leftOf('lab');
    expect(left?.endpoints.map(({ agent_id: id }) => id)).toEqual(['001', '002']);
    expect(left?.isAsked).toBe(false);
  });

  it('waits for an administrator where half of the fleet was re-enrolled', async () => {
    const half = ledgerOf(10);
    const reenrolled = ['001', '002', '003', '004', '005'];
    for (const id of reenrolled) half.enroll(id, { date_add: minutes(30) });
    await half.names.round();
    expect(half.taken()).toEqual([]);
    expect(await half.names.leftOf('lab')).toMatchObject([
      { agreement: { agree: 5, of: 10 }, isAsked: true },
    ]);
    const said = ledgerOf(10, { said: ['vm'] });
    for (const id of reenrolled) said.enroll(id, { date_add: minutes(30) });
    await said.names.round();
    expect(said.taken()).toEqual(['006', '007', '008', '009', '010']);
    expect(said.statusOf(CLUSTER, '001')).toBe('no_record');
  });

  it('needs nine of ten: eight are asked about', async () => {
    const { names, remove, taken } = ledgerOf(10);
    remove('001');
    remove('002');
    await names.round();
    expect(taken()).toEqual([]);
    const most = ledgerOf(10);
    most.remove('001');
    await most.names.round();
    expect(most.taken()).toHaveLength(9);
  });

  it('waits for an administrator where there are fewer than three', async () => {
    const { names, taken } = ledgerOf(2);
    await names.round();
    expect(taken()).toEqual([]);
    const said = ledgerOf(2, { said: ['vm'] });
    await said.names.round();
    expect(said.taken()).toEqual(['001', '002']);
  });

  it('is not former where another configured host goes by that name now', async () => {
    const other = anIdentity({ host_id: 'lab2', hostname: 'vm', seen_at: minutes(60) });
    const hosts = [
      { identity: withFormer(aClusterIdentity({ hostname: 'elsewhere' }), ALONE), aliases: [] },
      { identity: other, aliases: [] },
    ];
    const { names, taken } = ledgerOf(4, { hosts });
    await names.round();
    expect(taken()).toEqual([]);
    expect(await names.leftOf('lab')).toEqual([]);
  });

  it('is taken over once, where two hosts had that name', async () => {
    const second = anIdentity({ host_id: 'lab2', hostname: 'vm3' });
    const hosts = [
      { identity: withFormer(CLUSTER, ALONE), aliases: [] },
      { identity: withFormer(second, { ...ALONE, host_id: 'lab2' }), aliases: [] },
    ];
    const { names, taken, statusOf } = ledgerOf(3, { hosts });
    await names.round();
    expect(taken()).toEqual(['001', '002', '003']);
    expect(statusOf(CLUSTER, '001')).toBe('isolated');
    expect(statusOf(second, '001')).toBe('no_record');
  });

  it('stays as it is while the manager can’t be asked, and is asked about again', async () => {
    const { names, away, failures, taken, pass } = ledgerOf(4);
    away(true);
    await names.round();
    expect(taken()).toEqual([]);
    expect(failures).toHaveLength(1);
    away(false);
    pass(SECOND);
    await names.round();
    expect(taken()).toHaveLength(4);
  });

  it('is looked for again within minutes: not all of it need be found at once', async () => {
    const { names, taken, pass, hide } = ledgerOf(4);
    hide('004');
    await names.round();
    expect(taken()).toEqual(['001', '002', '003']);
    hide(undefined);
    pass(MINUTE);
    await names.round();
    expect(taken()).toEqual(['001', '002', '003', '004']);
  });

  it('keeps its state where the projections are deleted: what was taken over is on record', async () => {
    const { names, start, forgetProjections, statusOf, heirs } = ledgerOf(4);
    await names.round();
    forgetProjections(CLUSTER);
    heirs.clear();
    const restarted = start();
    await restarted.restore();
    expect(statusOf(CLUSTER, '001')).toBe('isolated');
    expect(heirs.get(keyOf(ALONE, '001'))).toBe(keyOf(CLUSTER, '001'));
    expect(restarted.formerKeysOf(keyOf(CLUSTER, '001'))).toEqual([keyOf(ALONE, '001')]);
  });

  it('is known as it was listed where only the takeover tells, so that a next name can take it over', async () => {
    const { names, start, forgetProjections, reported, documentOf } = ledgerOf(4);
    await names.round();
    forgetProjections(CLUSTER);
    forgetProjections(ALONE);
    // Rebuilt of a report that no action names.
    reported('002', anAnswer('isolate', answers.isolated, minutes(6), { agent_name: 'WS-002' }));
    await start().restore();
    expect(formerAgentOf(documentOf(CLUSTER, '002'))).toEqual({
      name: 'WS-002',
      date_add: ENROLLED + SECOND,
    });
  });

  it('is known as listed from before the manager was asked: what is reported meanwhile is judged by a later list', async () => {
    const { names, answerAfter, reported, documentOf, start } = ledgerOf(4);
    answerAfter(MINUTE);
    await names.round();
    // Another name was given to the id while the list was read.
    const meanwhile = minutes(90) + 30 * SECOND;
    const other = anAnswer('release', answers.released, meanwhile, { agent_name: 'NEW-NAME' });
    reported('001', other);
    await start().restore();
    const { record } = documentOf(CLUSTER, '001');
    expect(ownerOf(other, record.whose)).toBe('name_not_checked');
  });

  it('takes over what a process writes under the former name that does not know the new one yet', async () => {
    const { names, reported, statusOf, pass } = ledgerOf(4);
    await names.round();
    reported('001', anAnswer('release', answers.released, minutes(95), { agent_name: 'DC01' }));
    expect(statusOf(CLUSTER, '001')).toBe('isolated');
    pass(MINUTE);
    await names.round();
    expect(statusOf(CLUSTER, '001')).toBe('not_isolated');
  });

  it('is taken over by a process that did not decide it', async () => {
    const { names, start, forgetProjections, statusOf } = ledgerOf(4);
    await names.round();
    forgetProjections(CLUSTER);
    await start().round();
    expect(statusOf(CLUSTER, '002')).toBe('isolated');
  });
});
