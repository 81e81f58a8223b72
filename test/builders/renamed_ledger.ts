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
import type { TakeoverDocument } from '../../common/ledger/takeover';
import { SECOND } from '../../common/base/time';
import { agentId, anAgent } from './agents';
import { anAnswer, answers, aSentAction, minutes } from './evidence';
import { aClusterIdentity, anIdentity } from './managers';
import type { EndpointUpdate } from '../../server/indexer/endpoint_ledger';
import { ManagerError } from '../../server/manager/manager_error';
import type { FormerNamesDependencies } from '../../server/evidence/former_names';
import { FormerNames } from '../../server/evidence/former_names';

export const ENROLLED = minutes(-60 * 24 * 100);
export const ALONE = anIdentity({ hostname: 'vm', seen_at: minutes(0) });
export const CLUSTER = aClusterIdentity({ hostname: 'vm', seen_at: minutes(60) });

const managerIdOf = (identity: HostIdentity): ManagerId => {
  const manager = managerOf(identity);
  if (!manager) throw new Error('no identity');
  return manager;
};
export const keyOf = (identity: HostIdentity, id: string): EndpointKey =>
  endpointKeyOf(managerIdOf(identity), agentId(id));
const idOf = (index: number) => String(index + 1).padStart(3, '0');

/** A ledger with isolated endpoints under the first identity of a host, and what its manager lists now. */
export function renamedLedger(
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
