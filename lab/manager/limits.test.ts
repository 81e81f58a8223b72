import type { ManagerAnswer } from '../../test/builders/manager_client';
import { basic } from '../../test/builders/manager_client';
import type { Recording } from '../../test/builders/manager_recordings';
import {
  kindOf,
  reachedAlone,
  recordedSets,
  recordingsOf,
} from '../../test/builders/manager_recordings';
import { RecordedManager } from '../../test/builders/recorded_manager';

describe('the rate limit', () => {
  it('refuses the request that was the first refused on the real one, and frees a minute after the first', async () => {
    let now = 0;
    const clock = () => now;
    const recorded = await RecordedManager.start(
      { version: '4.12.0', cluster: 'alone' },
      { clock, requestsPerMinute: 300 }
    );
    const statuses: number[] = [];
    for (let request = 1; request <= 303; request += 1) {
      statuses.push((await recorded.client.send('GET', '/')).status);
      now += 100;
    }
    expect(statuses.indexOf(429) + 1).toBe(reachedAlone('4.12.0').rate.first_429_at_request);
    expect(statuses.slice(301)).toEqual([429, 429]);
    now = 60_000;
    expect((await recorded.client.send('GET', '/')).status).toBe(429);
    now = 60_001;
    expect((await recorded.client.send('GET', '/')).status).toBe(401);
    recorded.stop();
  });
});

const ids = (first: number, count: number): string =>
  Array.from({ length: count }, (_, index) => first + index).join(',');
const withAddresses = (count: number): string =>
  JSON.stringify({
    command: '!isolation.exe',
    arguments: Array(count).fill('192.168.1.1'),
    alert: { data: { action: 'noop', user: 'a' } },
  });
const deep = `{"command":"!isolation.exe","alert":{"data":${'{"a":'.repeat(2000)}1${'}'.repeat(
  2002
)}`;
const context = (bytes: number): string => {
  const roles: string[] = [];
  while (JSON.stringify({ user_name: 'admin', roles }).length < bytes - 12) {
    roles.push(`r${String(roles.length).padStart(6, '0')}`);
  }
  return JSON.stringify({ user_name: 'admin', roles });
};

/** The requests that are shortened in their recording, built again: query and body. */
const rebuilt: Record<string, { query?: string; body: string }> = {
  ar_args_6000: { body: withAddresses(430) },
  ar_args_60k: { body: withAddresses(4280) },
  ar_args_100k: { body: withAddresses(7180) },
  ar_args_300k: { body: withAddresses(21_430) },
  loop_args_60k: { body: withAddresses(4000) },
  loop_args_66k: { body: withAddresses(4400) },
  ar_body_11MB: { body: `{"command":"!isolation.exe","arguments":["${'a'.repeat(11_000_000)}"]}` },
  ar_deep_json: { body: deep },
  ar_list_1000_ids: { query: `agents_list=${ids(1000, 1000)}`, body: withAddresses(1) },
  ar_list_url_80k: { query: `agents_list=${ids(10_000, 13_000)}`, body: withAddresses(1) },
  runas_context_8k: { body: context(7733) },
  runas_big_context: { body: context(13_233) },
};

interface Core {
  readonly status: number;
  readonly type: unknown;
  readonly title: unknown;
  readonly error: unknown;
  readonly message: unknown;
  readonly affected: unknown;
  readonly failed: unknown;
}

function coreOf(status: number, type: unknown, body: unknown): Core {
  const { title, error, message, data } = Object(body);
  const { affected_items: affected, total_failed_items: failed } = Object(data);
  return { status, type, title, error, message, affected, failed };
}

describe.each(recordedSets.slice(0, 3))(
  'requests too long to be kept whole, $set',
  ({ set, version, cluster }) => {
    const shortened = recordingsOf(set).filter((each) => kindOf(each) === 'shortened');

    async function send(
      recorded: RecordedManager,
      { name, request }: Recording
    ): Promise<ManagerAnswer> {
      const again = rebuilt[name];
      if (again === undefined) throw new Error(`${name} is not built again`);
      const { query, body } = again;
      const [path = '', wholeQuery] = request.path.split('?');
      const authorization = name.startsWith('runas')
        ? basic('wazuh-wui', 'wazuh-wui')
        : `Bearer ${await recorded.client.logIn('wazuh', 'wazuh')}`;
      return recorded.client.send(
        request.method,
        query ?? wholeQuery ? `${path}?${query ?? wholeQuery}` : path,
        { 'Content-Type': 'application/json', Authorization: authorization },
        body
      );
    }

    it.each(shortened.map((each) => [each.name, each] as const))(
      'answers %s',
      async (name, recording) => {
        const recorded = await RecordedManager.start({ version, cluster });
        const { status, headers, text } = await send(recorded, recording);
        const reached = recorded.reached();
        recorded.stop();
        const isJson = /json/.test(headers['content-type'] ?? '');
        expect(coreOf(status, headers['content-type'], isJson ? JSON.parse(text) : text)).toEqual(
          coreOf(
            recording.response.status,
            recording.response.headers['content-type'],
            recording.response.body
          )
        );
        // Sent by the API, and over 65,408 bytes dropped by remoted without a word.
        const arrives = ['ar_args_6000', 'ar_args_60k', 'loop_args_60k'].includes(name);
        expect(reached).toEqual(arrives ? { '001': 1 } : {});
      }
    );
  }
);
