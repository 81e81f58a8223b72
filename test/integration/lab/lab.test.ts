import { isReallyIsolated } from '../../../lab/endpoints/endpoint_state';
import type { Lab, LabOptions } from '../../../lab/lab';
import { startLab } from '../../../lab/lab';
import { startEmbeddedStore } from '../../../lab/store/embedded/embedded_store';
import {
  describeOnOpenSearch,
  sharedOpenSearch,
  startTimeLimit,
  uniquePrefix,
} from '../store/stores';
import { healthyEndpoints } from './healthy_endpoints';
import { PanelClient } from './panel_client';
import { PluginClient } from './plugin_client';
import { until } from './until';

const soon = { startMs: [1, 5], deliverMs: [1, 5], indexMs: [1, 5], disconnectMs: 200 } as const;

interface Store {
  readonly url: string;
  stop?(): Promise<void>;
}

/** True for log lines that someone should look at. */
const isTrouble = ({ level }: { level: string }) => level === 'error' || level === 'fatal';

function labOn(openStore: () => Promise<Store>, given: Partial<LabOptions> = {}) {
  const troubles: string[] = [];
  let store: Store | undefined;
  let lab: Lab | undefined;

  beforeAll(async () => {
    store = await openStore();
    const prefix = uniquePrefix();
    lab = await startLab({
      opensearchUrl: store.url,
      fleetSize: 80,
      delays: soon,
      alertsSearchable: 'at_once',
      alertsPrefix: `${prefix}alerts-`,
      log: (record) => {
        if (isTrouble(record)) troubles.push(record.message);
      },
      ...given,
      configuration: {
        alerts_pattern: `${prefix}alerts-*`,
        ledger_index_prefix: `${prefix}ledger`,
        ...given.configuration,
      },
    });
  }, startTimeLimit);
  afterAll(async () => {
    await lab?.stop();
    await store?.stop?.();
  });

  const started = (): Lab => {
    if (lab === undefined) throw new Error('the lab is there in tests only');
    return lab;
  };
  return {
    troubles,
    lab: started,
    plugin: (user?: string) => new PluginClient(started().host.url, user),
    panel: () => new PanelClient(started().panelUrl),
    /** One that no test has had. */
    endpoint: (number = 0): string => {
      const [first = ''] = healthyEndpoints(started().simulations[number as 0]);
      return first;
    },
  };
}

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

describe('the users of the lab', () => {
  const { plugin, endpoint } = labOn(startEmbeddedStore);

  it.each([
    ['admin', true],
    ['analyst', true],
    ['reader', false],
  ])('are %s, who sees endpoints and may isolate: %s', async (user, given) => {
    const { rights } = await plugin(user).context();
    expect(rights).toMatchObject({ view: { given: true }, isolate: { given } });
    expect(await plugin(user).endpoint('lab', endpoint())).toMatchObject({
      state: { status: 'no_record' },
    });
  });
});

describe('the lab with two clusters, straight to the manager and under a base path', () => {
  const { lab, plugin, panel, endpoint } = labOn(startEmbeddedStore, {
    managers: 2,
    cluster: 'on',
    way: 'direct',
    runAs: 'on',
    managerVersion: '4.14.7',
    basePath: '/dash',
  });

  it('tells endpoints of the same id apart by their manager', async () => {
    expect(lab().host.url).toMatch(/\/dash$/);
    expect(await plugin().context('lab2')).toMatchObject({
      hosts: [
        { id: 'lab', way: 'direct', run_as: 'on', tls: 'verified' },
        { id: 'lab2', way: 'direct', run_as: 'on', tls: 'verified' },
      ],
      manager: 'cluster:wazuh-lab-2',
    });
    const id = endpoint(1);
    await plugin('analyst').start('isolate', 'lab2', id);
    await until(
      () => plugin('analyst').endpoint('lab2', id),
      ({ state }) => state.status === 'isolated'
    );
    const [first, second] = lab().simulations;
    expect(second && isReallyIsolated(second.endpoints.state(id))).toBe(true);
    expect(isReallyIsolated(first.endpoints.state(id))).toBe(false);
    expect((await plugin().endpoint('lab', id)).state.status).not.toBe('isolated');
  });

  it('has a panel whose links carry the base path, with the nodes of both clusters', async () => {
    const page = await panel().page();
    expect(page).toContain('href="/dash/app/endpoint-isolation"');
    expect(page).toContain('action="/dash/lab/panel/speed"');
    expect(page.match(/on worker-01/g)?.length).toBeGreaterThan(10);
    expect(page).toContain('Manager lab2');
  });
});

describe('the panel of the lab', () => {
  const { lab, plugin, panel, endpoint } = labOn(startEmbeddedStore);

  it.each([
    [
      'manager_fault',
      { host: 'lab', name: 'bad_luck', target: '', wanted: 'on' },
      /^400 "name" must be one of: manager_down/,
    ],
    [
      'manager_fault',
      { host: 'lab', name: 'manager_down', target: '' },
      /^400 The field "wanted" is missing/,
    ],
    [
      'manager_fault',
      { host: 'nowhere', name: 'manager_down', target: '', wanted: 'on' },
      /^404 There is no manager "nowhere"/,
    ],
    [
      'recovery',
      { host: 'lab', agent: '999', step: 'reset_firewall' },
      /^404 There is no endpoint "999"/,
    ],
    [
      'node_clock',
      { host: 'lab', node: 'node01', minutes: '' },
      /^400 "minutes" must be a number from -1440 to 1440/,
    ],
    ['store', { state: 'silent' }, /^404 The lab doesn't manage this store/],
    ['nothing', {}, /^404 Not Found/],
  ])('refuses %s with %j', async (control, fields, message) => {
    await expect(panel().send(control, fields)).rejects.toThrow(message);
  });

  it('takes no form without the header that other sites cannot send', async () => {
    const answer = await fetch(`${lab().panelUrl}/end_faults`, { method: 'POST' });
    expect(answer.status).toBe(400);
  });

  it('escapes what somebody looks for', async () => {
    expect(await panel().page('?find=%3Cscript%3E')).not.toContain('<script>');
    expect(await panel().page('?find=%3Cscript%3E')).toContain('&lt;script&gt;');
  });

  it('finds an endpoint by a part of its name', async () => {
    const [row] = (await plugin().endpoints('lab', { size: '1', search: 'HQ-DC' })).endpoints;
    expect(await panel().page('?find=hq-dc')).toContain(`>${row?.name}</a> lab/${row?.agent_id}`);
  });

  it('makes up answers: one in another log file is no evidence', async () => {
    const id = endpoint();
    const forged = { host: 'lab', agent: id, verb: 'isolate' };
    await panel().send('forge', { ...forged, forgery: 'other_log' });
    await panel().send('forge', { ...forged, forgery: 'syslog' });
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect((await plugin().endpoint('lab', id)).state.status).toBe('no_record');
    await panel().send('forge', { ...forged, forgery: 'own_log' });
    await until(
      () => plugin().endpoint('lab', id),
      ({ state }) => state.status === 'isolated'
    );
  });

  it('sets clocks and speeds', async () => {
    const id = endpoint();
    await panel().send('endpoint_clock', { host: 'lab', agent: id, minutes: '-90' });
    expect(await panel().page(`/endpoint?host=lab&agent=${id}`)).toContain('90 minutes behind');
    await panel().send('node_clock', { host: 'lab', node: 'node01', minutes: '15' });
    expect(await panel().page()).toContain('is 15 minutes ahead');
    // Tokens that were given before would have ended by such a leap.
    await panel().send('node_clock', { host: 'lab', node: 'node01', minutes: '0' });
    await panel().send('speed', { speed: 'slow' });
    expect(await panel().page()).toMatch(/id="speed-slow" data-live>current</);
  });

  it('removes an agent from the manager, once, and the plugin lists it no more', async () => {
    const id = endpoint();
    const removal = { host: 'lab', agent: id, wanted: 'removed' };
    expect(await panel().send('registration', removal)).toBe(`Agent ${id} was removed`);
    await expect(panel().send('registration', removal)).rejects.toThrow(/^400 .*already removed/);
    expect((await plugin().endpoints('lab', { size: '100' })).total).toBe(79);
  });

  it('serves its script and its styles', async () => {
    const script = await fetch(`${lab().panelUrl}/panel.js`);
    expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(await script.text()).toContain('addEventListener');
    expect((await fetch(`${lab().panelUrl}/panel.css`)).status).toBe(200);
  });
});
