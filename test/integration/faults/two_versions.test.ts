import type { ActionDocument } from '../../../common/action/action';
import type { ActionPreview } from '../../../common/action/preview';
import { MINUTE } from '../../../common/base/time';
import { PluginClient } from '../lab/plugin_client';
import { until } from '../lab/until';
import { describeOnOpenSearch, sharedOpenSearch, startTimeLimit } from '../store/stores';
import { CommonClock } from './common_clock';
import type { Dashboard } from './dashboard';
import { FaultWorld, HOST_ID } from './fault_world';
import { readLedger } from './ledger_snapshot';
import { NewerPlugin, NEWER_SCHEMA } from './newer_plugin';

jest.setTimeout(startTimeLimit);

describeOnOpenSearch('a dashboard that runs beside one of a newer version', () => {
  let world: FaultWorld;
  let clock: CommonClock;
  let newerPlugin: NewerPlugin;
  let olderDashboard: Dashboard;
  let older: PluginClient;
  let newer: PluginClient;
  /** Preview that a page of the older one got before the ledger was upgraded. */
  let previewedBefore: ActionPreview;
  let agents: Record<'isolated' | 'silent' | 'onlyNewer' | 'both', string>;

  const sentTo = (agent: string) => world.reached().filter(({ agentId }) => agentId === agent);
  const isShown = (client: PluginClient, agent: string, status: string) =>
    until(
      () => client.endpoint(HOST_ID, agent),
      ({ state }) => state.status === status
    );
  async function actionsOf(agent: string): Promise<ActionDocument[]> {
    const { actions } = await readLedger(world.client, world.ledgerPrefix);
    return actions.filter((action) => action.agent.id === agent);
  }
  const versionsOf = async (agent: string) =>
    (await actionsOf(agent)).map(({ schema_version }) => Number(schema_version));

  beforeAll(async () => {
    const { url } = await sharedOpenSearch();
    world = await FaultWorld.start({ storeUrl: url, fleetSize: 80 });
    clock = new CommonClock();
    newerPlugin = NewerPlugin.copy();
    const [isolated = '', silent = '', onlyNewer = '', both = ''] = world.endpoints(4);
    agents = { isolated, silent, onlyNewer, both };

    olderDashboard = await world.dashboard({ clock: clock.file });
    older = new PluginClient(olderDashboard.url);
    await older.start('isolate', HOST_ID, isolated);
    await isShown(older, isolated, 'isolated');
    previewedBefore = await older.preview('isolate', HOST_ID, both);
    world.loseAnswersOf([silent]);
    await older.start('isolate', HOST_ID, silent);

    const dashboard = await world.dashboard({
      clock: clock.file,
      pluginDirectory: newerPlugin.directory,
    });
    newer = new PluginClient(dashboard.url);
    await newer.start('release', HOST_ID, isolated);
    await isShown(newer, isolated, 'not_isolated');
    // What was checked by then is checked again, and every wait for a report is over.
    clock.putForward(2 * MINUTE);
  }, startTimeLimit);
  afterAll(async () => {
    await world?.stop();
    clock?.remove();
    newerPlugin?.remove();
  });

  it('says on its page that a newer version is running, which that one does not', async () => {
    expect((await older.context(HOST_ID)).warnings).toContain('ledger_newer');
    expect((await newer.context(HOST_ID)).warnings).not.toContain('ledger_newer');
  });

  it('shows no state as certain that the newer one has written since', async () => {
    expect((await older.endpoint(HOST_ID, agents.isolated)).state.status).toBe('unknown');
    const { endpoints } = await older.endpoints(HOST_ID, { search: agents.isolated });
    const shown = endpoints.find(({ agent_id }) => agent_id === agents.isolated);
    expect(shown?.state.status).toBe('unknown');
  });

  it('isolates nothing and says why, while the newer one does', async () => {
    await expect(older.preview('isolate', HOST_ID, agents.onlyNewer)).rejects.toMatchObject({
      status: 503,
      code: 'indexer_newer_schema',
    });
    expect(sentTo(agents.onlyNewer)).toEqual([]);
    await newer.start('isolate', HOST_ID, agents.onlyNewer);
    await isShown(newer, agents.onlyNewer, 'isolated');
    expect(sentTo(agents.onlyNewer)).toHaveLength(1);
  });

  it('sends nothing twice where both are asked at once', async () => {
    const ofNewer = await newer.preview('isolate', HOST_ID, agents.both);
    const ended = await Promise.allSettled([
      older.startPreviewed(previewedBefore),
      newer.startPreviewed(ofNewer),
    ]);
    expect(ended.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
    expect(sentTo(agents.both)).toHaveLength(1);
    expect(await versionsOf(agents.both)).toEqual([NEWER_SCHEMA]);
  });

  it('ends nothing that was on its way: the newer one does, with the same end', async () => {
    const [action] = await until(
      () => actionsOf(agents.silent),
      ([first]) => first?.status === 'unanswered'
    );
    expect(Number(action?.schema_version)).toBe(NEWER_SCHEMA);
    expect(sentTo(agents.silent)).toHaveLength(1);
  });

  it('has written nothing since: every document is of the newer version, or of before', async () => {
    const before = await world.client.search({
      index: `${world.ledgerPrefix}-*`,
      body: {
        size: 0,
        query: {
          bool: {
            must_not: { term: { schema_version: NEWER_SCHEMA } },
            filter: { range: { updated_at: { gte: clock.now() - MINUTE } } },
          },
        },
      },
    });
    expect(before.body.hits.total.value).toBe(0);
  });
});
