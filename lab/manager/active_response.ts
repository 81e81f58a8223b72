import type { Command } from '../endpoints/program';
import { pythonJson } from '../endpoints/python_json';
import type { Agent } from './agent';
import type { Call, ManagerContext, Route } from './context';
import type { ManagerNode } from './nodes';
import { forbidden, mayOn } from './permissions';
import type { FailedItem } from './problem';
import { listing, Problem, problem } from './problem';
import type { ActiveResponseBody } from './validation';
import { agentsList, checkActiveResponse, checkFields } from './validation';

const words = {
  all: 'AR command was sent to all agents',
  some: 'AR command was not sent to some agents',
  none: 'AR command was not sent to any agent',
};

/** Commands of the manager's own configuration; any other needs a `!` before it. */
const configuredCommands = ['restart-wazuh0'];

/** Bytes of a message that remoted reads; a longer one is dropped without a word. */
const longestMessage = 65_408;
/** Bytes that the socket to remoted takes at once. */
const longestDatagram = 212_992;
/** Rows of the database that one command of 4.14 takes. */
const databaseRows = 500;

const action = 'active-response:command';

interface Outcome {
  readonly affected: string[];
  readonly failed: FailedItem[];
}

/** The part of one node. */
interface Part {
  readonly node: ManagerNode;
  /** Ids as they were named, or all of the node. */
  readonly ids: readonly string[];
}

/** The agents to command, and the ids that are refused before any is asked. */
interface Targets {
  readonly agents: readonly Agent[];
  readonly failed: readonly FailedItem[];
}

function isKnown(context: ManagerContext, id: string): boolean {
  return id === '000' || context.fleet.find(id)?.enrolment === 'in_client_keys';
}

/** 4.12 goes through the ids: as they were named with the cluster off, each once and by id with it on. */
function namedTargets(context: ManagerContext, ids: readonly string[]): Targets {
  const ordered = context.cluster === undefined ? ids : Array.from(new Set(ids)).sort();
  const agents: Agent[] = [];
  const failed: FailedItem[] = [];
  for (const id of ordered) {
    const agent = context.fleet.find(id);
    if (id === '000') failed.push({ id, error: context.coded(1703) });
    else if (agent === undefined || !isKnown(context, id)) {
      failed.push({ id, error: context.coded(1701) });
    } else agents.push(agent);
  }
  return { agents, failed };
}

/**
 * 4.14 asks the database: ids as numbers (0002 is 002), 000 left out, 500 rows at most; and for half of the known agents or more
 * "all but the others", which also takes agents that only the database knows.
 */
function databaseTargets(context: ManagerContext, ids: readonly string[]): Targets {
  const agents = context.fleet.list();
  const known = ['000', ...agents.map(({ id }) => id).filter((id) => isKnown(context, id))];
  const numbers = new Set(ids.map(Number));
  const others = new Set(known.map(Number).filter((number) => !numbers.has(number)));
  const isTaken =
    numbers.size >= known.length / 2
      ? ({ id }: Agent) => !others.has(Number(id))
      : ({ id }: Agent) => numbers.has(Number(id));
  return {
    agents: agents.filter(isTaken).slice(0, databaseRows),
    failed: ids
      .filter((id) => !isKnown(context, id))
      .map((id) => ({ id, error: context.coded(1701) })),
  };
}

function commandOf(context: ManagerContext, body: ActiveResponseBody): Command {
  return {
    command: body.command,
    ...(body.arguments && { arguments: body.arguments }),
    ...(body.alert && { alert: body.alert }),
    at: context.clock(),
  };
}

/** Bytes of what is sent to remoted. */
function messageLength({ command, arguments: addresses, alert }: Command): number {
  const parameters = { extra_args: addresses, alert };
  const origin = { name: null, module: 'framework' };
  return pythonJson({ version: 1, origin, command, parameters }).length;
}

async function commandOne(
  context: ManagerContext,
  node: ManagerNode,
  agent: Agent,
  command: Command
): Promise<FailedItem | undefined> {
  const { nodes, faults, coded } = context;
  const failure = (code: number): FailedItem => ({ id: agent.id, error: coded(code) });
  const databaseError = nodes.databaseError(node);
  if (databaseError !== undefined) return { id: agent.id, error: databaseError };
  if (agent.status !== 'active') return failure(1707);
  const error = await nodes.askAgent(agent, node, 'com:active-response');
  if (error !== undefined) return { id: agent.id, error };
  const isDisabled =
    agent.activeResponse === 'disabled' || faults.has('active_response_disabled', agent.id);
  if (isDisabled) return failure(1750);
  const { command: name } = command;
  if (!name.startsWith('!') && !configuredCommands.includes(name)) return failure(1652);
  const length = messageLength(command);
  if (length > longestDatagram) return failure(1014);
  if (length <= longestMessage && !faults.has('command_lost', agent.id)) {
    context.deliver(agent.id, node, command);
  }
  return undefined;
}

async function commandPart(
  context: ManagerContext,
  { node, ids }: Part,
  body: ActiveResponseBody
): Promise<Outcome> {
  const { nodes, version } = context;
  if (nodes.hasFault('no_ar_socket', node)) throw nodes.problemOn(node, 1010);
  if (version.behaviour === '4.14') nodes.checkDatabase(node);
  const { agents, failed } =
    version.behaviour === '4.14' ? databaseTargets(context, ids) : namedTargets(context, ids);
  const outcome: Outcome = { affected: [], failed: [...failed] };
  // One after another: an agent that does not answer holds those behind it.
  for (const agent of agents) {
    const failure = await commandOne(context, node, agent, commandOf(context, body));
    if (failure === undefined) outcome.affected.push(agent.id);
    else outcome.failed.push(failure);
  }
  return outcome;
}

/** The work of each node: its own agents; the own node also answers for ids that nobody knows. */
function partsOf(context: ManagerContext, ids: readonly string[]): Part[] {
  const parts = new Map<ManagerNode, string[]>();
  for (const id of ids) {
    const node = context.nodes.of(context.fleet.find(id));
    parts.set(node, [...(parts.get(node) ?? []), id]);
  }
  return Array.from(parts, ([node, own]) => ({ node, ids: own }));
}

/** @throws Problem of the first node that has one; all nodes have done their part by then, or will. */
function merge(
  context: ManagerContext,
  parts: readonly Part[],
  results: ReadonlyArray<PromiseSettledResult<Outcome>>
): Outcome {
  const merged: Outcome = { affected: [], failed: [] };
  results.forEach((result, index) => {
    if (result.status === 'fulfilled') {
      merged.affected.push(...result.value.affected);
      merged.failed.push(...result.value.failed);
      return;
    }
    const node = parts[index]?.node;
    const isGone = node !== undefined && context.nodes.isGone(node) && isUnknownNode(result.reason);
    // Among others, a node that is gone is one failure under its own name, and its agents are nowhere.
    if (!isGone || parts.length === 1) throw result.reason;
    merged.failed.push({ id: node.name, error: context.coded(3022) });
  });
  return merged;
}

function isUnknownNode(reason: unknown): boolean {
  return reason instanceof Problem && reason.body.error === 3022;
}

async function command(call: Call, context: ManagerContext): Promise<object> {
  const { body } = call;
  const named = agentsList(call.query);
  checkActiveResponse(body);
  if (call.contentType === undefined) {
    throw problem(406, 'The body type is not the one specified in the content-type', {
      error: 6002,
    });
  }
  checkFields(body);

  const asked = named ?? context.fleet.list().map(({ id }) => id);
  const ids = asked.filter(mayOn(call, context, action));
  const denied = (named ?? []).filter((id) => !ids.includes(id));
  if (named !== undefined && ids.length === 0) throw forbidden(context, 'agent:id');

  const parts = partsOf(
    context,
    named === undefined ? ids.filter((id) => isKnown(context, id)) : ids
  );
  const results = await Promise.allSettled(
    parts.map((part) =>
      context.nodes.run(part.node, call.patience, () => commandPart(context, part, body))
    )
  );
  const { affected, failed } = merge(context, parts, results);
  const refused = denied.map((id) => ({
    id,
    error: context.coded(4000, ': Resource type: agent:id'),
  }));
  return listing(affected.sort(), [...failed, ...refused], words);
}

export const activeResponseRoutes: readonly Route[] = [
  {
    method: 'PUT',
    path: '/active-response',
    parameters: ['agents_list'],
    body: 'active_response',
    run: command,
  },
];
