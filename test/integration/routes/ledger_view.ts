import type { Client } from '@opensearch-project/opensearch';
import type { ActionDocument } from '../../../common/action/action';

/** Reads the ledger's indices without the plugin. */
export class LedgerView {
  constructor(private readonly client: Client, readonly prefix: string) {}

  /** Isolates and releases of an agent, oldest first. */
  async actionsOf(agentId: string): Promise<ActionDocument[]> {
    return this.search({ term: { 'agent.id': agentId } });
  }

  async actions(): Promise<ActionDocument[]> {
    return this.search({ match_all: {} });
  }

  /** Ids of the batch documents of a user. */
  async batchesOf(user: string): Promise<readonly string[]> {
    const hits = await this.hits([{ term: { kind: 'batch' } }, { term: { user } }]);
    return hits.map(({ _id }) => _id);
  }

  /** Removes a document, as someone does who edits the index manually. */
  async remove(id: string): Promise<void> {
    await this.client.delete({ index: `${this.prefix}-actions`, id });
  }

  private async search(query: object): Promise<ActionDocument[]> {
    const hits = await this.hits([{ term: { kind: 'action' } }, query]);
    return hits.map(({ _source }) => _source);
  }

  private async hits(
    filter: readonly object[]
  ): Promise<ReadonlyArray<{ _id: string; _source: ActionDocument }>> {
    const index = `${this.prefix}-actions`;
    await this.client.indices.refresh({ index, ignore_unavailable: true });
    const { body } = await this.client.search({
      index,
      ignore_unavailable: true,
      size: 1000,
      body: { query: { bool: { filter } }, sort: [{ endpoint: 'asc' }, { n: 'asc' }] },
    });
    return body.hits.hits;
  }
}
