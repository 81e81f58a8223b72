import type { ActionDocument } from '../../common/action/action';
import { sentActionOf } from '../../common/action/action';
import type { EndpointKey } from '../../common/manager/endpoint';
import { changed } from '../../common/ledger/endpoint_document';
import { addTo } from '../../common/state/endpoint_record';
import { listedBy, withListed } from '../../common/state/listed_names';
import { whoseBefore, withWhose } from '../../common/state/own_evidence';
import type { EndpointLedger, EndpointUpdate } from '../indexer/endpoint_ledger';
import { byEndpoint } from './by_endpoint';

/** Brings the projections of endpoints up to their actions. Lists and badges read those; nothing that decides waits for them. */
export class ActionProjector {
  constructor(private readonly endpoints: EndpointLedger, private readonly now: () => number) {}

  /** @throws IndexerError; the next round does it again */
  async project(actions: readonly ActionDocument[]): Promise<void> {
    const updates = new Map<EndpointKey, EndpointUpdate>();
    byEndpoint(actions).forEach((group, key) => {
      updates.set(key, (document) => {
        const sent = group.flatMap((action) => sentActionOf(action) ?? []);
        const whose = withListed(whoseBefore(document.record), group.map(listedBy));
        const newest = group.reduce((a, b) => (a.n >= b.n ? a : b));
        return changed(
          document,
          {
            record: withWhose(addTo(document.record, [], sent), whose),
            last_n: newest.n,
            agent_name: newest.agent.name,
          },
          this.now()
        );
      });
    });
    await this.endpoints.update(updates);
  }
}
