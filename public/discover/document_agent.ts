import type { AgentId } from '../../common/manager/endpoint';
import { parseAgentId } from '../../common/manager/endpoint';

/** A document as Discover gives it to a view. Anything can stand in it. */
export interface DiscoverDocument {
  readonly _index?: unknown;
  readonly _id?: unknown;
  readonly _source?: unknown;
}

/** The agent of a document, and the names its manager may have. */
export interface DocumentAgent {
  readonly id: AgentId;
  readonly name?: string;
  readonly manager_name?: string;
  readonly cluster_name?: string;
  /** Reference to the document that an isolation started from it carries. */
  readonly alert: { readonly index: string; readonly id: string };
}

/** Longest values the server accepts for an alert's place. */
const LONGEST_INDEX = 255;
const LONGEST_ID = 512;

/** @returns undefined where the document is of no agent, or of the manager itself (000) */
export function readDocumentAgent(document: DiscoverDocument): DocumentAgent | undefined {
  const { _source: source } = document;
  const id = parseAgentId(textAt(source, 'agent', 'id'));
  const index = shortText(document._index, LONGEST_INDEX);
  const alertId = shortText(document._id, LONGEST_ID);
  if (!id || index === undefined || alertId === undefined) return undefined;
  return {
    id,
    name: textAt(source, 'agent', 'name'),
    manager_name: textAt(source, 'manager', 'name'),
    cluster_name: textAt(source, 'cluster', 'name'),
    alert: { index, id: alertId },
  };
}

/** Documents are nested, or have dots in their fields' names. */
function textAt(source: unknown, object: string, field: string): string | undefined {
  const nested = propertyOf(propertyOf(source, object), field);
  const value = nested === undefined ? propertyOf(source, `${object}.${field}`) : nested;
  return typeof value === 'string' ? value : undefined;
}

function shortText(value: unknown, longest: number): string | undefined {
  return typeof value === 'string' && value !== '' && value.length <= longest ? value : undefined;
}

function propertyOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null
    ? (value as Record<string, unknown>)[key]
    : undefined;
}
