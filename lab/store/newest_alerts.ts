import type { Client } from '@opensearch-project/opensearch';
import { alertsPattern } from './alerts_template';

/** A document as it lies in its index. */
export interface StoredAlert {
  readonly _index: string;
  readonly _id: string;
  readonly _source: unknown;
}

/** The newest alerts, newest first. */
export async function newestAlerts(
  client: Client,
  size: number,
  index = alertsPattern
): Promise<StoredAlert[]> {
  const { body } = await client.search({
    index,
    body: { size, sort: [{ timestamp: 'desc' }] },
  });
  return body.hits.hits.map(({ _index, _id, _source }: StoredAlert) => ({ _index, _id, _source }));
}
