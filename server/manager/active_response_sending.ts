import type { ActiveResponseCommand, AgentList } from '../../common/command/active_response';
import { managerSentence } from '../../common/manager/manager_answer_words';
import { allUncertain, readActiveResponseAnswer } from './active_response_answer';
import type {
  ActiveResponseResult,
  ActiveResponseSending,
  ClusterKnowledge,
  NotSent,
} from './manager';
import { ManagerError } from './manager_error';
import type { ManagerTransport, TransportAnswer } from './transport';

export interface SendingParts {
  readonly transport: ManagerTransport;
  readonly limitMs: number;
  readonly token: () => string;
  /** Number of times the command is repeated with another token. */
  readonly renewals: number;
  /** Throws the ManagerError of a login. */
  readonly renewToken: () => Promise<void>;
}

/** Longest path. The manager accepts at least 16 kB for the whole head (measured); a token takes the rest. */
const LONGEST_PATH = 8000;

/**
 * Sends one command, and repeats it with another token after a 401, behind which nothing ran. No other failure is ever repeated: the
 * command may have been carried out.
 */
export async function sendActiveResponse(
  command: ActiveResponseCommand,
  sending: ActiveResponseSending,
  parts: SendingParts
): Promise<ActiveResponseResult> {
  const path = `/active-response?agents_list=${command.agents.join(',')}`;
  if (path.length > LONGEST_PATH) return notSent(new ManagerError('request_too_large'));
  for (let renewals = 0; ; renewals += 1) {
    const answer = await attempt(path, command, sending, parts);
    const isRefusedToken = answer.kind === 'answered' && answer.status === 401;
    if (!isRefusedToken || renewals === parts.renewals) {
      return resultOf(answer, command.agents, sending.cluster);
    }
    try {
      await parts.renewToken();
    } catch (error) {
      // All attempts so far were refused before anything ran, and there is no token for another.
      if (error instanceof ManagerError) return notSent(error);
      throw error;
    }
  }
}

async function attempt(
  path: string,
  { body }: ActiveResponseCommand,
  { mayStillSend }: ActiveResponseSending,
  { transport, token, limitMs }: SendingParts
): Promise<TransportAnswer> {
  if (!mayStillSend()) return { kind: 'not_sent', code: 'deadline_passed' };
  return transport.send({ method: 'PUT', path, body, token: token(), limitMs, mayStillSend });
}

function resultOf(
  answer: TransportAnswer,
  asked: AgentList,
  cluster: ClusterKnowledge
): ActiveResponseResult {
  if (answer.kind === 'not_sent') {
    return notSent(new ManagerError(answer.code, { retryAt: answer.retryAt }));
  }
  if (answer.kind === 'answered') {
    const reading = readActiveResponseAnswer(answer, asked, cluster);
    return { result: 'sent', ...reading, managerTime: answer.managerTime };
  }
  const words = managerSentence(answer.code);
  return {
    result: 'sent',
    ...allUncertain(asked, { code: answer.code, words }),
    late: answer.late && lateResult(answer.late, asked, cluster),
  };
}

/** Result of a request that outlived our wait. A second cut has no `late` of its own: the transport's promise has settled. */
async function lateResult(
  late: Promise<TransportAnswer>,
  asked: AgentList,
  cluster: ClusterKnowledge
): Promise<ActiveResponseResult> {
  return resultOf(await late, asked, cluster);
}

function notSent(error: ManagerError): NotSent {
  const { code, status, managerCode, retryAt } = error;
  return { result: 'not_sent', code, status, managerCode, retryAt, words: error.words ?? '' };
}
