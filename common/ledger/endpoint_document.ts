import type { EndpointKey } from '../manager/endpoint';
import { parseEndpointKey } from '../manager/endpoint';
import type { EndpointRecord } from '../state/endpoint_record';
import { EMPTY_RECORD } from '../state/endpoint_record';
import type { StateStatus } from '../state/fold';
import { isWithoutEffect, openDoubts } from '../state/doubt';
import { settledStateOf } from '../state/fold';
import type { ReportOwner } from '../state/whose_report';
import { ownerOf, REPORT_OWNERS } from '../state/whose_report';

/**
 * A document of `<prefix>-endpoints`: a projection of what `<prefix>-actions` and the alerts say about one endpoint. It can be
 * rebuilt from them at any time. Beside the record it holds what the list is searched by, in a form in which the passing of
 * time needs no write: a wait that ends makes the state unknown by itself.
 */
export interface EndpointDocument {
  readonly schema_version: number;
  readonly kind: 'endpoint';
  readonly endpoint: string;
  readonly manager: string;
  readonly agent_id: string;
  /** Newest name that evidence or an action gave. */
  readonly agent_name: string;
  /** Number of the newest action known here: a hint, the truth is in `<prefix>-actions`. */
  readonly last_n: number;
  readonly record: EndpointRecord;
  /** The state apart from doubts. */
  readonly settled_status: StateStatus;
  /**
   * First and last end of the waits of open doubts, ms. From the first on the state is unknown, which leaves out those that cannot change
   * it; until the last it shows a wait.
   */
  readonly first_wait_end?: number;
  readonly last_wait_end?: number;
  readonly proof_at?: number;
  /** Managers that this endpoint reported when it was last asked: addresses in normal form, which others are compared with, and names. */
  readonly reported: readonly string[];
  /** Interval of its keep alives, ms, as its configuration said when it was last asked. */
  readonly keep_alive?: number;
  /** Owners of its reports, except its own: by this those are found whose name has to be asked for again. */
  readonly report_owners?: readonly ReportOwner[];
  /** Newest report by which its program, the whole response path is known to work, the manager's clock, ms. */
  readonly ready_at?: number;
  /** Keys under which it was known before its manager was renamed, and of which the record has everything: `former_endpoint.ts`. */
  readonly former_endpoints?: readonly string[];
  readonly updated_at: number;
}

/**
 * 2: evidence has when it was first seen, and a hash of what is cut of it. An older version would lose both where it writes a projection.
 * 3: an endpoint takes over what is on record under a former name of its manager, and a flood of reports is counted in one document. An older
 * version would do both again, and lose both where it writes a projection.
 */
export const SCHEMA_VERSION = 3;

/** @param endpoint a key that `endpointKeyOf` made */
export function newEndpointDocument(endpoint: EndpointKey, now: number): EndpointDocument {
  const parts = parseEndpointKey(endpoint);
  if (!parts) throw new TypeError('an EndpointKey is made by endpointKeyOf only');
  return {
    schema_version: SCHEMA_VERSION,
    kind: 'endpoint',
    endpoint,
    manager: parts.manager,
    agent_id: parts.agent,
    agent_name: '',
    last_n: 0,
    record: EMPTY_RECORD,
    settled_status: 'no_record',
    reported: [],
    updated_at: now,
  };
}

export type EndpointChange = Partial<
  Pick<
    EndpointDocument,
    'agent_name' | 'last_n' | 'record' | 'reported' | 'keep_alive' | 'ready_at' | 'former_endpoints'
  >
>;

/** The document with a change, and with what the list is searched by brought in line; the same object where nothing changed. */
export function changed(
  document: EndpointDocument,
  change: EndpointChange,
  now: number
): EndpointDocument {
  const record = change.record ?? document.record;
  const lastN = Math.max(document.last_n, change.last_n ?? 0);
  const name = change.agent_name ?? document.agent_name;
  const reported = change.reported ?? document.reported;
  const keepAlive = change.keep_alive ?? document.keep_alive;
  const readyAt = Math.max(document.ready_at ?? 0, change.ready_at ?? 0);
  const former = change.former_endpoints ?? document.former_endpoints ?? [];
  const isSame =
    former.length === (document.former_endpoints ?? []).length &&
    record === document.record &&
    lastN === document.last_n &&
    name === document.agent_name &&
    keepAlive === document.keep_alive &&
    readyAt === (document.ready_at ?? 0) &&
    reported.join() === document.reported.join();
  if (isSame) return document;
  const settled = settledStateOf(record);
  const doubts = openDoubts(record);
  const ends = doubts.map(({ waits_until }) => waits_until);
  const unclear = doubts.filter((doubt) => !isWithoutEffect(doubt, settled.proof, record));
  return {
    schema_version: SCHEMA_VERSION,
    kind: 'endpoint',
    endpoint: document.endpoint,
    manager: document.manager,
    agent_id: document.agent_id,
    agent_name: name,
    last_n: lastN,
    record,
    settled_status: settled.status,
    ...(unclear.length > 0
      ? { first_wait_end: Math.min(...unclear.map(({ waits_until }) => waits_until)) }
      : {}),
    ...(ends.length > 0 ? { last_wait_end: Math.max(...ends) } : {}),
    ...(settled.proof ? { proof_at: settled.proof.at } : {}),
    reported,
    ...(keepAlive === undefined ? {} : { keep_alive: keepAlive }),
    ...ownersIn(record),
    ...(readyAt === 0 ? {} : { ready_at: readyAt }),
    ...(former.length === 0 ? {} : { former_endpoints: former }),
    updated_at: now,
  };
}

function ownersIn({ evidence, whose }: EndpointRecord): Pick<EndpointDocument, 'report_owners'> {
  const found = new Set(evidence.map((one) => ownerOf(one, whose)));
  const owners = REPORT_OWNERS.filter((owner) => owner !== 'ours' && found.has(owner));
  return owners.length === 0 ? {} : { report_owners: owners };
}
