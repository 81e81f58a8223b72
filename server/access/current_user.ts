import type { OpenSearchClient } from 'opensearch-dashboards/server';
import { asArray, asObject, asText, field } from '../../common/base/json_reading';
import type { Access } from '../../common/manager/rights';
import { IndexerError, indexerErrorOf } from '../indexer/indexer_error';
import { failedAsPerson } from './session_over';

/** The person, as the server's session says. */
export interface CurrentUser {
  readonly name: string;
  readonly roles: Access['roles'];
  readonly backendRoles: readonly string[];
  /** The account as the indexer gives it, which the manager's run_as rules are matched against. */
  readonly authContext: object;
}

const ACCOUNT_PATH = '/_plugins/_security/api/account';
/** The user that Wazuh's own plugins take where nobody signs in. */
const NOBODY_SIGNS_IN = 'elastic';

/**
 * Asks the indexer, as the person, who they are. Only its word that it has no such API means that there is no security plugin; any
 * other failure means that nothing is known, and then nothing is permitted.
 * @throws IndexerError; Refusal `session_over`
 */
export async function readCurrentUser(
  asCurrentUser: Pick<OpenSearchClient, 'transport'>
): Promise<CurrentUser> {
  const account = await askForAccount(asCurrentUser);
  if (saysNoHandler(account)) {
    return {
      name: NOBODY_SIGNS_IN,
      roles: 'no_security_plugin',
      backendRoles: [],
      authContext: { username: NOBODY_SIGNS_IN },
    };
  }
  const authContext = asObject(account);
  const name = asText(field(account, 'user_name'));
  if (!authContext || !name) throw new IndexerError('indexer_failed', 'account_without_name');
  return {
    name,
    roles: textsIn(account, 'roles'),
    backendRoles: textsIn(account, 'backend_roles'),
    authContext,
  };
}

/** Takes status 400 as a response: the host logs every other error of its client, and this one would come with each request. */
async function askForAccount(asCurrentUser: Pick<OpenSearchClient, 'transport'>): Promise<unknown> {
  try {
    const { body } = await asCurrentUser.transport.request(
      { method: 'GET', path: ACCOUNT_PATH },
      { maxRetries: 0, requestTimeout: 10000, ignore: [400] }
    );
    return body;
  } catch (error) {
    throw failedAsPerson(indexerErrorOf(error));
  }
}

function textsIn(account: unknown, key: string): string[] {
  return (asArray(field(account, key)) ?? []).flatMap((one) => asText(one) ?? []);
}

/** OpenSearch without the plugin: 400 `no handler found for uri [...]`. */
function saysNoHandler(account: unknown): boolean {
  const reason = asText(field(account, 'error'));
  return reason !== undefined && reason.startsWith('no handler found for uri');
}
