import { request } from 'node:https';
import {
  ENDPOINTS_PATH,
  IDEMPOTENCY_KEY_HEADER,
  PROBES_PATH,
  READINESS_PATH,
} from '../../../common/api/paths';
import { API_USER } from '../../../lab/api_user';
import { healthyEndpoints } from '../lab/healthy_endpoints';
import { describeOnOpenSearch, startTimeLimit } from '../store/stores';
import { HOST_ID } from './access_lab';
import { newKey } from './api_client';
import { startSecuredLab } from './secured_lab';

jest.setTimeout(120_000);

describeOnOpenSearch('a manager that refuses the password of its API user', () => {
  it(
    'is not asked to log in over and over, whoever asks how often: it would block the dashboard',
    async () => {
      const lab = await startSecuredLab({
        way: 'direct',
        apiUser: { password: 'marker-wrong-password' },
      });
      try {
        const asks = Array.from({ length: 150 }, (_, index) => {
          const user = index % 2 === 0 ? 'admin' : 'analyst';
          return lab.as(user).get(ENDPOINTS_PATH, { host: HOST_ID });
        });
        const statuses = new Set((await Promise.all(asks)).map(({ status }) => status));
        for (const status of statuses) expect(status).toBeGreaterThanOrEqual(400);
        const readiness = await lab.as('admin').get(READINESS_PATH, { host: HOST_ID });
        expect(readiness.text).not.toContain('marker-wrong-password');
        // 50 failures would have blocked this address; a right password is still taken.
        const { url } = lab.simulation.manager;
        expect(await statusOfLogin(url, API_USER.password)).toBe(200);
      } finally {
        await lab.stop();
      }
    },
    startTimeLimit
  );
});

const WAYS = ['direct', 'wazuhCore'] as const;

/** Further causes besides every token being refused: nothing, a wrong password, or a blocked address. */
const STORMS = [undefined, 'credentials_refused', 'logins_blocked'] as const;

/** Number of failed logins after which a manager blocks the address for five minutes, for everyone. */
const BLOCKED_AFTER = 50;

/** Two people, and the dashboard itself. */
const OWNERS = 3;

describeOnOpenSearch('a storm of requests while the manager refuses', () => {
  it.each(WAYS.flatMap((way) => STORMS.map((fault) => ({ way, fault }))))(
    'is no storm of logins (tokens refused, and $fault, $way)',
    async ({ way, fault }) => {
      const lab = await startSecuredLab({ way });
      try {
        const [agent = ''] = healthyEndpoints(lab.simulation);
        await lab.as('admin').endpoint(agent);
        const { faults } = lab.simulation.manager;
        // The manager looks at this fault once for each login.
        const looks = jest.spyOn(faults, 'has');
        const logins = () => looks.mock.calls.filter(([name]) => name === 'logins_blocked').length;
        faults.start('tokens_refused');
        if (fault) faults.start(fault);
        const begunAt = Date.now();
        const asks = Array.from({ length: 60 }, (_, index) => {
          const client = lab.as(index % 2 === 0 ? 'admin' : 'analyst');
          const key = { [IDEMPOTENCY_KEY_HEADER]: newKey() };
          return [
            client.get(ENDPOINTS_PATH, { host: HOST_ID }),
            client.preview('isolate', [agent]),
            client.post(PROBES_PATH, { host: HOST_ID, agents: [agent] }, key),
          ];
        }).flat();
        const answers = await Promise.all(asks);
        for (const [index, { status, text }] of answers.entries()) {
          expect(text).not.toContain(API_USER.password);
          // A list and a preview go on with what was read a moment ago; a test of readiness has to be sent.
          if (index % 3 === 2) expect(status).toBeGreaterThanOrEqual(400);
        }
        // A login that succeeds counts for no block: of each owner there are a dozen in 5 s at most.
        const rounds = 1 + Math.ceil((Date.now() - begunAt) / 5_000);
        const most = fault ? BLOCKED_AFTER / 2 : OWNERS * 12 * rounds;
        expect(logins()).toBeLessThan(most);
        expect(lab.simulation.manager.commandsReached()).toEqual([]);
      } finally {
        jest.restoreAllMocks();
        await lab.stop();
      }
    },
    startTimeLimit
  );
});

function statusOfLogin(url: string, password: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const auth = `${API_USER.username}:${password}`;
    const options = { method: 'POST', auth, rejectUnauthorized: false };
    request(`${url}/security/user/authenticate`, options, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    })
      .on('error', reject)
      .end();
  });
}
