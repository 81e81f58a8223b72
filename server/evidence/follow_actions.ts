import type { OpenSearchClient } from 'opensearch-dashboards/server';
import type { ActionDocument } from '../../common/action/action';
import { giveUpWaiting, isPending, recover } from '../../common/action/action';
import { endFollowUp } from '../../common/action/follow_up';
import type { ActionLedger } from '../indexer/action_ledger';
import { actionIdOf, FOLLOWED_AT_ONCE } from '../indexer/action_ledger';
import type { SearchRequest, SearchResult } from '../indexer/search';
import { search } from '../indexer/search';
import type { ActionProjector } from './project_action';
import type { StatusBoard } from './reconciler_status';

export interface FollowDependencies {
  readonly client: OpenSearchClient;
  readonly actions: ActionLedger;
  readonly projector: ActionProjector;
  readonly board: StatusBoard;
  readonly now: () => number;
  readonly onEnd: (action: ActionDocument) => void;
}

/** Follows our own actions: ends their waits, and knows which are pending. */
export class FollowedActions {
  private isStopped = false;
  private pending: readonly ActionDocument[] = [];

  constructor(private readonly dependencies: FollowDependencies) {}

  stop(): void {
    this.isStopped = true;
  }

  /** Searches the first page of what changed since then. */
  searchSince(since: number): SearchRequest {
    return this.dependencies.actions.followSearch(since);
  }

  pendingNow(): readonly ActionDocument[] {
    return this.pending;
  }

  /** The endpoints of a manager of which an action waits, by agent ID. */
  waiting(manager: string | undefined): string[] {
    const waiting = this.pending.filter((action) => action.manager === manager);
    return Array.from(new Set(waiting.map(({ agent }) => agent.id)));
  }

  /** Ends the waits of our actions that are over, and brings the projections up to what was written recently, by whatever process. */
  async take(first: SearchResult, since: number): Promise<void> {
    const { client, actions, projector } = this.dependencies;
    const pending: ActionDocument[] = [];
    let page = first;
    for (;;) {
      const found = actions.actionsIn(page);
      const ended = await this.endWaits(found);
      await projector.project([...found, ...ended.values()]);
      pending.push(...found.filter((action) => isPending(action.status) && !ended.has(action)));
      const after = page.hits[FOLLOWED_AT_ONCE - 1]?.sort;
      if (!after || this.isStopped) break;
      page = await search(client, actions.followSearch(since, after));
    }
    this.pending = pending;
    this.dependencies.board.note({ pending: pending.length });
  }

  /** @returns the actions as they were found, with what they became. A search tells no version that a write could rely on. */
  private async endWaits(
    found: readonly ActionDocument[]
  ): Promise<Map<ActionDocument, ActionDocument>> {
    const { actions, now, onEnd } = this.dependencies;
    const step = (action: ActionDocument) =>
      recover(action, now()) ??
      giveUpWaiting(action, now()) ??
      endFollowUp(action, now()) ??
      action;
    const due = new Map(
      found.flatMap((action) => (step(action) === action ? [] : [[actionIdOf(action), action]]))
    );
    const stored = await actions.readById(Array.from(due.keys()));
    const { written, failure } = await actions.updateMany(
      Array.from(stored.values(), (one) => ({ stored: one, step }))
    );
    if (failure) throw failure;
    const ended = new Map<ActionDocument, ActionDocument>();
    for (const { id, action } of written) {
      const was = due.get(id);
      if (was) ended.set(was, action);
      if (was && isPending(was.status) && !isPending(action.status)) onEnd(action);
    }
    return ended;
  }
}
