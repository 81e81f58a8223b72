import { Client } from '@opensearch-project/opensearch';
import { startEmbeddedStore } from '../../../lab/store/embedded/embedded_store';
import type { AccessLab, AccessLabOptions } from './access_lab';
import { startAccessLab } from './access_lab';

type EmbeddedOptions = Omit<AccessLabOptions, 'store' | 'security'>;

/** Starts a lab on the small store, where roles of the dashboard are what is tried and not those of the indexer; its `stop` ends both. */
export async function startEmbeddedAccessLab(options: EmbeddedOptions): Promise<AccessLab> {
  const store = await startEmbeddedStore();
  const client = new Client({ node: store.url });
  const lab = await startAccessLab({
    store: { url: store.url, client },
    security: 'lab',
    ...options,
  });
  return {
    ...lab,
    stop: async () => {
      await lab.stop();
      await client.close();
      await store.stop();
    },
  };
}
