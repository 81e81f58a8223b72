import { request } from 'node:https';
import type { EndpointsView } from '../../../common/api/endpoint_view';
import type { ReadinessView } from '../../../common/api/readiness_view';
import { ENDPOINTS_PATH, READINESS_PATH } from '../../../common/api/paths';
import { API_USER } from '../../../lab/api_user';
import { HOST_ID } from '../access/access_lab';
import type { SecuredLab } from '../access/secured_lab';
import { startSecuredLab } from '../access/secured_lab';
import { until } from '../lab/until';
import { describeOnOpenSearch, startTimeLimit } from '../store/stores';
import { isolateAs, visibleAgents } from './visible_agents';

jest.setTimeout(120_000);

/** Failed logins by which a manager blocks an address, for everybody behind it. */
const BLOCKS = 50;

/** @returns the status of a login from the dashboard's own address */
function login(url: string, auth: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const options = { method: 'POST', auth, rejectUnauthorized: false };
    request(`${url}/security/user/authenticate`, options, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    })
      .on('error', reject)
      .end();
  });
}

describeOnOpenSearch('somebody who fails fifty logins from the address of the dashboard', () => {
  let lab: SecuredLab;
  beforeAll(async () => {
    lab = await startSecuredLab({ way: 'direct' });
  }, startTimeLimit);
  afterAll(() => lab.stop());

  it('stops nobody who is logged in, and is found by everybody else, who don’t make it worse', async () => {
    const [agent = ''] = visibleAgents(lab);
    const { url } = lab.simulation.manager;
    expect((await lab.as('admin').preview('isolate', [agent])).status).toBe(200);
    for (let i = 0; i < BLOCKS; i++) expect(await login(url, `wazuh:wrong-${i}`)).toBe(401);
    expect(await login(url, `${API_USER.username}:${API_USER.password}`)).toBe(403);
    // A token goes on being taken.
    expect(await isolateAs(lab, 'admin', agent)).toBe(200);
    await until(
      () => lab.as('admin').endpoint(agent),
      ({ state }) => state.status === 'isolated'
    );
    const logins = () =>
      lab.simulation.manager.asked().filter((path) => path.includes('/authenticate')).length;
    const before = logins();
    const asked = await Promise.all(
      Array.from({ length: 40 }, () =>
        lab.as('analyst').get<EndpointsView>(ENDPOINTS_PATH, { host: HOST_ID })
      )
    );
    for (const { status, text } of asked) {
      expect([status, status === 403]).toEqual([status, false]);
      expect(text).not.toContain(API_USER.password);
    }
    expect(logins() - before).toBeLessThan(5);
    const { body } = await lab.as('admin').get<ReadinessView>(READINESS_PATH, { host: HOST_ID });
    expect(body.checks.map(({ code }) => code)).toContain('logins_paused');
  });
});
