import { Agent } from 'node:https';
import axios from 'axios';
import type { SimulatedManager } from '../manager/manager';

/** A command as typed into Dev Tools. */
export interface CommandByHand {
  readonly agentId: string;
  readonly action: string;
  readonly user: string;
  readonly addresses: readonly string[];
}

/** Milliseconds; the manager itself gives up after 10 s. */
const patience = 20_000;

/**
 * Sends a command to the manager's API past the plugin, as its user `wazuh`: with no reference of the plugin's.
 *
 * @returns the answer as Dev Tools shows it, or why there is none
 */
export async function commandByHand(
  { url, ca }: SimulatedManager,
  { agentId, action, user, addresses }: CommandByHand
): Promise<string> {
  const api = axios.create({
    baseURL: url,
    httpsAgent: new Agent({ ca }),
    timeout: patience,
    validateStatus: () => true,
  });
  try {
    const login = await api.post('/security/user/authenticate', undefined, {
      auth: { username: 'wazuh', password: 'wazuh' },
    });
    if (login.status !== 200) return answerText('The manager rejected the login', login);
    const answer = await api.put(
      '/active-response',
      {
        command: '!isolation.exe',
        arguments: addresses,
        alert: { data: { action, user, debug: false } },
      },
      {
        params: { agents_list: agentId },
        headers: { Authorization: `Bearer ${login.data.data.token}` },
      }
    );
    return answerText('The manager responded', answer);
  } catch (error) {
    if (axios.isAxiosError(error)) return `No response: ${error.message}`;
    throw error;
  }
}

function answerText(what: string, { status, data }: { status: number; data: unknown }): string {
  return `${what}: ${status} ${typeof data === 'string' ? data : JSON.stringify(data)}`;
}
