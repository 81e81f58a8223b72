import { canonicalJson } from '../base/canonical_json';
import type { ElsewhereDocument } from './elsewhere_document';
import type { EndpointRecord } from '../state/endpoint_record';
import { addTo, EMPTY_RECORD } from '../state/endpoint_record';
import { isReadyReport } from '../state/evidence';
import { forgottenOf } from '../state/kept_evidence';
import { HOUR } from '../base/time';

/**
 * Reports outside this plugin that one endpoint wrote within one hour and that the history doesn't list one by one, because they are too
 * many. They are counted, and what a state can depend on is kept, so that projections are rebuilt from the ledger as if all were listed.
 * It only ever joins: written by any number of processes in any order, it becomes the same.
 */
export interface NotListedDocument {
  readonly schema_version: number;
  readonly kind: 'not_listed';
  readonly status: 'not_listed';
  readonly endpoint: string;
  /** It is none of our actions. There, because history is sorted by it. */
  readonly n: 0;
  /** Name of the hour. */
  readonly event: string;
  readonly manager: string;
  readonly agent: { readonly id: string; readonly name: string };
  /** Time of the earliest report that is left out, the manager's clock, ms: its place in the history. */
  readonly created_at: number;
  readonly updated_at: number;
  readonly evidence: EndpointRecord['evidence'];
  readonly not_listed: NotListed;
}

export interface NotListed {
  /** Events of this hour that are listed one by one. */
  readonly listed: readonly string[];
  /** The smallest names of those that aren't, sorted. By their spread all of them are counted, each once, however often it is read. */
  readonly sample: readonly string[];
  /** Names under which something was reported that a state can depend on and that isn't kept. */
  readonly forgotten_names: readonly string[];
  readonly max_addresses: number;
  /** Time of the newest report that confirms readiness, ms; 0: none. */
  readonly ready_at: number;
}

/** Reports outside this plugin of one endpoint that are listed one by one within an hour. The rest is counted. */
export const MOST_LISTED_AN_HOUR = 50;
/** Number up to which they are counted exactly; of more, the number is right within some 6% in two cases of three. */
const SAMPLE = 256;
/** Part of an event's name that is kept: two of a million are taken for one in one case of 600. */
const NAME_LENGTH = 12;
const NAMES = 16 ** NAME_LENGTH;

/** The hour that a report belongs to. */
export function notListedIdOf({
  endpoint,
  created_at: at,
}: Pick<ElsewhereDocument, 'endpoint' | 'created_at'>): string {
  return `${endpoint}:not_listed:${hourOf(at)}`;
}

/**
 * Lists as many as an hour may have, the earliest first, and leaves out the rest.
 * @param before what is left out of this hour already
 * @param listed events of which this process knows that they are listed
 * @param events all of one endpoint and hour
 * @returns the events to be listed, and the document as it becomes; the same object where nothing is new
 */
export function withinAnHour(
  before: NotListedDocument | undefined,
  listed: ReadonlySet<string>,
  events: readonly ElsewhereDocument[],
  written: { readonly schemaVersion: number; readonly at: number }
): { readonly list: readonly ElsewhereDocument[]; readonly document?: NotListedDocument } {
  const names = new Set([...(before?.not_listed.listed ?? []), ...listed]);
  const room = Math.max(0, MOST_LISTED_AN_HOUR - names.size);
  const others = events
    .filter(({ event }) => !names.has(event))
    .sort((a, b) => a.created_at - b.created_at || (a.event < b.event ? -1 : 1));
  const list = others.slice(0, room);
  const rest = others.slice(room);
  const start = before ?? (rest[0] && emptyOf(rest[0], written));
  if (!start) return { list };
  const document = joined(start, rest, [...names, ...list.map(({ event }) => event)]);
  return before && canonicalJson(before) === canonicalJson(document)
    ? { list, document: before }
    : { list, document: { ...document, updated_at: written.at } };
}

/** Number of different reports that aren't listed: exact up to 256, else an estimate. */
export function countOf({ not_listed: { sample } }: Pick<NotListedDocument, 'not_listed'>): {
  readonly count: number;
  readonly is: 'exact' | 'estimated';
} {
  const largest = sample[SAMPLE - 1];
  if (largest === undefined) return { count: sample.length, is: 'exact' };
  const estimate = ((SAMPLE - 1) * NAMES) / Math.max(1, parseInt(largest, 16));
  return { count: Math.max(SAMPLE, Math.round(estimate)), is: 'estimated' };
}

/** Brings an endpoint's record up to what was left out, as the documents would that it stands for. */
export function withNotListed(
  record: EndpointRecord,
  { not_listed: notListed }: NotListedDocument
): EndpointRecord {
  const { forgotten_names: names, max_addresses: addresses } = notListed;
  const isKnown =
    addresses <= record.max_addresses &&
    names.every((name) => record.forgotten && (record.forgotten_names?.includes(name) ?? true));
  if (isKnown) return record;
  return {
    ...record,
    ...forgottenOf(record, names),
    max_addresses: Math.max(record.max_addresses, addresses),
  };
}

function joined(
  before: NotListedDocument,
  rest: readonly ElsewhereDocument[],
  listed: readonly string[]
): NotListedDocument {
  const { not_listed: was } = before;
  const record = addTo(
    { ...EMPTY_RECORD, evidence: before.evidence, ...partOf(was) },
    rest.flatMap(({ evidence }) => evidence),
    []
  );
  const sample = Array.from(new Set([...was.sample, ...rest.map(({ event }) => nameOf(event))]))
    .sort()
    .slice(0, SAMPLE);
  const { forgotten_names: names = [], max_addresses, evidence } = record;
  const ready = rest.flatMap((one) => one.evidence).filter(isReadyReport);
  return {
    ...before,
    created_at: Math.min(before.created_at, ...rest.map(({ created_at: at }) => at)),
    evidence,
    not_listed: {
      listed: Array.from(new Set(listed)).sort(),
      sample,
      forgotten_names: names,
      max_addresses,
      ready_at: Math.max(was.ready_at, ...ready.map(({ at }) => at)),
    },
  };
}

function partOf({ forgotten_names: names, max_addresses }: NotListed): Partial<EndpointRecord> {
  const isAnything = names.length > 0;
  return { max_addresses, ...(isAnything ? { forgotten: true, forgotten_names: names } : {}) };
}

function emptyOf(
  { endpoint, manager, agent, created_at }: ElsewhereDocument,
  { schemaVersion, at }: { readonly schemaVersion: number; readonly at: number }
): NotListedDocument {
  return {
    schema_version: schemaVersion,
    kind: 'not_listed',
    status: 'not_listed',
    endpoint,
    n: 0,
    event: `not_listed:${hourOf(created_at)}`,
    manager,
    agent,
    created_at,
    updated_at: at,
    evidence: [],
    not_listed: { listed: [], sample: [], forgotten_names: [], max_addresses: 0, ready_at: 0 },
  };
}

function nameOf(event: string): string {
  return event.slice(0, NAME_LENGTH);
}

function hourOf(at: number): number {
  return Math.floor(at / HOUR);
}
