import type { AgentId, EndpointKey, ManagerId } from '../../common/manager/endpoint';
import { endpointKeyOf, parseEndpointKey } from '../../common/manager/endpoint';
import type { EndpointDocument } from '../../common/ledger/endpoint_document';
import { changed } from '../../common/ledger/endpoint_document';
import type { EndpointRecord } from '../../common/state/endpoint_record';
import { isReadyReport } from '../../common/state/evidence';
import { withListed, withUnlisted } from '../../common/state/listed_names';
import { matchWithoutRefs } from '../../common/state/match_without_refs';
import { isNonEmpty } from '../../common/base/non_empty_array';
import { isOwn, whoseBefore, withWhose } from '../../common/state/own_evidence';
import { HOUR, MINUTE } from '../../common/base/time';
import { ownerOf } from '../../common/state/whose_report';
import { Kept } from '../base/kept';
import type { ActionLedger } from '../indexer/action_ledger';
import type { ElsewhereLedger } from '../indexer/elsewhere_ledger';
import type { EndpointLedger, EndpointUpdate } from '../indexer/endpoint_ledger';
import type { EndpointSearch } from '../indexer/endpoint_search';
import { MOST_AGENTS_A_PAGE } from '../manager/agents_request';
import type { Managers } from '../manager/manager';
import { elsewhereDocument } from './elsewhere_documents';
import type { AgentRows, SeenRow } from '../manager/agent_rows';
import type { ManagerDirectory } from '../manager/manager_directory';
import type { SettleDependencies } from './settle_without_refs';
import { settleWithoutRefs } from './settle_without_refs';
import { isNameUnknown } from './whose_reports';

export interface NameCheckDependencies extends SettleDependencies {
  /** Client of the configuration's API user. */
  readonly managers: Managers;
  readonly directory: Pick<ManagerDirectory, 'hostsByManager'>;
  readonly endpoints: EndpointLedger;
  readonly search: Pick<EndpointSearch, 'findWithOthers'>;
  readonly actions: ActionLedger;
  readonly elsewhere: Pick<ElsewhereLedger, 'record'>;
  readonly references: 'on' | 'off';
  readonly onFailure: (error: unknown) => void;
  /** Learns a name from what somebody was shown as well, without another request. */
  readonly rows: Pick<AgentRows, 'seenByAnyone'>;
}

const EVERY = MINUTE;
/** Time in which what comes with the first report is asked for with it, ms. */
const GATHERED_FOR = 200;
/** Most requests in one minute, so no flood of reports becomes one of requests. */
const MOST_PAGES = 20;
/** Most that are kept. What is omitted is found again with the next sweep. */
const MOST_WAITING = MOST_PAGES * MOST_AGENTS_A_PAGE;
/** A name can be given to an id without any report. */
const ASKED_AGAIN_EVERY = HOUR;
const MOST_ASKED_AGAIN = 2000;

/**
 * Asks each manager, at most once a minute, under which names it lists the endpoints of which reports came that are not certainly theirs.
 * What it says is kept with the endpoint, whose reports are judged by it from then on. A crash loses nothing: what is not decided is found
 * again by its endpoint's document.
 */
export class NameCheck {
  private readonly waiting = new Map<ManagerId, Set<AgentId>>();
  private readonly running = new Map<ManagerId, Promise<void>>();
  private readonly askedAt = new Map<ManagerId, number>();
  private gathering: Promise<void> | undefined;
  /** Times of the rows that were used, so that each is used once. */
  private readonly usedAt = new Kept<EndpointKey, number>(MOST_WAITING);
  private listedAgainAt = -Infinity;

  constructor(private readonly dependencies: NameCheckDependencies) {}

  /** Nobody waits for it. */
  ask(endpoints: readonly EndpointKey[]): void {
    for (const endpoint of endpoints) {
      const parts = parseEndpointKey(endpoint);
      if (!parts) continue;
      this.wait(parts.manager, [parts.agent]);
    }
    this.gathering = this.gathering ?? this.runSoon();
  }

  /** Resolves when those that are asked now have answered. */
  async settled(): Promise<void> {
    await this.gathering;
    await Promise.all(this.running.values());
  }

  /** The same, and waits until the manager has answered where it is asked at once. Never throws. */
  async askNow(endpoint: EndpointKey, limitMs: number): Promise<void> {
    this.ask([endpoint]);
    const manager = parseEndpointKey(endpoint)?.manager;
    if (!manager || (!this.isDue(manager) && !this.running.has(manager))) return;
    const running = this.settled();
    let timer: NodeJS.Timeout | undefined;
    const limit = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, limitMs);
    });
    await Promise.race([running, limit]);
    if (timer) clearTimeout(timer);
  }

  /**
   * Handles what is due: those that had to wait, and once an hour all that something isn't decided about, or that have a namesake. Never
   * throws.
   */
  async round(): Promise<void> {
    const { now, search, onFailure } = this.dependencies;
    try {
      if (now() - this.listedAgainAt >= ASKED_AGAIN_EVERY) {
        this.listedAgainAt = now();
        const found = await search.findWithOthers(MOST_ASKED_AGAIN);
        if (found.length > 0) this.ask(found);
      }
    } catch (error) {
      onFailure(error);
    }
    await this.gathering;
    await this.run();
  }

  private wait(manager: ManagerId, agents: readonly AgentId[]): void {
    const waiting = this.waiting.get(manager) ?? new Set();
    for (const agent of agents) if (waiting.size < MOST_WAITING) waiting.add(agent);
    this.waiting.set(manager, waiting);
  }

  private async runSoon(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, GATHERED_FOR).unref());
    this.gathering = undefined;
    await this.useSeenRows();
    await this.run();
  }

  /** Judges by rows that were listed for somebody anyway, whatever the manager may be asked now. */
  private async useSeenRows(): Promise<void> {
    const { directory, rows, onFailure } = this.dependencies;
    try {
      const hosts = await directory.hostsByManager();
      for (const [manager, agents] of Array.from(this.waiting)) {
        const hostId = hosts.get(manager)?.host_id;
        if (hostId === undefined) continue;
        const seen = new Map<AgentId, SeenRow>();
        for (const agent of agents) {
          const listed = rows.seenByAnyone(hostId, agent);
          const key = endpointKeyOf(manager, agent);
          if (!listed || this.usedAt.get(key) === listed.at) continue;
          this.usedAt.set(key, listed.at);
          seen.set(agent, listed);
        }
        if (seen.size === 0) continue;
        seen.forEach((_, agent) => agents.delete(agent));
        await this.keep(manager, seen).catch((error: unknown) => {
          onFailure(error);
          this.wait(manager, Array.from(seen.keys()));
        });
      }
    } catch (error) {
      onFailure(error);
    }
  }

  private isDue(manager: ManagerId): boolean {
    return this.dependencies.now() - (this.askedAt.get(manager) ?? -Infinity) >= EVERY;
  }

  private async run(): Promise<void> {
    await Promise.all(
      Array.from(this.waiting, ([manager, agents]) => {
        if (agents.size === 0 || !this.isDue(manager) || this.running.has(manager)) return;
        this.askedAt.set(manager, this.dependencies.now());
        this.waiting.delete(manager);
        const asked = this.check(manager, Array.from(agents)).finally(() =>
          this.running.delete(manager)
        );
        this.running.set(manager, asked);
        return asked;
      })
    );
  }

  private async check(manager: ManagerId, agents: readonly AgentId[]): Promise<void> {
    const { directory, managers, onFailure } = this.dependencies;
    try {
      const host = (await directory.hostsByManager()).get(manager);
      if (!host) return;
      const session = await managers.open(host.host_id);
      for (let at = 0; at < agents.length; at += MOST_AGENTS_A_PAGE) {
        const some = agents.slice(at, at + MOST_AGENTS_A_PAGE);
        if (!isNonEmpty(some)) break;
        const askedAt = this.dependencies.now();
        const rows = await session.agentsOf(some);
        const byId = new Map(rows.map((row) => [row.id, row]));
        await this.keep(
          manager,
          new Map(some.map((id) => [id, { at: askedAt, row: byId.get(id) }]))
        );
      }
    } catch (error) {
      onFailure(error);
      this.wait(manager, agents);
    }
  }

  private async keep(manager: ManagerId, rows: ReadonlyMap<AgentId, SeenRow>): Promise<void> {
    const { endpoints, elsewhere, references, now } = this.dependencies;
    const rowOf = new Map(Array.from(rows, ([id, row]) => [endpointKeyOf(manager, id), row]));
    const keys = Array.from(rowOf.keys());
    const before = await endpoints.readMany(keys);
    const documents = Array.from(before).flatMap(([key, { record }]) => {
      const judged = withName(record, rowOf.get(key));
      return elsewhereIn(record, judged, references).flatMap((evidence) =>
        elsewhereDocument(key, evidence, judged)
      );
    });
    // Before the projection, as when they are folded.
    if (documents.length > 0) await elsewhere.record(documents);
    const updates = new Map<EndpointKey, EndpointUpdate>();
    for (const key of keys) {
      updates.set(key, (document) =>
        document.record.evidence.length === 0
          ? document
          : named(document, withName(document.record, rowOf.get(key)), now())
      );
    }
    const after = await endpoints.update(updates);
    if (references === 'off') {
      const kept = new Map(Array.from(after, ([key, { record }]) => [key, record.evidence]));
      await settleWithoutRefs(after, kept, this.dependencies);
    }
    // A manager's clock can be a little ahead of ours: its list was read too early for a report of now.
    const unknown = Array.from(after).flatMap(([key, { record }]) =>
      isNameUnknown(record) ? [key] : []
    );
    const isAnyListed = Array.from(rows.values()).some(({ row }) => row);
    if (isAnyListed && unknown.length > 0) this.ask(unknown);
  }
}

function withName(record: EndpointRecord, seen: SeenRow | undefined): EndpointRecord {
  if (!seen) return record;
  const whose = whoseBefore(record);
  const { at, row } = seen;
  if (!row) return withWhose(record, withUnlisted(whose, at));
  const { name, date_add: registered } = row;
  const listed = {
    name,
    last_at: at,
    ...(registered === undefined ? {} : { date_add: registered }),
  };
  return withWhose(record, withListed(whose, [listed]));
}

/**
 * Selects what the history is to keep now: what is this endpoint's own, and what may be, since nothing may hang on alerts that are deleted.
 * @param before what was its own by then is kept already
 */
function elsewhereIn(before: EndpointRecord, after: EndpointRecord, references: 'on' | 'off') {
  const record = references === 'on' ? after : matchWithoutRefs(after);
  return record.evidence.filter((one) => {
    const owner = ownerOf(one, after.whose);
    const isKept = before.whose === undefined || isOwn(before, one);
    return !one.action && !isKept && (owner === 'ours' || owner === 'name_not_checked');
  });
}

function named(document: EndpointDocument, record: EndpointRecord, now: number): EndpointDocument {
  const own = record.evidence.filter((one) => isOwn(record, one));
  const newest = own[own.length - 1];
  const ready = own.filter(isReadyReport).map(({ at }) => at);
  const isNamed = document.agent_name !== '' || !newest;
  return changed(
    document,
    {
      record,
      ready_at: Math.max(0, ...ready),
      ...(isNamed ? {} : { agent_name: newest.agent_name }),
    },
    now
  );
}
