import { isReallyIsolated } from '../../../lab/endpoints/endpoint_state';
import { startEmbeddedStore } from '../../../lab/store/embedded/embedded_store';
import { until } from './until';
import { labOn } from './lab_on';

jest.setTimeout(60_000);

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
