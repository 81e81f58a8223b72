import type { ActionPreview } from '../../../common/action/preview';
import type { EndpointsView } from '../../../common/api/endpoint_view';
import { ENDPOINTS_PATH, PREVIEW_PATH } from '../../../common/api/paths';
import { HOST_ID } from '../access/access_lab';
import type { SecuredLab } from '../access/secured_lab';
import { startSecuredLab } from '../access/secured_lab';
import { healthyEndpoints } from '../lab/healthy_endpoints';
import { until } from '../lab/until';
import { describeOnOpenSearch, startTimeLimit } from '../store/stores';
import { Revoker } from './revoker';

jest.setTimeout(120_000);

/** Limit of the real manager, of which a tenth is one person's. */
const LIMIT = 300;
const PREVIEWS = 40;

describeOnOpenSearch('a person who opens forms while somebody revokes tokens', () => {
  let lab: SecuredLab;
  let agents: string[];
  beforeAll(async () => {
    lab = await startSecuredLab({ requestsPerMinute: LIMIT });
    const list = await lab.as('admin').get<EndpointsView>(ENDPOINTS_PATH, { host: HOST_ID });
    const listed = list.body.endpoints.map(({ agent_id: id }) => id);
    agents = healthyEndpoints(lab.simulation).filter((id) => listed.includes(id));
    expect(agents.length).toBeGreaterThan(1);
  }, startTimeLimit);
  afterAll(() => lab.stop());

  it('asks the manager nothing where all is kept, however often, and is never told to wait', async () => {
    const [agent = '', next = ''] = agents;
    await lab.as('admin').preview('isolate', [agent]);
    const revoker = new Revoker(lab, 200);
    try {
      await until(
        async () => revoker.done,
        (done) => done >= 3
      );
      // Their token is known to be refused from here on.
      expect((await lab.as('admin').preview('isolate', [next])).status).toBe(200);
      const statuses: number[] = [];
      for (let i = 0; i < PREVIEWS; i += 1) {
        statuses.push((await lab.as('admin').preview('isolate', [agent])).status);
      }
      expect(statuses).toEqual(Array.from({ length: PREVIEWS }, () => 200));
    } finally {
      await revoker.stop();
    }
  });

  it('goes on with endpoints as they were listed where the budget is spent, and is told that nobody asked them', async () => {
    const previews = [];
    for (let i = 0; i < PREVIEWS; i += 1) {
      const agent = agents[i % agents.length] ?? '';
      previews.push(
        await lab.as('admin').post<ActionPreview>(PREVIEW_PATH, {
          host: HOST_ID,
          verb: 'isolate',
          agents: [agent],
          choice: {},
          ask_again: true,
        })
      );
    }
    expect(previews.map(({ status }) => status)).toEqual(previews.map(() => 200));
    const last = previews[previews.length - 1]?.body.endpoints[0]?.lifeline;
    expect(last?.kept_because ?? last?.not_read).toContain("share of the manager's requests");
  });
});
