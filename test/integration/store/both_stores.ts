import type { ApiResponse, Client } from '@opensearch-project/opensearch';
import { ResponseError } from '@opensearch-project/opensearch/lib/errors';
import { startEmbeddedStore } from '../../../lab/store/embedded/embedded_store';
import {
  clientOf,
  describeOnOpenSearch,
  sharedOpenSearch,
  startTimeLimit,
  uniquePrefix,
} from './stores';

export interface StoreUnderTest {
  /** The client that the dashboard has. */
  readonly client: Client;
  /** A name that no other test has. */
  index(): string;
}

interface Opened {
  readonly url: string;
  stop?(): Promise<void>;
}

/**
 * The same tests on a real OpenSearch and on the small one: what they say is what both do.
 *
 * @param tests are given the store, which is there when they run
 */
export function describeOnBothStores(
  subject: string,
  tests: (store: StoreUnderTest) => void
): void {
  const on = (open: () => Promise<Opened>) => () => {
    let opened: Opened | undefined;
    let client: Client | undefined;
    beforeAll(async () => {
      opened = await open();
      client = clientOf(opened);
    }, startTimeLimit);
    afterAll(async () => {
      await client?.close();
      await opened?.stop?.();
    });
    tests({
      get client() {
        if (client === undefined) throw new Error('the store is there in tests and hooks only');
        return client;
      },
      index: () => `${uniquePrefix()}index`,
    });
  };
  describeOnOpenSearch(`${subject}, on a real OpenSearch`, on(sharedOpenSearch));
  describe(`${subject}, on the small embedded store`, on(startEmbeddedStore));
}

/** Status and body of an answer, whether the client takes it for an error or not. */
export async function answerTo(
  request: Promise<ApiResponse>
): Promise<{ status: number; body: ApiResponse['body'] }> {
  try {
    const { statusCode, body } = await request;
    return { status: statusCode ?? 0, body };
  } catch (error) {
    if (!(error instanceof ResponseError)) throw error;
    return { status: error.statusCode, body: error.body };
  }
}

/** The parts of an error's body that code depends on. */
export const errorOf = (status: number, type: string, reason?: unknown) => ({
  status,
  body: {
    status,
    error: {
      type,
      root_cause: [{ type, reason: reason ?? expect.any(String) }],
      reason: reason ?? expect.any(String),
    },
  },
});
