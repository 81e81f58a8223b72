import { isReallyIsolated } from '../../../lab/endpoints/endpoint_state';
import { startEmbeddedStore } from '../../../lab/store/embedded/embedded_store';
import { describeOnOpenSearch, sharedOpenSearch } from '../store/stores';
import { until } from './until';
import type { Store } from './lab_on';
import { labOn } from './lab_on';

jest.setTimeout(60_000);

const onBothStores = (subject: string, tests: (openStore: () => Promise<Store>) => void) => {
  describe(`${subject}, on the small embedded store`, () => tests(startEmbeddedStore));
  describeOnOpenSearch(`${subject}, on a real OpenSearch`, () => tests(sharedOpenSearch));
};

onBothStores('the lab', (openStore) => {
  const { troubles, lab, plugin, panel, endpoint } = labOn(openStore);

  it('answers who asks on which manager, and lists its fleet', async () => {
    expect(await plugin().context()).toMatchObject({
      user: 'admin',
      host: 'lab',
      manager: 'manager:wazuh-server',
      rights: { isolate: { given: true } },
    });
    expect(await plugin().endpoints('lab', { size: '5' })).toMatchObject({ total: 80 });
  });

  it('knows from its past who is isolated', async () => {
    const { endpoints } = await until(
      () => plugin().endpoints('lab', { state: 'isolated' }),
      (answer) => answer.endpoints.length > 0
    );
    const [simulation] = lab().simulations;
    // With a caution the plugin says itself that it may be otherwise: somebody may have recovered the endpoint locally.
    const certain = endpoints.filter(({ state }) => state.cautions.length === 0);
    expect(certain.length).toBeGreaterThan(0);
    for (const { agent_id } of certain) {
      expect(isReallyIsolated(simulation.endpoints.state(agent_id))).toBe(true);
    }
  });

  it('isolates an endpoint and releases it, each proven by what the endpoint reports', async () => {
    const id = endpoint();
    const [simulation] = lab().simulations;
    const isIsolated = () => isReallyIsolated(simulation.endpoints.state(id));

    expect(await plugin().start('isolate', 'lab', id)).toMatchObject({
      action: { status: 'dispatched' },
    });
    const isolated = await until(
      () => plugin().endpoint('lab', id),
      ({ state }) => state.status === 'isolated'
    );
    expect(isolated.actions[0]).toMatchObject({ verb: 'isolate', status: 'succeeded' });
    expect(isIsolated()).toBe(true);

    await plugin().start('release', 'lab', id);
    await until(
      () => plugin().endpoint('lab', id),
      ({ state }) => state.status === 'not_isolated'
    );
    expect(isIsolated()).toBe(false);
  });

  it('lets the panel fail the manager, which the plugin then answers with, until it is over', async () => {
    const id = endpoint();
    await panel().send('manager_fault', {
      host: 'lab',
      name: 'no_ar_socket',
      target: 'node01',
      wanted: 'on',
    });
    expect(await plugin().start('isolate', 'lab', id)).toMatchObject({
      action: { status: 'rejected', timeline: expect.arrayContaining([expect.anything()]) },
    });
    expect(await panel().page()).toContain('no_ar_socket: manager lab node01');
    expect(await panel().send('end_faults')).toBe('All faults turned off');
    expect(await plugin().start('isolate', 'lab', id)).toMatchObject({
      action: { status: 'dispatched' },
    });
  });

  it('lets the panel fail an endpoint: what it then reports is what the plugin shows', async () => {
    const id = endpoint();
    const fault = { host: 'lab', agent: id, name: 'export_fails', wanted: 'on' };
    expect(await panel().send('endpoint_fault', fault)).toBe(
      `Fault export_fails turned on for endpoint ${id}`
    );
    await plugin().start('isolate', 'lab', id);
    const { state } = await until(
      () => plugin().endpoint('lab', id),
      (answer) => answer.state.status === 'isolated'
    );
    expect(state).toMatchObject({ backup: 'missing', cautions: ['no_backup'] });
  });

  it('lets somebody send a command by hand: the plugin learns of it by the answer', async () => {
    const id = endpoint();
    const said = await panel().send('command', {
      host: 'lab',
      agent: id,
      action: 'isolate',
      addresses: '192.168.1.1',
      user: 'somebody',
    });
    expect(said).toMatch(/^The manager responded: 200 .*AR command was sent to all agents/);
    const { actions } = await until(
      () => plugin().endpoint('lab', id),
      ({ state }) => state.status === 'isolated'
    );
    expect(actions).toEqual([]);
  });

  it('shows on the page of an endpoint what is really so', async () => {
    const id = endpoint();
    const page = `/endpoint?host=lab&agent=${id}`;
    expect(await panel().page(page)).toMatch(/<strong>not isolated<\/strong>, reaches its manager/);
    const command = { host: 'lab', agent: id, action: 'isolate', user: 'somebody' };
    await panel().send('command', { ...command, addresses: '10.99.0.1' });
    await until(
      () => panel().page(page),
      (text) => text.includes('<strong>isolated</strong>, can&#39;t reach its manager')
    );
    await panel().send('recovery', { host: 'lab', agent: id, step: 'allow_managers' });
    expect(await panel().page(page)).toMatch(/<strong>isolated<\/strong>, reaches its manager/);
    await until(
      () => plugin().endpoint('lab', id),
      ({ state }) => state.status === 'isolated'
    );
  });

  it('has said nothing of an error in all this', () => {
    expect(troubles).toEqual([]);
  });
});
