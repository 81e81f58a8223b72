import { Client, errors } from '@opensearch-project/opensearch';
import { findTools } from '../../scripts/tools/opensearch_tools';
import { Endings } from '../endings';
import { startEmbeddedStore } from './embedded/embedded_store';
import { startOpenSearch } from './opensearch/opensearch';
import type { StoreGate } from './store_gate';
import { openStoreGate } from './store_gate';

/** `best`: a real OpenSearch where Java and Maven are found, else the small one. */
export type StoreChoice = 'best' | 'embedded' | { readonly url: string };

export interface LabStore {
  readonly url: string;
  /** Name in words. */
  readonly name: string;
  /** Notice for every page, if it isn't a real OpenSearch. */
  readonly notice?: string;
  /** Stands between the dashboard and a store that is the lab's own. */
  readonly gate?: StoreGate;
  stop(): Promise<void>;
}

/** Indices that must not be in a given store: simulated alerts would end up among real ones, or among those of another fleet. */
const indicesOfALab = ['wazuh-alerts-*', 'wazuh-isolation-*'];

/**
 * Opens the store of the lab.
 *
 * @param say is told what takes long and what went wrong
 * @throws Error with what to do, where a given store cannot be used
 */
export async function openLabStore(
  choice: StoreChoice,
  say: (line: string) => void
): Promise<LabStore> {
  if (typeof choice === 'object') return givenStore(choice.url);
  if (choice === 'embedded') return embeddedStore();
  const tools = await findTools();
  if (!tools.found) return embeddedStore(tools.missing);
  try {
    const { url, stop } = await startOpenSearch({ say });
    return ownStore(url, `A real OpenSearch at ${url}, with its data in a temporary folder.`, stop);
  } catch (error) {
    say(messageOf(error));
    return embeddedStore("OpenSearch couldn't be started. See the terminal for the reason.");
  }
}

/** @param why the reason why it is not OpenSearch; undefined if somebody asked for this store */
async function embeddedStore(why?: string): Promise<LabStore> {
  const { url, stop } = await startEmbeddedStore();
  const asked = why === undefined ? ' (--opensearch embedded)' : '';
  const notice =
    `Data is kept in a small embedded store instead of OpenSearch${asked}. Features that need OpenSearch say so. ${
      why ?? ''
    }`.trim();
  return { ...(await ownStore(url, notice, stop)), notice };
}

async function ownStore(url: string, name: string, stop: () => Promise<void>): Promise<LabStore> {
  const endings = new Endings();
  endings.add(stop);
  const gate = await openStoreGate(url);
  endings.add(() => gate.stop());
  return { url, name, gate, stop: () => endings.endAll() };
}

async function givenStore(url: string): Promise<LabStore> {
  const client = new Client({ node: url, maxRetries: 0 });
  try {
    const { body: info } = await client.info();
    const { body: indices } = await client.cat.indices({ index: indicesOfALab, format: 'json' });
    if (indices.length > 0) throw new Error(notEmpty(url, indices.length));
    const name = `OpenSearch ${info.version.number} at ${url}.`;
    return { url, name, stop: async () => undefined };
  } catch (error) {
    if (!(error instanceof errors.OpenSearchClientError)) throw error;
    throw new Error(`The OpenSearch at ${url} can't be used: ${error.message}`);
  } finally {
    await client.close();
  }
}

function notEmpty(url: string, count: number): string {
  return (
    `The OpenSearch at ${url} already has ${count} alert or ledger indices. Simulated alerts must not be mixed with others.\n` +
    `Use an empty one. If they are from an earlier lab, remove them: curl -X DELETE '${url}/${indicesOfALab.join(
      ','
    )}'`
  );
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
