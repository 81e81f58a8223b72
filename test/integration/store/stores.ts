import { randomBytes } from 'node:crypto';
import { Client } from '@opensearch-project/opensearch';
import type { RunningOpenSearch } from '../../../lab/store/opensearch/opensearch';
import type { SecuredOpenSearch } from '../../../lab/store/opensearch/secured_opensearch';
import type { Credentials } from '../../../lab/store/opensearch/security_users';
import type { BrokeredStore } from './open_search_broker';
import { brokerVariable } from './open_search_broker';

/** The part of a store that tests share. Whoever started one ends it. */
export type SharedOpenSearch = Omit<RunningOpenSearch, 'stop'>;
export type SharedSecuredOpenSearch = Omit<SecuredOpenSearch, 'stop'>;

/**
 * The test runner sets it to `unavailable` on a machine without Java or Maven, which then says what it leaves out. Where it is not set, a
 * missing Java is a failed test.
 */
const left_out = process.env.ISOLATION_TEST_OPENSEARCH === 'unavailable';

/** A `describe` for tests that need a real OpenSearch. A benchmark has none. */
export const describeOnOpenSearch: jest.Describe =
  left_out && typeof describe === 'function' ? describe.skip : globalThis.describe;

/** Milliseconds for hooks and tests that may be the first to ask for a store: a busy machine takes its time. */
export const startTimeLimit = 240_000;

/** A client that can delete, for each store this test file asked for. */
const cleaners = new Map<string, () => Client>();
const prefixes: string[] = [];

/** All files of a run share a node, which takes 1,000 shards and has the heap for fewer: what a file made goes with it. */
async function deleteOwnIndices(): Promise<void> {
  const index = prefixes.map((prefix) => `*${prefix}*`);
  if (index.length === 0) return;
  for (const open of cleaners.values()) {
    const client = open();
    await client.indices.delete({ index, expand_wildcards: 'all' });
    for (const name of index) await client.indices.deleteIndexTemplate({ name }, { ignore: [404] });
    await client.close();
  }
}

// A benchmark has no hooks, and its node to itself. Hooks of a file's own run first, so nothing writes any more.
if (typeof afterAll === 'function') afterAll(deleteOwnIndices);

async function fromBroker<Store>(name: BrokeredStore): Promise<Store> {
  const broker = process.env[brokerVariable];
  if (broker === undefined) {
    throw new Error(
      `${brokerVariable} is not set: the "integration" project's globalSetup did not run.`
    );
  }
  const response = await fetch(`${broker}/${name}`);
  if (!response.ok) throw new Error(await response.text());
  return response.json();
}

/**
 * One OpenSearch for all tests of a run, started for the first that asks. Keep to indices of `uniquePrefix`, which are deleted behind the
 * file's last test.
 */
export async function sharedOpenSearch(): Promise<SharedOpenSearch> {
  const store = await fromBroker<SharedOpenSearch>('plain');
  cleaners.set(store.url, () => clientOf(store));
  return store;
}

/** The same with the security plugin, TLS and users. */
export async function sharedSecuredOpenSearch(): Promise<SharedSecuredOpenSearch> {
  const store = await fromBroker<SharedSecuredOpenSearch>('secured');
  cleaners.set(store.url, () => clientAs(store, store.users.admin));
  return store;
}

/**
 * Makes a prefix for index names that no other test has: `wazuh-test-1f6b2c90-`. `kibanaserver` may do with them what it may with Wazuh's.
 */
export function uniquePrefix(): string {
  const prefix = `wazuh-test-${randomBytes(4).toString('hex')}-`;
  prefixes.push(prefix);
  return prefix;
}

/** The client that the dashboard has, version 1. */
export const clientOf = ({ url }: { url: string }) => new Client({ node: url, maxRetries: 0 });

/** The same, as one of the secured OpenSearch's users. */
export const clientAs = (
  { url, ca }: SharedSecuredOpenSearch,
  { username, password }: Credentials
) => new Client({ node: url, maxRetries: 0, ssl: { ca }, auth: { username, password } });
