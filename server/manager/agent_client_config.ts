import { asArray, asInteger, field } from '../../common/base/json_reading';
import { readText } from './manager_answers';

/** A manager that the agent talks to. The address is the text configured there: IPv4, IPv6, a name, sometimes `name/ip`. */
export interface AgentServer {
  readonly address: string;
  readonly port?: number;
  readonly protocol?: string;
}

/** `GET /agents/{id}/config/agent/client`: what the endpoint says of itself, so a claim. */
export interface AgentClientConfig {
  readonly servers: readonly AgentServer[];
  /** Seconds between two keep-alives; undefined where unread. */
  readonly notifyTimeSeconds?: number;
}

/** A compromised endpoint answers as it likes: more servers than this are nobody's configuration. */
const MOST_SERVERS = 50;
const LONGEST_NOTIFY_TIME = 86400;

/** @returns undefined where the answer is not such a configuration. */
export function readAgentClientConfig(body: unknown): AgentClientConfig | undefined {
  const client = field(field(body, 'data'), 'client');
  const listed = asArray(field(client, 'server'));
  if (!listed) return undefined;
  const servers: AgentServer[] = [];
  for (const item of listed.slice(0, MOST_SERVERS)) {
    const address = readText(field(item, 'address'));
    if (address) {
      servers.push({
        address,
        port: asInteger(field(item, 'port')),
        protocol: readText(field(item, 'protocol')),
      });
    }
  }
  return { servers, notifyTimeSeconds: readNotifyTime(field(client, 'notify_time')) };
}

function readNotifyTime(value: unknown): number | undefined {
  const seconds = asInteger(value);
  return seconds !== undefined && seconds > 0 && seconds <= LONGEST_NOTIFY_TIME
    ? seconds
    : undefined;
}
