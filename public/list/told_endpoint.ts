import type { EndpointView } from '../../common/api/endpoint_view';
import { SECOND } from '../../common/base/time';

/** An endpoint as its open panel read it last: by ID, so it is newer than what a list's search finds. */
export interface ToldEndpoint {
  readonly endpoint: EndpointView;
  /** Time of the reading by the browser's clock, ms. */
  readonly at: number;
}

/** Time after which a search finds what was written, ms. The ledger's indices refresh every second, and the indexer may be busy. */
const SEARCHABLE_AFTER = 3 * SECOND;

/**
 * Brings a list of what is isolated or unknown up to what a panel knows: a row that has just become one is there at once, and one that was
 * released is gone.
 * @param askedAt start of the request that brought the list, ms
 */
export function withToldMember(
  endpoints: readonly EndpointView[],
  askedAt: number | undefined,
  told: ToldEndpoint | undefined
): readonly EndpointView[] {
  if (!told || !isNewer(told, askedAt, SEARCHABLE_AFTER)) return endpoints;
  const { endpoint } = told;
  const { waiting, status } = endpoint.state;
  const others = endpoints.filter(({ agent_id }) => agent_id !== endpoint.agent_id);
  const isListed = others.length < endpoints.length;
  const isMember =
    waiting !== undefined || status === 'isolated' || (isListed && status === 'unknown');
  return isMember ? [...others, endpoint] : others;
}

/**
 * Brings a list whose rows are read by ID up to what a panel knows.
 * @param askedAt start of the request that brought the rows, ms
 */
export function withToldRow(
  endpoints: readonly EndpointView[],
  askedAt: number | undefined,
  told: ToldEndpoint | undefined
): readonly EndpointView[] {
  if (!told || !isNewer(told, askedAt, 0)) return endpoints;
  const { endpoint } = told;
  return endpoints.map((row) => (row.agent_id === endpoint.agent_id ? endpoint : row));
}

function isNewer({ at }: ToldEndpoint, askedAt: number | undefined, delay: number): boolean {
  return askedAt === undefined || askedAt <= at + delay;
}
