import { UNCERTAIN_CAN_RUN } from '../../../common/state/sending_order';
import { SECOND } from '../../../common/base/time';
import { isReallyIsolated } from '../../../lab/endpoints/endpoint_state';
import { Endings } from '../../../lab/endings';
import { PluginClient } from '../lab/plugin_client';
import { until } from '../lab/until';
import { describeOnOpenSearch, sharedOpenSearch, startTimeLimit } from '../store/stores';
import { CommonClock } from './common_clock';
import type { Dashboard, DashboardSetup } from './dashboard';
import { FaultWorld, HOST_ID } from './fault_world';
import { HeldWay } from './held_way';
import { readLedger } from './ledger_snapshot';

jest.setTimeout(startTimeLimit);

/** The write by which an action comes to be sent at once. */
const isCreation = (asked: string) => asked.includes('"create"') && asked.includes('"sending"');

describeOnOpenSearch('a server that stands still for a while', () => {
  let endings: Endings;
  let world: FaultWorld;
  let clock: CommonClock;
  let toStore: HeldWay;
  let toManager: HeldWay;

  beforeEach(async () => {
    endings = new Endings();
    const { url } = await sharedOpenSearch();
    world = await FaultWorld.start({ storeUrl: url, fleetSize: 80 });
    endings.add(() => world.stop());
    clock = new CommonClock();
    endings.add(() => clock.remove());
    toStore = await HeldWay.open(url, 'answer');
    endings.add(() => toStore.close());
    toManager = await HeldWay.open(world.simulation.manager.url, 'question');
    endings.add(() => toManager.close());
  });
  afterEach(() => endings.endAll());

  function dashboard(way: 'direct' | 'wazuhCore'): Promise<Dashboard> {
    const changes: Partial<DashboardSetup> = {
      opensearchUrl: `http://127.0.0.1:${toStore.port}`,
      clock: clock.file,
    };
    if (way === 'direct') return world.dashboard(changes);
    const host = {
      id: HOST_ID,
      url: 'https://127.0.0.1',
      port: toManager.port,
      username: 'wazuh-wui',
      password: 'wazuh-wui',
      run_as: false,
    };
    return world.dashboard({
      ...changes,
      configuration: { ...world.configuration, hosts: [] },
      wazuhCore: { hosts: [host], start: 'waits' },
    });
  }

  it.each(['direct', 'wazuhCore'] as const)(
    'before its check, past its deadline: it sends nothing when it wakes up (%s)',
    async (way) => {
      const [agent = ''] = world.endpoints(1);
      const server = await dashboard(way);
      const client = new PluginClient(server.url);
      const preview = await client.preview('isolate', HOST_ID, agent);
      const created = toStore.holdNext(isCreation);
      const answer = client.startAll(preview);
      await created;
      server.pause();
      toStore.letGo();
      clock.putForward(16 * SECOND);
      server.goOn();
      expect(await answer).toMatchObject({ started: [{ action: { status: 'rejected' } }] });
      const rest = await world.atRest([agent]);
      expect(rest.faults).toEqual([]);
      expect(world.reached()).toEqual([]);
      expect(rest.ledger.actions).toMatchObject([
        {
          timeline: [
            { status: 'recorded' },
            { status: 'sending' },
            { status: 'rejected', detail: { code: 'not_sent', cause: 'deadline_passed' } },
          ],
        },
      ]);
    }
  );

  it('behind its check: what it sends late is a new doubt, whatever was proven meanwhile', async () => {
    const [agent = ''] = world.endpoints(1);
    const sleeper = await dashboard('wazuhCore');
    const other = await world.dashboard({ clock: clock.file });
    const client = new PluginClient(other.url);
    const shown = (status: string) =>
      until(
        () => client.endpoint(HOST_ID, agent),
        ({ state }) => state.status === status
      );
    const does = async (verb: 'isolate' | 'release', comesTo: string) => {
      expect(await client.start(verb, HOST_ID, agent)).toMatchObject({
        action: { status: 'dispatched' },
      });
      await shown(comesTo);
    };
    const third = async () => {
      // An idle server looks every half minute; where somebody looks it does so at once.
      await client.endpoint(HOST_ID, agent);
      const { actions } = await readLedger(world.client, world.ledgerPrefix);
      return actions.find(({ n }) => n === 3);
    };
    await does('isolate', 'isolated');
    await does('release', 'not_isolated');

    const sleeping = new PluginClient(sleeper.url);
    const preview = await sleeping.preview('isolate', HOST_ID, agent);
    const created = toStore.holdNext(isCreation);
    const answer = sleeping.startAll(preview);
    await created;
    // The next to connect to the manager is the command; its check is behind it by then.
    const connected = toManager.holdNext(() => true);
    toStore.letGo();
    await connected;
    sleeper.pause();
    toManager.letGo();
    expect(world.reached()).toHaveLength(2);

    clock.putForward(UNCERTAIN_CAN_RUN + SECOND);
    await until(third, (action) => action !== undefined && action.status !== 'sending');
    await does('isolate', 'isolated');
    await does('release', 'not_isolated');
    expect(isReallyIsolated(world.simulation.endpoints.state(agent))).toBe(false);

    await world.settled();
    world.loseAnswersOf([agent]);
    sleeper.goOn();
    await until(async () => isReallyIsolated(world.simulation.endpoints.state(agent)), Boolean);
    await answer;
    const late = await until(third, (action) =>
      (action?.timeline ?? []).some(({ detail }) => detail?.code === 'sent_late')
    );
    expect(late?.timeline.map(({ status }) => status)).toEqual([
      'recorded',
      'sending',
      'uncertain',
      'unanswered',
      'unanswered',
    ]);
    const waiting = await until(
      () => client.endpoint(HOST_ID, agent),
      ({ state }) => state.waiting !== undefined
    );
    expect(waiting.state.waiting).toMatchObject({ verb: 'isolate', n: 3 });
    clock.putForward(40 * SECOND);
    const { state } = await shown('unknown');
    expect(state).toMatchObject({
      reasons: ['may_be_isolated'],
      last_proven: { status: 'not_isolated' },
    });
    expect((await world.atRest([agent])).faults).toEqual([]);
  });
});
