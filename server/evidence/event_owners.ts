import type { ProgramEvent } from '../../common/program/program_event';
import { agentOf } from '../../common/program/program_event';
import type { EndpointKey, ManagerId } from '../../common/manager/endpoint';
import { endpointKeyOf } from '../../common/manager/endpoint';
import { evidenceOf } from '../../common/state/evidence';
import { probeIdOf } from '../../common/ledger/probe_document';
import type { ReportOwner } from '../../common/state/whose_report';
import { ownerOf } from '../../common/state/whose_report';
import type { Ledger } from '../indexer/ledger';

/** Everything by which reports are told apart. */
export interface OwnerReading {
  readonly ledger: Pick<Ledger, 'actions' | 'endpoints' | 'probes'>;
  readonly now: () => number;
}

/** Reasons an event isn't certainly the report of the endpoint whose ID it carries. */
export type NotOwn = Exclude<ReportOwner, 'ours'>;

/**
 * Says for each event that is evidence on its own if it is another endpoint's, or may be. The endpoint's own ones are omitted.
 * @param events of one manager
 */
export async function notOwnAmong(
  events: readonly ProgramEvent[],
  manager: ManagerId,
  { ledger, now }: OwnerReading
): Promise<ReadonlyMap<ProgramEvent, NotOwn>> {
  const keyed = events.flatMap((event) => {
    const agent = agentOf(event);
    return agent ? [{ event, key: endpointKeyOf(manager, agent) }] : [];
  });
  const keys = Array.from(new Set(keyed.map(({ key }) => key)));
  const documents = await ledger.endpoints.readMany(keys, 'kept');
  const doubted = keyed.flatMap(({ event, key }) => {
    const record = documents.get(key)?.record;
    const known = record?.evidence.find(({ identity }) => identity === event.identity);
    const owner = ownerOf(known ?? evidenceOf(event, now()), record?.whose);
    return owner === 'ours' ? [] : [{ event, key, owner }];
  });
  const named = await namedAmong(doubted, ledger);
  return new Map(doubted.flatMap(({ event, owner }) => (named.has(event) ? [] : [[event, owner]])));
}

interface Doubted {
  readonly event: ProgramEvent;
  readonly key: EndpointKey;
}

/** Those that answer an action or a probe of ours: nobody else was told the ref. */
async function namedAmong(
  doubted: readonly Doubted[],
  { actions, probes }: OwnerReading['ledger']
): Promise<ReadonlySet<ProgramEvent>> {
  const withRef = doubted.flatMap(({ event, key }) =>
    event.ref ? [{ event, key, ref: event.ref }] : []
  );
  if (withRef.length === 0) return new Set();
  const found = await actions.findByRef(
    withRef.map(({ key, ref }) => ({ endpoint: key, refs: [ref], known: [], lastKnown: 0 }))
  );
  const idOf = ({ key, ref }: { readonly key: EndpointKey; readonly ref: string }) =>
    probeIdOf({ endpoint: key, ref });
  const probed = await probes.readById(withRef.map(idOf));
  return new Set(
    withRef
      .filter((one) => {
        const verb = found.get(`${one.key}#${one.ref}`)?.action.verb;
        return one.event.verb === 'probe' ? probed.has(idOf(one)) : verb === one.event.verb;
      })
      .map(({ event }) => event)
  );
}
