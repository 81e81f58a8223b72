import type { AgentRow } from '../../common/manager/agent';
import type { AgentId } from '../../common/manager/endpoint';
import type { NonEmptyArray } from '../../common/base/non_empty_array';
import { isNonEmpty } from '../../common/base/non_empty_array';
import { HOUR, SECOND } from '../../common/base/time';
import { Kept } from '../base/kept';
import type { ManagerSession } from './manager';
import { ManagerError } from './manager_error';

/** Age up to which a row is used for decisions. */
const FRESH = 30 * SECOND;
/** A refresh by timer shows older ones, with their age. */
const SHOWN_FOR = HOUR;
const MAX_KEPT = 20000;

/** The manager's row of an agent, and its time. */
export interface SeenRow {
  /** ms */
  readonly at: number;
  /** An undefined row isn't listed, or not to this person. */
  readonly row: AgentRow | undefined;
}

/** A row that somebody saw. */
export interface ListedRow {
  /** ms */
  readonly at: number;
  readonly row: AgentRow;
}

/** Rows of agents as each person may see them, kept for a moment so that a preview and the POST behind it ask the manager once. */
export class AgentRows {
  private readonly kept = new Kept<string, SeenRow>(MAX_KEPT);
  /** Newest row of each agent, whoever asked. Never shown: what a person may see is decided by their own rows. */
  private readonly newest = new Kept<string, ListedRow>(MAX_KEPT);

  constructor(private readonly now: () => number) {}

  /** @returns of each agent what the manager says, at most `FRESH` old. @throws ManagerError */
  async of(
    person: string,
    session: ManagerSession,
    agents: NonEmptyArray<AgentId>
  ): Promise<Map<AgentId, SeenRow>> {
    const isFresh = ({ at }: SeenRow) => this.now() - at < FRESH;
    return this.askUnless(isFresh, person, session.host.id, agents, async () => session);
  }

  /**
   * Returns rows like `of`, to be looked at. Where the manager can't be asked now, those that this person saw in the last hour serve, with
   * their age. @throws ManagerError if one of them is missing
   */
  async toShow(
    person: string,
    hostId: string,
    agents: NonEmptyArray<AgentId>,
    open: () => Promise<ManagerSession>
  ): Promise<Map<AgentId, SeenRow>> {
    try {
      return await this.of(person, await open(), agents);
    } catch (error) {
      if (!(error instanceof ManagerError)) throw error;
      const kept = agents.map((agent) => this.seen(person, hostId, agent));
      if (!kept.every((one) => one !== undefined)) throw error;
      return new Map(
        agents.flatMap((agent, index) => {
          const row = kept[index];
          return row ? [[agent, row]] : [];
        })
      );
    }
  }

  /** Returns all rows that this person saw in the last hour. */
  allSeen(person: string, hostId: string): ListedRow[] {
    const prefix = keyOf(person, hostId, '').slice(0, -2);
    return Array.from(this.kept).flatMap(([key, { at, row }]) =>
      row && key.startsWith(prefix) && this.now() - at < SHOWN_FOR ? [{ at, row }] : []
    );
  }

  /** Keeps rows that a list brought along. */
  keep(person: string, hostId: string, rows: readonly AgentRow[]): void {
    this.keepAll(person, hostId, new Map(rows.map((row) => [row.id, row])));
  }

  /** Time of the oldest of these rows, ms, if it is too old to decide with. */
  agedAt(rows: Iterable<SeenRow>): number | undefined {
    const oldest = Math.min(...Array.from(rows, ({ at }) => at));
    return this.ageOf(oldest) < FRESH || oldest === Infinity ? undefined : oldest;
  }

  /** Age of a row, ms. */
  ageOf(at: number): number {
    return this.now() - at;
  }

  /** Keeps rows that the dashboard itself was given. */
  note(hostId: string, rows: readonly AgentRow[]): void {
    const at = this.now();
    for (const row of rows) this.newest.set(JSON.stringify([hostId, row.id]), { at, row });
  }

  /**
   * Returns the newest rows that are known without asking anyone, up to an hour old. Somebody else may have seen them: whether this person
   * may is for the caller to decide.
   */
  known(person: string, hostId: string, agents: readonly AgentId[]): Map<AgentId, SeenRow> {
    return new Map(
      agents.flatMap((agent): Array<[AgentId, SeenRow]> => {
        const own = this.seen(person, hostId, agent);
        const listed = this.seenByAnyone(hostId, agent);
        const isListedLater =
          listed && this.ageOf(listed.at) < SHOWN_FOR && (own?.at ?? -Infinity) < listed.at;
        const newest = isListedLater ? listed : own;
        return newest ? [[agent, newest]] : [];
      })
    );
  }

  /** Returns the row as this person last saw it, up to an hour ago. Undefined if they haven't asked. */
  seen(person: string, hostId: string, agent: AgentId): SeenRow | undefined {
    const kept = this.kept.get(keyOf(person, hostId, agent));
    return kept && this.now() - kept.at < SHOWN_FOR ? kept : undefined;
  }

  /** Returns the newest row that anybody saw, for what the server decides by itself. */
  seenByAnyone(hostId: string, agent: AgentId): ListedRow | undefined {
    return this.newest.get(JSON.stringify([hostId, agent]));
  }

  private async askUnless(
    isGoodEnough: (seen: SeenRow) => boolean,
    person: string,
    hostId: string,
    agents: readonly AgentId[],
    open: () => Promise<ManagerSession>
  ): Promise<Map<AgentId, SeenRow>> {
    const result = new Map<AgentId, SeenRow>();
    for (const agent of agents) {
      const seen = this.seen(person, hostId, agent);
      if (seen && isGoodEnough(seen)) result.set(agent, seen);
    }
    const missing = agents.filter((agent) => !result.has(agent));
    if (!isNonEmpty(missing)) return result;
    const found = await (await open()).agentsOf(missing);
    const asked = new Map(
      missing.map((agent): [AgentId, AgentRow | undefined] => [agent, undefined])
    );
    for (const row of found) asked.set(row.id, row);
    this.keepAll(person, hostId, asked);
    asked.forEach((row, agent) => result.set(agent, { at: this.now(), row }));
    return result;
  }

  private keepAll(
    person: string,
    hostId: string,
    rows: ReadonlyMap<AgentId, AgentRow | undefined>
  ): void {
    if (rows.size === 0) return;
    const at = this.now();
    for (const [key, kept] of this.kept) if (at - kept.at >= SHOWN_FOR) this.kept.delete(key);
    rows.forEach((row, agent) => {
      this.kept.set(keyOf(person, hostId, agent), { at, row });
      if (row) this.newest.set(JSON.stringify([hostId, agent]), { at, row });
    });
  }
}

function keyOf(person: string, hostId: string, agent: string): string {
  return JSON.stringify([person, hostId, agent]);
}
