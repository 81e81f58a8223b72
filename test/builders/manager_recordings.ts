import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ManagerAnswer } from './manager_client';

/** A request to the real API and its answer; tokens and passwords are left out (`Bearer …`, `Basic …`). */
export interface Recording {
  readonly name: string;
  /** Owner of the token; `null` is the administrator, or nobody if there is no header. */
  readonly as_user: string | null;
  readonly request: {
    readonly method: string;
    readonly path: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: unknown;
  };
  readonly response: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: unknown;
  };
}

export const recordedSets = [
  { set: 'recorded', version: '4.12.0', cluster: 'alone' },
  { set: 'recorded-4.12-more', version: '4.12.0', cluster: 'alone' },
  { set: 'recorded-4.14', version: '4.14.7', cluster: 'alone' },
  { set: 'recorded-cluster', version: '4.12.0', cluster: 'cluster' },
  { set: 'recorded-cluster-4.14', version: '4.14.7', cluster: 'cluster' },
] as const;
export type RecordedSet = (typeof recordedSets)[number]['set'];

const folder = join(__dirname, '../recorded/manager');

export function recordingsOf(set: RecordedSet): Recording[] {
  return readdirSync(join(folder, set)).map((file) =>
    JSON.parse(readFileSync(join(folder, set, file), 'utf8'))
  );
}

/** Routes of the real API that nothing here ever asks. */
const unserved =
  /^\/(groups|rules|manager|agents\/stats|security\/(actions|policies|users$)|cluster\/(?!status|local\/info|nodes))/;

/** Says how a recording can be replayed: as it is, only around an agent that hangs, or not at all. */
export function kindOf({ name, request }: Recording): 'plain' | 'slow' | 'shortened' | 'unserved' {
  if (/…\(\d+ (bytes|chars)\)/.test(JSON.stringify(request))) return 'shortened';
  if (unserved.test(request.path)) return 'unserved';
  return /^slow_(?!after|agent_on_worker_after)/.test(name) ? 'slow' : 'plain';
}

function comparable(
  status: number,
  headers: Readonly<Record<string, unknown>>,
  body: unknown
): object {
  const fixed = JSON.stringify(body)
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+(Z|\+00:00)/g, '<time>')
    .replace(/eyJ[\w-]+\.[\w-]+\.[\w-]+/g, '<token>')
    // In the first set of recordings alone the host's name is not that of agent 000.
    .replace('"hostname":"vm"', '"hostname":"wazuh-server"');
  const { 'content-type': type, deprecated, location } = headers;
  const path = String(location).replace(/:\d+/, '');
  return { status, type, deprecated, path, body: JSON.parse(fixed) };
}

/** All of an answer but times, tokens and the port: what has to be the same, word for word. */
export function comparableAnswer({ status, headers, text }: ManagerAnswer): object {
  const isJson = /json/.test(headers['content-type'] ?? '');
  return comparable(status, headers, isJson ? JSON.parse(text) : text);
}

export function comparableRecording({ response }: Recording): object {
  return comparable(response.status, response.headers, response.body);
}

/** Commands by agent. */
export type Commands = Readonly<Record<string, number>>;

interface SlowCalls {
  readonly commands_sent_when_the_call_answered: Commands;
  readonly commands_sent_after_the_next_request: Commands;
  readonly commands_sent_when_free_again: Commands;
}

interface ReachedAlone {
  readonly slow_agent: Readonly<Record<'first' | 'middle' | 'last', SlowCalls>> & {
    readonly concurrent: {
      readonly sent_when_answered: Commands;
      readonly sent_70s_later: Commands;
    };
  };
  readonly many: Readonly<Record<string, { agents_reached: number; missing: readonly string[] }>>;
  readonly rate: { readonly first_429_at_request: number };
  readonly half_of_fleet?: Readonly<Record<string, string | readonly string[]>>;
}

/** Agents reached by each call, by node: master, worker. */
interface ReachedInCluster {
  readonly when_answered?: readonly Commands[];
  readonly after_these?: readonly Commands[];
  readonly '60s_later'?: readonly Commands[];
  readonly '70s_later'?: readonly Commands[];
  readonly reached_by_master_node?: Commands;
  readonly reached_by_worker_01?: Commands;
}

const reached = JSON.parse(readFileSync(join(folder, 'reached.json'), 'utf8'));

/** Agents the calls really reached with the cluster off. */
export function reachedAlone(version: '4.12.0' | '4.14.7'): ReachedAlone {
  return reached[version];
}

/** Agents a call really reached with the cluster on, by node; `undefined` if that wasn't counted. */
export function reachedInCluster(
  version: '4.12.0' | '4.14.7',
  name: string
): ReachedInCluster | undefined {
  return reached[`cluster ${version}`][name];
}
