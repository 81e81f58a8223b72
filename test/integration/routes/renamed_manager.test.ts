import type { HistoryView } from '../../../common/api/history_view';
import type { ReadinessView } from '../../../common/api/readiness_view';
import { ACTIONS_PATH, READINESS_PATH } from '../../../common/api/paths';
import type { LabOptions } from '../../../lab/lab';
import { until } from '../lab/until';
import { clientOf, describeOnOpenSearch, sharedOpenSearch, startTimeLimit } from '../store/stores';
import { isolated } from './actions_in_tests';
import type { RoutesLab } from './routes_lab';
import { startRoutesLab } from './routes_lab';

jest.setTimeout(600_000);

const FLEET_AT = Date.UTC(2026, 10, 1);

describeOnOpenSearch('a manager whose cluster is switched on, or that is renamed', () => {
  let alone: RoutesLab;
  let agent: string;
  const open: RoutesLab[] = [];

  /** The same dashboard and ledger, before a manager of another name. */
  const restarted = async (given: Partial<LabOptions>): Promise<RoutesLab> => {
    await askedLongAgo();
    const lab = await startRoutesLab({
      fleetAt: FLEET_AT,
      alertsPrefix: alone.alertsPrefix,
      ...given,
      configuration: {
        alerts_pattern: `${alone.alertsPrefix}*`,
        ledger_index_prefix: alone.ledger.prefix,
        ...given.configuration,
      },
    });
    open.push(lab);
    return lab;
  };
  /** Ages what a manager said of itself, so that it is asked again. */
  const askedLongAgo = async () => {
    const index = `${alone.ledger.prefix}-endpoints`;
    const client = clientOf(await sharedOpenSearch());
    await client.updateByQuery({
      index,
      refresh: true,
      ignore_unavailable: true,
      // A dashboard may write it meanwhile.
      conflicts: 'proceed',
      body: {
        query: { term: { kind: 'manager' } },
        script: { source: 'ctx._source.identity.seen_at = 1' },
      },
    });
    await client.close();
  };
  /** Waits until the present name is known, and what was found a little later was taken over as well. */
  const shownUnderFormerName = (lab: RoutesLab) =>
    until(
      () => lab.as('analyst').endpoint(agent),
      ({ state, actions }) =>
        state.status === 'isolated' && actions[0]?.former_manager !== undefined,
      // A new name is noticed within five minutes.
      330_000
    );
  const formerNameOn = async (lab: RoutesLab) => {
    const { body } = await lab.as('analyst').get<ReadinessView>(READINESS_PATH, { host: 'lab' });
    return body.checks.find(({ check }) => check === 'former_name');
  };

  beforeAll(async () => {
    alone = await startRoutesLab({ fleetAt: FLEET_AT });
    agent = alone.endpoint();
    await isolated(alone, agent);
    await alone.stop();
  }, startTimeLimit);
  afterEach(async () => {
    for (const lab of open.splice(0)) await lab.stop();
  });

  it('keeps the state and the history of each endpoint that it lists as it was', async () => {
    const lab = await restarted({ hostname: 'wazuh-renamed' });
    const shown = await shownUnderFormerName(lab);
    expect(shown.proven_by).toMatchObject({ action: { verb: 'isolate', user: 'analyst' } });
    expect(shown.actions).toMatchObject([{ former_manager: 'wazuh-server', status: 'succeeded' }]);
    const { body } = await lab.as('analyst').get<HistoryView>(ACTIONS_PATH, { host: 'lab', agent });
    expect(body.entries).toMatchObject([
      { former_manager: 'wazuh-server', kind: 'action', status: 'succeeded' },
    ]);
    await until(
      () => formerNameOn(lab),
      (found) => found?.code === 'former_name_none',
      60_000
    );
    // It can be acted on as ever, and counts from one again.
    const again = await lab.as('analyst').start('isolate', [agent]);
    expect(JSON.stringify(again.body)).toContain('already_isolated');
  });

  it('keeps them where the projections are deleted before the next name took anything over', async () => {
    const lab = await restarted({ cluster: 'on' });
    // Shown under the name of before still: only that takeover tells that there was one.
    await shownUnderFormerName(lab);
    await lab.client.indices.delete({ index: `${alone.ledger.prefix}-endpoints` });
    for (const one of open.splice(0)) await one.stop();
    const later = await restarted({ cluster: 'on' });
    const shown = await shownUnderFormerName(later);
    expect(shown.actions).toMatchObject([{ former_manager: 'wazuh-server' }]);
  });

  it('keeps them where the projections are deleted after that', async () => {
    const lab = await restarted({ cluster: 'on' });
    await until(
      () => formerNameOn(lab),
      (found) => found?.code === 'former_name_none',
      60_000
    );
    await lab.client.indices.delete({ index: `${alone.ledger.prefix}-endpoints` });
    for (const one of open.splice(0)) await one.stop();
    const later = await restarted({ cluster: 'on' });
    const shown = await shownUnderFormerName(later);
    expect(shown.actions).toMatchObject([{ former_manager: 'wazuh-server' }]);
  });

  it('takes over nothing of another manager whose endpoints have the same IDs and names', async () => {
    const lab = await restarted({ hostname: 'wazuh-elsewhere', fleetAt: FLEET_AT - 86_400_000 });
    await until(
      () => formerNameOn(lab),
      (found) => found?.code === 'former_name_differs',
      60_000
    );
    expect((await formerNameOn(lab))?.sentence).toContain('Under a former name of this manager');
    expect((await lab.as('analyst').endpoint(agent)).state.status).toBe('no_record');
    // What was recorded stays readable, and says where.
    const { body } = await lab.as('analyst').get<HistoryView>(ACTIONS_PATH, { host: 'lab' });
    expect(body.entries.map(({ former_manager: name }) => name)).toContain('wazuh-server');
  });
});
