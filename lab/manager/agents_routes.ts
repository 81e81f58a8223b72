import type { Agent } from './agent';
import type { AgentRow } from './agent_row';
import { managerRow, rowOf } from './agent_row';
import {
  agentFields,
  parseQuery,
  QueryError,
  searchFor,
  selectFrom,
  sortedBy,
} from './agents_query';
import type { Call, ManagerContext, Route } from './context';
import { forbidden, mayOn } from './permissions';
import type { FailedItem } from './problem';
import { codedProblem, listing } from './problem';
import { agentsList, checkAgentId, listParameter, page } from './validation';

const words = {
  all: 'All selected agents information was returned',
  some: 'Some agents information was not returned',
  none: 'No agent information was returned',
};

/** Rows that the caller may read, 000 first, then by id. */
function readableRows(call: Call, context: ManagerContext): AgentRow[] {
  const { fleet, nodes, version, startedAt, clock } = context;
  const mayRead = mayOn(call, context, 'agent:read');
  const now = clock();
  const rows = fleet
    .list()
    .filter(({ id }) => mayRead(id))
    .map((agent) => rowOf(agent, nodes.of(agent), now));
  return mayRead('000') ? [managerRow(nodes.own, version.text, startedAt), ...rows] : rows;
}

/** Reads the database on the own node, as all such reads do. */
function fromDatabase<T>(call: Call, context: ManagerContext, read: () => T): Promise<T> {
  const { nodes } = context;
  return nodes.run(nodes.own, call.patience, () => {
    nodes.checkDatabase(nodes.own);
    return read();
  });
}

function badRequest(context: ManagerContext, code: number, detail: string): Error {
  return codedProblem(400, context.coded(code, detail), { name: context.nodes.own.name });
}

function selectedFields({ query }: Call, context: ManagerContext): readonly string[] {
  const is414 = context.version.behaviour === '4.14';
  const allowed = is414
    ? agentFields.filter((field) => field !== 'internal_key').sort()
    : agentFields;
  const fields = listParameter(query, 'select') ?? allowed;
  const unknown = fields.filter((field) => !allowed.includes(field));
  if (unknown.length > 0) {
    throw badRequest(
      context,
      1724,
      `: Allowed select fields: ${allowed.join(', ')}. Fields${is414 ? ':' : ''} ${unknown.join(
        ', '
      )}`
    );
  }
  return fields;
}

function conditionOf({ query }: Call, context: ManagerContext): (row: AgentRow) => boolean {
  try {
    const q = query.get('q');
    const search = query.get('search');
    const conditions = [q ? parseQuery(q) : [], search ? searchFor(search) : []].flat();
    return (row) => conditions.every((condition) => condition(row));
  } catch (error) {
    if (!(error instanceof QueryError)) throw error;
    throw error.kind === 'format'
      ? badRequest(context, 1407, '')
      : badRequest(context, 1408, `: ${error.field}`);
  }
}

function list(call: Call, context: ManagerContext): object {
  const ids = agentsList(call.query);
  const { limit, offset } = page(call.query);
  const fields = selectedFields(call, context);
  const order = listParameter(call.query, 'sort');
  const unsortable = order?.find((field) => !agentFields.includes(field.replace(/^[+-]/, '')));
  // A `+` that is not percent-encoded arrives as a space and is no field.
  if (unsortable !== undefined) throw badRequest(context, 1408, `: ${unsortable}`);
  const condition = conditionOf(call, context);

  const mayRead = mayOn(call, context, 'agent:read');
  const failed: FailedItem[] = [];
  ids?.forEach((id) => {
    if (!mayRead(id)) {
      failed.push({ id, error: context.coded(4000, ': Resource type: agent:id') });
    } else if (id !== '000' && context.fleet.find(id) === undefined) {
      failed.push({ id, error: context.coded(1701) });
    }
  });
  const rows = readableRows(call, context).filter(
    (row) => (ids === undefined || ids.includes(String(row.id))) && condition(row)
  );
  const found = order === undefined ? rows : sortedBy(rows, order);
  const affected = found.slice(offset, offset + limit).map((row) => selectFrom(row, fields));
  const body = listing(affected, failed, words);
  return { ...body, data: { ...Object(body).data, total_affected_items: found.length } };
}

const servedComponents = ['agent/client', 'com/active-response'];

function configurationOf(agent: Agent, context: ManagerContext, component: string): object {
  if (component === 'com/active-response') {
    const isDisabled =
      agent.activeResponse === 'disabled' ||
      context.faults.has('active_response_disabled', agent.id);
    return { 'active-response': { disabled: isDisabled ? 'yes' : 'no' } };
  }
  return {
    client: {
      'config-profile': 'windows, windows10',
      notify_time: 10,
      'time-reconnect': 60,
      force_reconnect_interval: 0,
      ip_update_interval: 0,
      auto_restart: 'yes',
      remote_conf: 'yes',
      crypto_method: 'aes',
      server: agent.servers.map(({ address, port, protocol }) => ({
        address,
        port,
        max_retries: 5,
        retry_interval: 10,
        protocol,
      })),
      enrollment: {
        enabled: 'yes',
        delay_after_enrollment: 20,
        port: 1515,
        ssl_cipher: 'HIGH:!ADH:!EXP:!MD5:!RC4:!3DES:!CAMELLIA:@STRENGTH',
        auto_method: 'no',
      },
    },
  };
}

async function configuration(call: Call, context: ManagerContext): Promise<object> {
  const { id = '', component = '', part = '' } = call.params;
  const { nodes, fleet, coded } = context;
  checkAgentId(id);
  if (!mayOn(call, context, 'agent:read')(id)) throw forbidden(context, 'agent:id');
  const agent = fleet.find(id);
  const node = nodes.of(agent);
  return nodes.run(node, call.patience, async () => {
    nodes.checkDatabase(node);
    const name = { name: node.name };
    if (id === '000') {
      const detail = `Please verify that the component '${component}' is properly configured`;
      throw codedProblem(400, coded(1121, detail), name);
    }
    if (agent === undefined) throw codedProblem(404, coded(1701), name);
    if (agent.status !== 'active') throw codedProblem(400, coded(1740), name);
    const error = await nodes.askAgent(agent, node, `${component}:${part}`);
    if (error !== undefined) {
      // The only one of these that is the manager's fault and not the agent's.
      throw error.code === 1013 ? nodes.problemOn(node, 1013) : codedProblem(400, error, name);
    }
    if (!servedComponents.includes(`${component}/${part}`)) {
      throw codedProblem(400, coded(1116, `: ${component}:${part}`), name);
    }
    return { data: configurationOf(agent, context, `${component}/${part}`), error: 0 };
  });
}

export const agentsRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/agents',
    parameters: ['q', 'select', 'search', 'sort', 'limit', 'offset', 'agents_list'],
    run: (call, context) => fromDatabase(call, context, () => list(call, context)),
  },
  {
    method: 'GET',
    path: '/agents/summary/status',
    run: (call, context) =>
      fromDatabase(call, context, () => {
        const rows = readableRows(call, context).filter(({ id }) => id !== '000');
        const count = (field: string, value: string): number =>
          rows.filter((row) => row[field] === value).length;
        const total = rows.length;
        return {
          data: {
            connection: {
              active: count('status', 'active'),
              disconnected: count('status', 'disconnected'),
              never_connected: count('status', 'never_connected'),
              pending: count('status', 'pending'),
              total,
            },
            configuration: {
              synced: count('group_config_status', 'synced'),
              not_synced: count('group_config_status', 'not synced'),
              total,
            },
          },
          error: 0,
        };
      }),
  },
  { method: 'GET', path: '/agents/:id/config/:component/:part', run: configuration },
];
