import type { ActionDocument } from '../../common/action/action';
import { sentActionOf } from '../../common/action/action';
import type { EndpointKey } from '../../common/manager/endpoint';
import type { EndpointDocument } from '../../common/ledger/endpoint_document';
import { newEndpointDocument } from '../../common/ledger/endpoint_document';
import type { EndpointRecord } from '../../common/state/endpoint_record';
import { addTo } from '../../common/state/endpoint_record';
import type { EndpointState } from '../../common/state/fold';
import { stateOf } from '../../common/state/fold';
import { isDecisive } from '../../common/program/outcome';
import type { AgentRow } from '../../common/manager/agent';
import type { ShownState } from '../../common/state/shown_state';
import { claimOf, shownState } from '../../common/state/shown_state';
import { matchWithoutRefs } from '../../common/state/match_without_refs';
import { nextLook } from '../../common/ledger/newest_number';
import { UNREADABLE_STATE } from '../../common/state/shown_state';
import type { SlotView } from '../../common/action/slot';
import type { StoredAction } from '../indexer/action_ledger';
import type { EndpointLedger } from '../indexer/endpoint_ledger';
import type { NumberLedger } from '../indexer/number_ledger';
import type { IndexerErrorCode } from '../indexer/indexer_error';
import { IndexerError } from '../indexer/indexer_error';
import type { Settings } from '../configuration/settings';
import type { EvidenceReader } from './evidence_reader';
import type { NameCheck } from './name_check';

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
  /** The parts of the ledger that can't be read here: numbers that are still taken, and `record` for the projection. */
  readonly damaged: ReadonlyArray<number | 'record'>;
  /** Numbers without a readable document that nothing has to wait for, once the damage is acknowledged: as `SlotView.absent`. */
  readonly absent: readonly number[];
  /** Reason the newest alerts couldn't be read: what they would confirm is missing here. */
  readonly alertsUnread?: IndexerErrorCode;
}

/** `to_act`: the newest number is certain, at the price of a search where no read by id tells it. `to_show`: as the projection has it. */
export type ReadingPurpose = 'to_act' | 'to_show';

/** Time the manager is waited for if it isn't certain whose a report is: someone waits to act. */
const NAME_LIMIT_MS = 2000;

export interface EndpointReaderDependencies {
  readonly numbers: Pick<NumberLedger, 'read' | 'findLargest'>;
  readonly endpoints: EndpointLedger;
  readonly evidence: EvidenceReader;
  readonly names: Pick<NameCheck, 'askNow'>;
  readonly settings: Pick<Settings, 'references'>;
  readonly now: () => number;
}

export class EndpointReader {
  constructor(private readonly dependencies: EndpointReaderDependencies) {}

  /**
   * @param newest with `events`, the endpoint's newest alerts are looked at and folded first. Where they cannot be, that is said with the
   *   ledger's reading: a release must not hang on them
   * @throws IndexerError where the ledger cannot be read: nothing may be decided upon half of it. A document that is damaged is none of
   *   this: it is named in the reading
   */
  async read(
    endpoint: EndpointKey,
    newest: 'events' | 'ledger',
    purpose: ReadingPurpose = 'to_act'
  ): Promise<EndpointReading> {
    const alertsUnread = newest === 'events' ? await this.lookAtNewest(endpoint) : undefined;
    const { settings, now } = this.dependencies;
    const document = await this.readDocument(endpoint, newest);
    const found = await this.newestActions(endpoint, document?.last_n ?? 0, purpose);
    const projection = document ?? newEndpointDocument(endpoint, now());
    const reading = document
      ? readingOf(projection, found, settings, now())
      : ofUnreadable(readingOf(projection, found, settings, now()));
    return alertsUnread === undefined ? reading : { ...reading, alertsUnread };
  }

  private async readDocument(
    endpoint: EndpointKey,
    newest: 'events' | 'ledger'
  ): Promise<EndpointDocument | undefined> {
    const { endpoints, names } = this.dependencies;
    const document = (await endpoints.readMany([endpoint])).get(endpoint);
    if (newest === 'ledger' || document?.report_owners === undefined) return document;
    await names.askNow(endpoint, NAME_LIMIT_MS);
    return (await endpoints.readMany([endpoint])).get(endpoint);
  }

  /** @returns why they could not be */
  private async lookAtNewest(endpoint: EndpointKey): Promise<IndexerErrorCode | undefined> {
    try {
      await this.dependencies.evidence.foldNewestOf(endpoint);
      return undefined;
    } catch (error) {
      if (!(error instanceof IndexerError)) throw error;
      return error.code;
    }
  }

  /** The newest actions, and those that were pending when the newest was created, however old. */
  private async newestActions(
    endpoint: EndpointKey,
    hint: number,
    purpose: ReadingPurpose
  ): Promise<NewestActions> {
    const actions = new Map<number, StoredAction>();
    const unreadable = new Set<number>();
    const read = new Set<number>();
    let mark: number | undefined;
    let searched = purpose === 'to_show' ? 0 : undefined;
    const readNumbers = async (numbers: readonly number[]) => {
      const some = await this.dependencies.numbers.read(endpoint, numbers);
      some.actions.forEach((stored, n) => actions.set(n, stored));
      some.unreadable.forEach((n) => unreadable.add(n));
      numbers.forEach((n) => read.add(n));
      mark = some.mark;
    };
    for (;;) {
      const there = new Set([...Array.from(actions.keys()), ...Array.from(unreadable)]);
      const step = nextLook({ hint, mark, searched, read, there });
      if (step.look === 'by_id') await readNumbers(step.numbers);
      else if (step.look === 'by_search') {
        searched = await this.dependencies.numbers.findLargest(endpoint);
        // Created between the two: what was not there is asked for again, or a number just given would pass for a damaged one.
        if (searched > 0 && !actions.has(searched)) {
          for (const n of read) if (!actions.has(n) && !unreadable.has(n)) read.delete(n);
        }
      } else {
        const pending = actions.get(step.newest)?.action.pending_before ?? [];
        const unread = pending.filter((n) => !read.has(n));
        if (unread.length > 0) await readNumbers(unread);
        return newestOf(step.newest, pending, { actions, unreadable, mark });
      }
    }
  }
}

/** The result of looking for an endpoint's numbers. */
export interface NewestActions {
  /** Newest first. */
  readonly actions: readonly StoredAction[];
  readonly lastN: number;
  readonly damaged: readonly number[];
  readonly absent: readonly number[];
}

export const NO_ACTIONS: NewestActions = { actions: [], lastN: 0, damaged: [], absent: [] };

/**
 * Everything that decides about the slot of an endpoint.
 * @param expected the number that the preview gave
 * @param actions as they were read last
 */
export function slotViewOf(
  { absent }: Pick<EndpointReading, 'absent'>,
  expected: number,
  actions: readonly StoredAction[]
): SlotView {
  const byNumber = new Map(actions.map(({ action }) => [action.n, action]));
  const last = byNumber.get(expected);
  const before = last
    ? last.pending_before
    : Array.from(byNumber.keys()).filter((n) => n < expected);
  return {
    expected,
    last,
    next: byNumber.get(expected + 1),
    earlier: before.flatMap((n) => byNumber.get(n) ?? []),
    absent,
  };
}

function newestOf(
  lastN: number,
  pending: readonly number[],
  {
    actions,
    unreadable,
    mark = 0,
  }: {
    readonly actions: ReadonlyMap<number, StoredAction>;
    readonly unreadable: ReadonlySet<number>;
    readonly mark: number | undefined;
  }
): NewestActions {
  const needed = lastN === 0 ? [] : [lastN, ...pending];
  const absent = needed.filter((n) => !actions.has(n));
  // Behind the mark retention deleted what was over.
  const gone = absent.filter((n) => n >= mark && !unreadable.has(n));
  return {
    actions: Array.from(actions.values()).sort((a, b) => b.action.n - a.action.n),
    lastN,
    damaged: [...gone, ...Array.from(unreadable)].sort((a, b) => a - b),
    absent,
  };
}

/** Joins a projection with actions that were read by id. */
export function readingOf(
  document: EndpointDocument,
  { actions, lastN, damaged, absent }: NewestActions,
  settings: Pick<Settings, 'references'>,
  now: number
): EndpointReading {
  const sent = actions.flatMap(({ action }) => sentOf(action));
  const joined = addTo(document.record, [], sent);
  const record = settings.references === 'on' ? joined : matchWithoutRefs(joined);
  const state = stateOf(record, now);
  return {
    document,
    record,
    state: isAccountedFor(record, damaged) ? state : withoutCertainty(state),
    actions,
    lastN,
    damaged,
    absent,
  };
}

/** Nothing may be claimed of an endpoint whose projection can't be read; its actions and their numbers are what they are. */
function ofUnreadable(reading: EndpointReading): EndpointReading {
  return { ...reading, state: UNREADABLE_STATE, damaged: ['record', ...reading.damaged] };
}

/** True if what an action that can't be read did is still known: by the projection, or by what a later one proves. */
function isAccountedFor({ sent, evidence }: EndpointRecord, damaged: readonly number[]): boolean {
  return damaged.every(
    (n) =>
      sent.some((action) => action.n === n) ||
      evidence.some(
        ({ verb, outcome, action }) => (action?.n ?? 0) > n && isDecisive(verb, outcome)
      )
  );
}

function withoutCertainty(state: EndpointState): EndpointState {
  if (state.status === 'unknown') return state;
  return {
    ...state,
    status: 'unknown',
    proof: undefined,
    reasons: [...state.reasons, 'record_unreadable'],
  };
}

/** The state of an endpoint that was read, held against the agent's row. */
export function shownReading(
  { state, record, document }: EndpointReading,
  row: Pick<AgentRow, 'name' | 'date_add'> | undefined
): ShownState {
  return shownState(state, document.agent_name, row, claimOf(record, state));
}

function sentOf(action: ActionDocument) {
  const sent = sentActionOf(action);
  return sent ? [sent] : [];
}
