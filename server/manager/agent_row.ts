import type { AgentRow, AgentStatus } from '../../common/manager/agent';
import { AGENT_STATUSES } from '../../common/manager/agent';
import { parseAgentId } from '../../common/manager/endpoint';
import { parseTime } from '../../common/base/time';
import { asArray, asInteger, field } from '../../common/base/json_reading';
import { affectedItems, readText } from './manager_answers';

export interface AgentPage {
  readonly rows: readonly AgentRow[];
  /** Number of matches among those this user can see, 000 not counted. */
  readonly total: number;
}

/** @returns undefined where the answer is not a list of agents. Rows without a usable id are left out, 000 among them. */
export function readAgentPage(body: unknown): AgentPage | undefined {
  const items = affectedItems(body);
  const total = asInteger(field(field(body, 'data'), 'total_affected_items'));
  if (!items || total === undefined) return undefined;
  const rows: AgentRow[] = [];
  for (const item of items) {
    const row = readAgentRow(item);
    if (row) rows.push(row);
  }
  return { rows, total: Math.max(total, rows.length) };
}

/** Most of a row is what the endpoint once said of itself: any text may be in it. */
function readAgentRow(item: unknown): AgentRow | undefined {
  const id = parseAgentId(field(item, 'id'));
  if (!id) return undefined;
  const os = field(item, 'os');
  return {
    id,
    name: readText(field(item, 'name')) ?? '',
    ip: readText(field(item, 'ip')) ?? '',
    status: readStatus(field(item, 'status')),
    os_platform: readText(field(os, 'platform')),
    os_name: joined(readText(field(os, 'name')), readText(field(os, 'version'))),
    version: readText(field(item, 'version')),
    groups: readGroups(field(item, 'group')),
    node: readText(field(item, 'node_name')),
    last_keep_alive: parseTime(field(item, 'lastKeepAlive')),
    date_add: parseTime(field(item, 'dateAdd')),
  };
}

/** An agent whose status is none that we know is not commanded: as good as away. */
function readStatus(value: unknown): AgentStatus {
  return AGENT_STATUSES.find((status) => status === value) ?? 'disconnected';
}

function joined(name: string | undefined, version: string | undefined): string | undefined {
  return name && version ? `${name} ${version}` : name;
}

function readGroups(value: unknown): string[] {
  const groups: string[] = [];
  for (const group of asArray(value) ?? []) {
    const name = readText(group);
    if (name) groups.push(name);
  }
  return groups;
}
