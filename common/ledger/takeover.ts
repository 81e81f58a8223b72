import type { AgentRow } from '../manager/agent';
import type { EndpointDocument } from './endpoint_document';
import { newestListed, NOTHING_LISTED } from '../state/listed_names';
import { SECOND } from '../base/time';

/**
 * A document of `<prefix>-actions`: an endpoint took over what was recorded of it under a former name of its manager. There is one for each
 * former key, so that no two managers take over the same; from it the projections are rebuilt.
 */
export interface TakeoverDocument {
  readonly schema_version: number;
  readonly kind: 'takeover';
  readonly endpoint: string;
  readonly former_endpoint: string;
  readonly manager: string;
  readonly host_id: string;
  readonly agent: { readonly id: string; readonly name: string; readonly date_add: number };
  /** `agreement` of the managers' lists, or an `administrator` said that both names are of one manager. */
  readonly code: 'agreement' | 'administrator';
  /** Our clock before the manager was asked for the list by which it was taken over, ms. */
  readonly created_at: number;
}

/** An endpoint as a former record knows it was listed. */
export interface FormerAgent {
  readonly name: string;
  /** Time of its enrollment, the manager's clock, ms. */
  readonly date_add: number;
}

/** Returns how an endpoint was last listed. Undefined if the record doesn't know it, or if the agent was removed before. */
export function formerAgentOf({ record }: EndpointDocument): FormerAgent | undefined {
  const listed = newestListed(record.whose ?? NOTHING_LISTED);
  return listed?.date_add === undefined
    ? undefined
    : { name: listed.name, date_add: listed.date_add };
}

/** True if the manager lists, under the same ID, the same name with the same enrollment, to the second. */
export function isSameAgent(
  former: FormerAgent | undefined,
  row: Pick<AgentRow, 'name' | 'date_add'> | undefined
): boolean {
  return (
    former !== undefined &&
    row?.date_add !== undefined &&
    former.name === row.name &&
    Math.floor(former.date_add / SECOND) === Math.floor(row.date_add / SECOND)
  );
}

const ENOUGH_ENDPOINTS = 3;
const ENOUGH_AGREE = 0.9;

/** Counts of the endpoints under a former name: those that the manager lists as they were, and all of which that can be said. */
export interface Agreement {
  readonly agree: number;
  readonly of: number;
}

/**
 * True if nearly all agree. Otherwise nothing is taken over unless an administrator said that it's the same manager: a host's URL can be
 * pointed at another manager whose endpoint of the same ID has the same name.
 */
export function isAgreed({ agree, of }: Agreement): boolean {
  return of >= ENOUGH_ENDPOINTS && agree >= ENOUGH_AGREE * of;
}
