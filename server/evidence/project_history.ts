import type { KnownHost } from '../../common/attribution/attribution';
import type { EndpointKey } from '../../common/manager/endpoint';
import { timeOf } from '../../common/state/evidence';
import type { EndpointDocument } from '../../common/ledger/endpoint_document';
import { changed } from '../../common/ledger/endpoint_document';
import type { ListedName } from '../../common/state/listed_names';
import { withListed } from '../../common/state/listed_names';
import { judgedBy } from '../../common/state/own_evidence';
import type { RecordedDocument } from '../../common/ledger/recorded_document';
import { readyAtOf, withRecorded } from '../../common/ledger/recorded_document';
import type { EndpointLedger, EndpointUpdate } from '../indexer/endpoint_ledger';
import type { RecordedHistory } from '../indexer/recorded_history';
import { byEndpoint } from './by_endpoint';
import type { ManagerDirectory } from '../manager/manager_directory';
import { whoseOf } from './whose_reports';

export interface HistoryProjection {
  readonly recorded: RecordedHistory;
  readonly endpoints: EndpointLedger;
  readonly directory: Pick<ManagerDirectory, 'knownHosts'>;
  readonly now: () => number;
}

/**
 * Brings the projections of endpoints up to all that the ledger itself has of them: our actions, and the evidence that was copied into
 * it. What alerts add is added by reading those; where they are gone, nothing is missing but what could change no state. Repeating it
 * changes nothing.
 * @throws IndexerError
 */
export async function projectHistory({
  recorded,
  endpoints,
  directory,
  now,
}: HistoryProjection): Promise<void> {
  const hosts = await directory.knownHosts();
  await recorded.eachPage(async (documents) => {
    const updates = new Map<EndpointKey, EndpointUpdate>();
    byEndpoint(documents).forEach((group, key) => {
      updates.set(key, (document) => withHistory(document, group, hosts, now()));
    });
    await endpoints.update(updates);
  });
}

function withHistory(
  document: EndpointDocument,
  recorded: readonly RecordedDocument[],
  hosts: readonly KnownHost[],
  now: number
): EndpointDocument {
  const actions = recorded.flatMap((one) => (one.kind === 'action' ? [one] : []));
  const known = whoseOf(document.endpoint, document.record, actions, hosts);
  const whose = known && withListed(known, recorded.flatMap(creditedName));
  return changed(
    document,
    {
      record: judgedBy(withRecorded(document.record, recorded), whose),
      last_n: Math.max(0, ...actions.map(({ n }) => n)),
      ready_at: readyAtOf(recorded),
      ...nameIn(document, recorded),
    },
    now
  );
}

/** Returns the name under which a report was credited when it was copied: the manager listed it by then, long ago. */
function creditedName(one: RecordedDocument): ListedName[] {
  const isCredited = one.kind === 'elsewhere' && !one.name_unchecked;
  return isCredited ? [{ name: one.agent.name, last_at: 0 }] : [];
}

/** The newest name; what the projection has already is as new as its newest evidence. */
function nameIn(
  { record, agent_name: known }: EndpointDocument,
  recorded: readonly RecordedDocument[]
): { readonly agent_name?: string } {
  const newest = recorded.reduce<RecordedDocument | undefined>(
    (last, one) => (last && last.created_at >= one.created_at ? last : one),
    undefined
  );
  if (!newest) return {};
  const isNewest = record.evidence.every((one) => timeOf(one) <= newest.created_at);
  return known === '' || isNewest ? { agent_name: newest.agent.name } : {};
}
