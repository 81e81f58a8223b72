import type { ActionDocument } from '../../common/action';
import { sentActionOf } from '../../common/action';
import type { EndpointKey } from '../../common/endpoint';
import type { EndpointDocument } from '../../common/endpoint_document';
import type { EndpointRecord } from '../../common/endpoint_record';
import { addTo } from '../../common/endpoint_record';
import type { EndpointState } from '../../common/fold';
import { stateOf } from '../../common/fold';
import { matchWithoutRefs } from '../../common/match_without_refs';
import type { ActionLedger, StoredAction } from '../indexer/action_ledger';
import type { EndpointLedger } from '../indexer/endpoint_ledger';
import type { IndexerErrorCode } from '../indexer/indexer_error';
import { IndexerError } from '../indexer/indexer_error';
import type { Settings } from '../settings';
import type { EvidenceReader } from './evidence_reader';

/** All that is known of one endpoint, read by id, so that it is as new as the last write. */
export interface EndpointReading {
  readonly document: EndpointDocument;
  /** The projection's record, joined with the newest actions, which may be ahead of it. */
  readonly record: EndpointRecord;
  readonly state: EndpointState;
  /** Newest first. */
  readonly actions: readonly StoredAction[];
  /** Number of the newest action, 0 where there is none. */
  readonly lastN: number;
  /** Why the newest alerts could not be looked at: what they would prove is missing here. */
  readonly alertsUnread?: IndexerErrorCode;
}

/** So many of the newest actions that the projection knows of are read with an endpoint. */
const BEHIND = 10;
/** How far ahead of the projection's hint is looked at once. */
const AHEAD = 4;

export class EndpointReader {
  constructor(
    private readonly actions: ActionLedger,
    private readonly endpoints: EndpointLedger,
    private readonly evidence: EvidenceReader,
    private readonly settings: Settings,
    private readonly now: () => number
  ) {}

  /**
   * @param newest with `events`, the endpoint's newest alerts are looked at and folded first. Where they cannot be, that is said with the
   *   ledger's reading: a release must not hang on them
   * @throws IndexerError where the ledger cannot be read: nothing may be decided upon half of it
   */
  async read(endpoint: EndpointKey, newest: 'events' | 'ledger'): Promise<EndpointReading> {
    const alertsUnread = newest === 'events' ? await this.lookAtNewest(endpoint) : undefined;
    const document = (await this.endpoints.readMany([endpoint])).get(endpoint);
    if (!document) throw new IndexerError('indexer_damaged', endpoint);
    const actions = await this.newestActions(endpoint, document.last_n);
    const reading = readingOf(document, actions, this.settings, this.now());
    return alertsUnread === undefined ? reading : { ...reading, alertsUnread };
  }

  /** @returns why they could not be */
  private async lookAtNewest(endpoint: EndpointKey): Promise<IndexerErrorCode | undefined> {
    try {
      await this.evidence.foldNewestOf(endpoint);
      return undefined;
    } catch (error) {
      if (!(error instanceof IndexerError)) throw error;
      return error.code;
    }
  }

  /** The newest actions, and those that were pending when the newest was created, however old. */
  private async newestActions(endpoint: EndpointKey, hint: number): Promise<StoredAction[]> {
    const found = new Map<number, StoredAction>();
    const read = async (numbers: readonly number[]) => {
      const some = await this.actions.readActions(endpoint, numbers);
      some.forEach((stored, n) => found.set(n, stored));
    };
    let to = hint + AHEAD;
    await read(numbersBetween(Math.max(1, hint - BEHIND + 1), to));
    while (found.has(to)) {
      await read(numbersBetween(to + 1, to + AHEAD));
      to += AHEAD;
    }
    const newest = found.get(Math.max(0, ...Array.from(found.keys())));
    await read((newest?.action.pending_before ?? []).filter((n) => !found.has(n)));
    return Array.from(found.values()).sort((a, b) => b.action.n - a.action.n);
  }
}

/** Joins a projection with actions that were read by id. */
export function readingOf(
  document: EndpointDocument,
  actions: readonly StoredAction[],
  settings: Pick<Settings, 'references'>,
  now: number
): EndpointReading {
  const sent = actions.flatMap(({ action }) => sentOf(action));
  const joined = addTo(document.record, [], sent);
  const record = settings.references === 'on' ? joined : matchWithoutRefs(joined);
  return {
    document,
    record,
    state: stateOf(record, now),
    actions,
    lastN: Math.max(document.last_n, ...actions.map(({ action }) => action.n)),
  };
}

function sentOf(action: ActionDocument) {
  const sent = sentActionOf(action);
  return sent ? [sent] : [];
}

function numbersBetween(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
}
