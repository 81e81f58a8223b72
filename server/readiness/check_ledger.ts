import type { OpenSearchClient } from 'opensearch-dashboards/server';
import type { ManagerId } from '../../common/manager/endpoint';
import type { ReadinessFinding } from '../../common/readiness/readiness_findings';
import { asArray, asObject, asText, field } from '../../common/base/json_reading';
import type { IndexerErrorCode } from '../indexer/indexer_error';
import { IndexerError, indexerErrorOf } from '../indexer/indexer_error';
import type { Ledger } from '../indexer/ledger';
import type { LedgerIndices } from '../indexer/ledger_indices';
import { search } from '../indexer/search';
import { MINUTE } from '../../common/base/time';
import type { Person } from '../access/person';
import { failedAsPerson } from '../access/session_over';
import { finding, listed, whyOf } from './finding';
import type { VisibleAmong } from './visible_among';

/** The part of the ledger that the person who looks can see. */
export interface LookingAtLedger {
  readonly manager: ManagerId | undefined;
  readonly visibleAmong: VisibleAmong;
  readonly seesAll: boolean;
}

/** Checks the ledger by a real write: an index can exist and be read-only. */
export async function checkLedger(
  ledger: Pick<Ledger, 'tryWrite' | 'listUnreadable'>,
  indices: LedgerIndices,
  looking: LookingAtLedger
): Promise<ReadinessFinding> {
  try {
    await ledger.tryWrite();
  } catch (error) {
    if (!(error instanceof IndexerError)) throw error;
    return finding('ledger', 'ledger_failed', { why: whyOf(error), indices: namesOf(indices) });
  }
  const unreadable = await visibleDocuments(ledger.listUnreadable(), looking);
  if (unreadable.length === 0) return finding('ledger', 'ledger_writable');
  return finding('ledger', 'ledger_unreadable', {
    count: unreadable.length,
    ids: listed(unreadable.map(({ id }) => id)),
  });
}

/** Selects the documents of endpoints that the person can see. Their IDs begin with the endpoint's. */
async function visibleDocuments<One extends { readonly id: string }>(
  documents: readonly One[],
  { manager, visibleAmong, seesAll }: LookingAtLedger
): Promise<readonly One[]> {
  if (seesAll) return documents;
  const named = documents.flatMap((one) => {
    const [, agent] = manager && one.id.startsWith(`${manager}/`) ? one.id.split('/') : [];
    return agent === undefined ? [] : [{ one, agent: agent.replace(/:.*$/, '') }];
  });
  const visible = await visibleAmong(named.map(({ agent }) => agent));
  return named.flatMap(({ one, agent }) => (visible.has(agent) ? [one] : []));
}

/** Checks if all of the ledger can be searched, and since when not, as far as this dashboard noticed. */
export async function checkLedgerShards(
  { numbers, shards }: Pick<Ledger, 'numbers' | 'shards'>,
  indices: LedgerIndices,
  now: number
): Promise<ReadinessFinding> {
  try {
    await numbers.trySearch();
    return finding('ledger_shards', 'ledger_shards_there');
  } catch (error) {
    const since = shards.missingSince();
    if (since === undefined) throw error;
    return finding('ledger_shards', 'ledger_shards_missing', {
      minutes: Math.floor((now - since) / MINUTE),
      indices: namesOf(indices),
    });
  }
}

/** Checks if this person can read the ledger without us, tried as them, and which of their roles grants it, if that can be read. */
export async function checkLedgerReaders(
  person: Person,
  indices: LedgerIndices
): Promise<ReadinessFinding> {
  if (person.security === 'absent') return finding('ledger_readers', 'ledger_unprotected');
  const open: string[] = [];
  for (const index of [indices.actions, indices.endpoints]) {
    if (await canRead(person.alerts, index)) open.push(index);
  }
  if (open.length === 0) return finding('ledger_readers', 'ledger_private');
  const facts = { indices: open.join(', ') };
  const roles = await rolesThatRead(person, open);
  if (roles && roles.length > 0) {
    return finding('ledger_readers', 'ledger_open', { ...facts, roles: listed(roles) });
  }
  const all = listed(person.roles);
  return finding('ledger_readers', 'ledger_open_somehow', { ...facts, roles: all });
}

async function canRead(client: OpenSearchClient, index: string): Promise<boolean> {
  try {
    await search(client, { index, body: { size: 0, track_total_hits: false } });
    return true;
  } catch (error) {
    if (!(error instanceof IndexerError) || error.code !== 'indexer_denied') throw error;
    if (error.isNotAuthenticated) throw failedAsPerson(error);
    return false;
  }
}

const ROLES_PATH = '/_plugins/_security/api/roles';
/**
 * One call, which an administrator of the indexer alone is answered. A refusal is a response: the host logs every other error of its
 * client, and these would come each time somebody opens Readiness.
 */
const ONCE = { maxRetries: 0, requestTimeout: 5000, ignore: [400, 403, 404] };

/** The indexer doesn't answer this, or not with this person's permissions. */
const NOT_TOLD: readonly IndexerErrorCode[] = [
  'indexer_denied',
  'indexer_failed',
  'needs_opensearch',
];

/** @returns undefined where the roles cannot be read with this person's rights */
async function rolesThatRead(
  { alerts, roles }: Person,
  indices: readonly string[]
): Promise<string[] | undefined> {
  let answer: unknown;
  try {
    const { body } = await alerts.transport.request({ method: 'GET', path: ROLES_PATH }, ONCE);
    answer = body;
  } catch (error) {
    const { code } = indexerErrorOf(error);
    if (NOT_TOLD.includes(code)) return undefined;
    throw indexerErrorOf(error);
  }
  return roles.filter((role) => {
    const permissions = asArray(field(field(answer, role), 'index_permissions')) ?? [];
    return permissions.some((one) => allowsReading(one) && takesIn(one, indices));
  });
}

/** Permissions and action groups of the security plugin by which documents can be read. */
const READING =
  /^(?:\*|read|search|get|crud|data_access|indices_all|unlimited|indices:\*|indices:data\/(?:\*|read\b.*))$/;

function allowsReading(permission: unknown): boolean {
  return textsIn(permission, 'allowed_actions').some((action) => READING.test(action));
}

function takesIn(permission: unknown, indices: readonly string[]): boolean {
  return textsIn(permission, 'index_patterns').some((pattern) =>
    indices.some((index) => isLike(index, pattern))
  );
}

function textsIn(value: unknown, name: string): string[] {
  return (asArray(field(value, name)) ?? []).flatMap((one) => asText(one) ?? []);
}

/** `*` stands for any text, `?` for one character; a pattern between slashes is an expression, and may well match. */
function isLike(index: string, pattern: string): boolean {
  if (pattern.startsWith('/') && pattern.endsWith('/')) return true;
  const expression = pattern
    .split(/([*?])/)
    .map((part) => (part === '*' ? '.*' : part === '?' ? '.' : part.replace(/[^\w]/g, '\\$&')))
    .join('');
  return new RegExp(`^${expression}$`).test(index);
}

/** Checks if an index management policy includes the ledger, asked as the dashboard, then as the person. */
export async function checkRetention(
  { actions, endpoints }: LedgerIndices,
  asDashboard: OpenSearchClient,
  { alerts: asPerson }: Person
): Promise<ReadinessFinding> {
  const path = `/_plugins/_ism/explain/${actions},${endpoints}`;
  for (const client of [asDashboard, asPerson]) {
    const answer = await explained(client, path);
    if (answer === 'no_index_management') return finding('retention', 'retention_none');
    if (answer === 'not_readable') continue;
    const managed = [actions, endpoints].flatMap((index) => {
      const policy = policyOf(field(answer, index));
      return policy === undefined ? [] : [{ index, policy }];
    });
    if (managed.length === 0) return finding('retention', 'retention_none');
    return finding('retention', 'retention_matches', {
      policies: Array.from(new Set(managed.map(({ policy }) => policy))).join(', '),
      indices: managed.map(({ index }) => index).join(', '),
    });
  }
  return finding('retention', 'retention_not_known', { indices: `${actions}, ${endpoints}` });
}

async function explained(client: OpenSearchClient, path: string): Promise<unknown> {
  try {
    const { body, statusCode } = await client.transport.request({ method: 'GET', path }, ONCE);
    if (statusCode === 200) return asObject(body) ?? 'not_readable';
    return saysNoHandler(body) ? 'no_index_management' : 'not_readable';
  } catch {
    return 'not_readable';
  }
}

/** OpenSearch without that plugin: 400 `no handler found for uri [...]`. */
function saysNoHandler(body: unknown): boolean {
  const said = asText(field(body, 'error'));
  return said?.startsWith('no handler found for uri') ?? false;
}

function policyOf(explanation: unknown): string | undefined {
  const policy = asText(field(explanation, 'policy_id'));
  return policy ?? asText(field(explanation, 'index.plugins.index_state_management.policy_id'));
}

function namesOf({ actions, endpoints }: LedgerIndices): string {
  return `${actions} and ${endpoints}`;
}
