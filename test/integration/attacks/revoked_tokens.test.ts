import type { ReadinessView } from '../../../common/api/readiness_view';
import { READINESS_PATH } from '../../../common/api/paths';
import { HOST_ID } from '../access/access_lab';
import type { SecuredLab } from '../access/secured_lab';
import { SECRET_GROUP, startSecuredLab } from '../access/secured_lab';
import { healthyEndpoints } from '../lab/healthy_endpoints';
import { until } from '../lab/until';
import { describeOnOpenSearch, startTimeLimit } from '../store/stores';
import { Revoker } from './revoker';

jest.setTimeout(120_000);

const ENDS: readonly string[] = ['succeeded', 'rejected'];

describeOnOpenSearch('whoever revokes the tokens of the manager', () => {
  describe.each(['on', 'off'] as const)('with run_as %s', (runAs) => {
    let lab: SecuredLab;
    beforeAll(async () => {
      lab = await startSecuredLab({
        runAs,
        ...(runAs === 'off'
          ? { configuration: { roles: { isolate: ['all_access'], release: ['all_access'] } } }
          : {}),
      });
    }, startTimeLimit);
    afterAll(() => lab.stop());

    /** Isolates as an analyst does who tries again, at most twice: a token can be gone before it is used, however fast. */
    async function isolated(agent: string): Promise<string> {
      for (let repeats = 0; ; repeats += 1) {
        const preview = await lab.as('admin').preview('isolate', [agent]);
        if (preview.status !== 200) {
          if (repeats === 2) return preview.text;
          continue;
        }
        const acknowledgements = preview.body.endpoints.flatMap(
          ({ lifeline }) => lifeline?.needs ?? []
        );
        const started = await lab.as('admin').startAs(preview.body, { acknowledgements });
        if (started.status === 200) {
          const { actions } = await until(
            () => lab.as('admin').endpoint(agent),
            ({ actions: [newest] = [] }) => newest !== undefined && ENDS.includes(newest.status)
          );
          const status = actions[0]?.status ?? '';
          if (status !== 'rejected' || repeats === 2) return status;
        } else if (repeats === 2) return started.text;
      }
    }

    it.each([1000, 200])(
      'every %d ms holds up no isolation, and pauses no login',
      async (everyMs) => {
        const agents = healthyEndpoints(lab.simulation)
          .filter((id) => {
            const { groups = [] } = lab.simulation.manager.fleet.find(id) ?? {};
            return !groups.includes(SECRET_GROUP);
          })
          .slice(0, 4);
        expect(agents).toHaveLength(4);
        await lab.as('admin').endpoint(agents[0] ?? '');
        const revoker = new Revoker(lab, everyMs);
        await until(
          async () => revoker.done,
          (done) => done >= 3
        );
        try {
          for (const agent of agents) expect(await isolated(agent)).toBe('succeeded');
          const { body } = await lab
            .as('admin')
            .get<ReadinessView>(READINESS_PATH, { host: HOST_ID });
          const codes = body.checks.map(({ code }) => code);
          expect(codes).not.toContain('logins_paused');
          // Revoking goes on all the while, however fast the machine is.
          await until(
            async () => revoker.done,
            (done) => done > 5
          );
        } finally {
          await revoker.stop();
        }
        const sent = lab.simulation.manager.commandsReached().map(({ agentId }) => agentId);
        agents.forEach((agent) => expect(sent.filter((one) => one === agent)).toHaveLength(1));
      }
    );
  });
});
