import type { ActionDocument, StepDetail } from '../../common/action/action';
import { addressesOf } from '../../common/action/action';
import { activeResponseBodyOf, agentListOf } from '../../common/command/active_response';
import type { ActiveResponseCommand } from '../../common/command/active_response';
import { parseAgentId } from '../../common/manager/endpoint';
import type { SendingEnd } from '../../common/action/sending_end';
import { withSendingEnd } from '../../common/action/sending_end';
import type { ActionLedger, StoredAction } from '../indexer/action_ledger';
import { IndexerError } from '../indexer/indexer_error';
import type {
  ActiveResponseResult,
  AgentResult,
  ClusterKnowledge,
  ManagerSession,
} from '../manager/manager';

export interface SendDependencies {
  readonly actions: ActionLedger;
  readonly answerTime: number;
  readonly now: () => number;
  readonly wait: (ms: number) => Promise<void>;
  /** Told of each step that was written: projections follow, and somebody may be watching. */
  readonly onStep: (action: ActionDocument) => void;
  readonly onFailure: (error: unknown) => void;
  /** Agents that the manager commanded without being asked to. */
  readonly onUnexpected: (action: ActionDocument, agents: readonly string[]) => void;
}

/**
 * Sends an action whose `sending` this attempt wrote itself, and records the result. Nothing leaves past `send_before`; that is checked by
 * the statement before the request.
 * @param stored the document as this attempt wrote it, with its own mark in it
 * @returns the action with the result; it may have been settled by others meanwhile
 */
export async function sendAction(
  stored: StoredAction,
  session: ManagerSession,
  cluster: ClusterKnowledge,
  dependencies: SendDependencies
): Promise<ActionDocument> {
  const { action } = stored;
  const command = commandOf(action);
  if (!command) {
    const nothing = { status: 'rejected' as const, detail: NOT_BUILT, unexpected: [] };
    return record(stored, { ...nothing, at: dependencies.now() }, dependencies);
  }
  const sendBefore = action.send_before ?? 0;
  const result = await session.sendActiveResponse(command, {
    mayStillSend: () => dependencies.now() < sendBefore,
    cluster,
  });
  const recorded = record(stored, endOf(action, result, dependencies.now()), dependencies);
  if (result.result === 'sent' && result.late) {
    // wazuhCore's client cannot be stopped: until it settles the command can still be sent, even if its end couldn't be recorded.
    const { late } = result;
    recorded
      .catch(() => undefined)
      .then(() => late)
      .then((end) => recordLate(stored, end, dependencies))
      .catch(dependencies.onFailure);
  }
  return recorded;
}

const NOT_BUILT: StepDetail = {
  code: 'not_sent',
  cause: 'not_built',
  message: "The request couldn't be prepared. Nothing was sent.",
};

/** The command of a recorded action. The lifeline and user were checked when it was recorded; a document that was tampered with gives none. */
function commandOf(action: ActionDocument): ActiveResponseCommand | undefined {
  const id = parseAgentId(action.agent.id);
  const list = id ? agentListOf([id], undefined) : undefined;
  const body = activeResponseBodyOf({
    verb: action.verb,
    program: action.program,
    user: action.sent_user,
    lifeline: addressesOf(action),
  });
  return list?.ok && body.ok ? { agents: list.agents, body: body.body } : undefined;
}

function endOf(action: ActionDocument, result: ActiveResponseResult, at: number): SendingEnd {
  if (result.result === 'not_sent') {
    const { code, words, status, managerCode } = result;
    return {
      status: 'rejected',
      detail: { ...detailOf({ words, status, managerCode }), code: 'not_sent', cause: code },
      unexpected: [],
      at,
    };
  }
  const id = parseAgentId(action.agent.id);
  return { ...agentEnd(id && result.agents.get(id)), unexpected: result.unexpected, at };
}

function agentEnd(result: AgentResult | undefined): Pick<SendingEnd, 'status' | 'detail'> {
  if (!result) return { status: 'uncertain', detail: { code: 'not_answered_for' } };
  if (result.result === 'affected') return { status: 'dispatched' };
  return {
    status: result.result === 'refused' ? 'rejected' : 'uncertain',
    detail: { ...detailOf(result), code: result.code },
  };
}

function detailOf(answer: {
  readonly words: string;
  readonly status?: number;
  readonly managerCode?: number;
}): StepDetail {
  return {
    message: answer.words,
    ...(answer.status === undefined ? {} : { http_status: answer.status }),
    ...(answer.managerCode === undefined ? {} : { manager_code: answer.managerCode }),
  };
}

/** Writes the ending, whatever others wrote meanwhile. */
async function record(
  stored: StoredAction,
  end: SendingEnd,
  dependencies: SendDependencies
): Promise<ActionDocument> {
  const { actions, onStep, onUnexpected, answerTime } = dependencies;
  if (end.unexpected.length > 0) onUnexpected(stored.action, end.unexpected);
  const [written] = await persistently(dependencies, async () => {
    const updated = await actions.updateMany([
      { stored, step: (action) => withSendingEnd(action, end, answerTime) },
    ]);
    if (updated.failure) throw updated.failure;
    return updated.written;
  });
  if (written) {
    onStep(written.action);
    return written.action;
  }
  return (await actions.readById([stored.id])).get(stored.id)?.action ?? stored.action;
}

/** Pauses between attempts to record what was sent. After that anyone settles the action as uncertain, which is true as well. */
const TRIES_AFTER = [500, 1000, 2000, 4000, 8000, 16000];

async function persistently<T>({ wait }: SendDependencies, write: () => Promise<T>): Promise<T> {
  for (const pause of TRIES_AFTER) {
    try {
      return await write();
    } catch (error) {
      if (!(error instanceof IndexerError)) throw error;
      await wait(pause);
    }
  }
  return write();
}

async function recordLate(
  stored: StoredAction,
  late: ActiveResponseResult,
  dependencies: SendDependencies
): Promise<void> {
  const now = (await dependencies.actions.readById([stored.id])).get(stored.id);
  if (now) await record(now, endOf(now.action, late, dependencies.now()), dependencies);
}
