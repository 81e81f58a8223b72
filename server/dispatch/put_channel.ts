import type { StepDetail } from '../../common/action/action';
import { agentListOf } from '../../common/command/active_response';
import { canonicalJson } from '../../common/base/canonical_json';
import type { NonEmptyArray } from '../../common/base/non_empty_array';
import type { ManagerCode } from '../../common/manager/manager_answer_words';
import type {
  ActiveResponseResult,
  AgentResult,
  ClusterKnowledge,
  ManagerSession,
  NotSent,
} from '../manager/manager';
import type {
  CommandChannel,
  CommandResult,
  CommandResults,
  EndpointCommand,
  NothingRanProof,
} from './command_channel';
import { NOT_BUILT } from './endpoint_command';

export interface PutChannelParts {
  readonly session: Pick<ManagerSession, 'sendActiveResponse'>;
  readonly cluster: ClusterKnowledge;
  /** Number of agents the manager has, as far as this person sees; undefined where it isn't known: each command is a request of its own then. */
  readonly fleetSize: number | undefined;
  readonly now: () => number;
}

/** The channel of Wazuh 4: commands with the same body share one `PUT /active-response`, one such request after another. */
export class PutChannel implements CommandChannel {
  constructor(private readonly parts: PutChannelParts) {}

  async send(commands: NonEmptyArray<EndpointCommand>): Promise<CommandResults> {
    const all: CommandResults[] = [];
    const groups =
      this.parts.fleetSize === undefined ? commands.map(alone) : withEqualBodies(commands);
    for (const group of groups) all.push(await this.put(group));
    return together(all);
  }

  private async put(group: NonEmptyArray<EndpointCommand>): Promise<CommandResults> {
    const { session, cluster, fleetSize, now } = this.parts;
    const list = agentListOf(
      group.map(({ agent }) => agent),
      fleetSize
    );
    if (!list.ok) return each(group, () => ({ result: 'not_sent', detail: NOT_BUILT }));
    const sendBefore = Math.min(...group.map((command) => command.sendBefore));
    const result = await session.sendActiveResponse(
      { agents: list.agents, body: group[0].body },
      { mayStillSend: () => now() < sendBefore, cluster }
    );
    return resultsOf(group, result);
  }
}

function alone(command: EndpointCommand): NonEmptyArray<EndpointCommand> {
  return [command];
}

function withEqualBodies(
  commands: readonly EndpointCommand[]
): ReadonlyArray<NonEmptyArray<EndpointCommand>> {
  const groups = new Map<string, NonEmptyArray<EndpointCommand>>();
  for (const command of commands) {
    const body = canonicalJson(command.body);
    const [first, ...rest] = groups.get(body) ?? [command];
    groups.set(body, first === command ? [command] : [first, ...rest, command]);
  }
  return Array.from(groups.values());
}

function resultsOf(
  group: readonly EndpointCommand[],
  result: ActiveResponseResult
): CommandResults {
  if (result.result === 'not_sent') return each(group, () => notSent(result));
  const { agents, unexpected, late } = result;
  return {
    ...each(group, ({ agent }) => ofAgent(agents.get(agent))),
    beyond: unexpected,
    ...(late ? { late: late.then((end) => resultsOf(group, end)) } : {}),
  };
}

function each(
  group: readonly EndpointCommand[],
  resultOf: (command: EndpointCommand) => CommandResult
): CommandResults {
  return { of: new Map(group.map((command) => [command.id, resultOf(command)])), beyond: [] };
}

function together(all: readonly CommandResults[]): CommandResults {
  const lates = all.flatMap(({ late }) => (late ? [late] : []));
  return {
    of: new Map(all.flatMap(({ of }) => Array.from(of))),
    beyond: all.flatMap(({ beyond }) => beyond),
    ...(lates.length > 0 ? { late: Promise.all(lates).then(together) } : {}),
  };
}

function ofAgent(result: AgentResult | undefined): CommandResult {
  if (!result) return { result: 'unknown', detail: { code: 'not_answered_for' } };
  if (result.result === 'affected') return { result: 'received' };
  const detail = { ...detailOf(result), code: result.code };
  if (result.result === 'uncertain') return { result: 'unknown', detail };
  return result.code === 'rate_limited'
    ? { result: 'nothing_ran', proof: 'rate_limited', detail }
    : { result: 'refused', detail };
}

function notSent(result: NotSent): CommandResult {
  const { code } = result;
  const detail = { ...detailOf(result), code: 'not_sent', cause: code };
  const proof = proofOf(code);
  if (!proof) return { result: 'not_sent', detail };
  const { retryAt } = result;
  return { result: 'nothing_ran', proof, detail, ...(retryAt === undefined ? {} : { retryAt }) };
}

/** Proof of what kept a request back before it began. Undefined where the request itself did, which is the same the next time. */
function proofOf(code: ManagerCode): NothingRanProof | undefined {
  switch (code) {
    case 'request_too_large':
    case 'not_built':
      return undefined;
    case 'deadline_passed':
      return 'too_late';
    case 'over_budget':
      return 'over_budget';
    case 'name_not_found':
    case 'connection_refused':
    case 'connection_failed':
    case 'connection_timed_out':
    case 'tls_refused':
      return 'no_connection';
    default:
      return 'no_login';
  }
}

function detailOf({
  words: message,
  status,
  managerCode,
}: Pick<NotSent, 'words' | 'status' | 'managerCode'>): StepDetail {
  return {
    message,
    ...(status === undefined ? {} : { http_status: status }),
    ...(managerCode === undefined ? {} : { manager_code: managerCode }),
  };
}
