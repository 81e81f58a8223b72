import { CONTEXT_PATH } from '../../../common/api/paths';
import { describeOnOpenSearch } from '../store/stores';
import { isolated, shownAs, startedOf } from './actions_in_tests';
import { routesLab } from './routes_lab';

jest.setTimeout(60_000);

// The lab above goes by way of wazuhCore without run_as.
const ways = [
  { way: 'wazuhCore', runAs: 'on', managerVersion: '4.9.2', cluster: 'on', basePath: '/dash' },
  { way: 'direct', runAs: 'off', managerVersion: '4.12.0', cluster: 'off', basePath: '/a/b' },
  { way: 'direct', runAs: 'on', managerVersion: '4.14.7', cluster: 'on', basePath: '' },
] as const;

describe.each(ways)(
  'by way of $way, run_as $runAs, $managerVersion, cluster $cluster, base path "$basePath"',
  ({ way, runAs, managerVersion, cluster, basePath }) => {
    describeOnOpenSearch('an analyst', () => {
      const lab = routesLab({ way, runAs, managerVersion, cluster, basePath });

      it('sees which way is taken, isolates and releases', async () => {
        const { body } = await lab().as('analyst').get(CONTEXT_PATH);
        const manager = cluster === 'on' ? 'cluster:wazuh-lab' : 'manager:wazuh-server';
        const tls = way === 'direct' ? 'verified' : 'not_verified';
        expect(body).toMatchObject({
          hosts: [{ id: 'lab', way, run_as: runAs, tls }],
          manager,
          user: 'analyst',
          rights: { isolate: { given: true } },
        });
        expect(lab().url.endsWith(basePath)).toBe(true);
        const agent = lab().endpoint();
        await isolated(lab(), agent);
        await startedOf(lab(), 'release', agent);
        await shownAs(lab(), agent, 'not_isolated');
        expect(lab().sentTo(agent)).toEqual(['isolate', 'release']);
        expect(await lab().ledger.actionsOf(agent)).toMatchObject([{ manager }, { manager }]);
      });

      it('who may not command an agent is told so, by whoever decides it', async () => {
        const [controller] = lab()
          .manager.fleet.list()
          .filter(({ name, status }) => name.startsWith('HQ-DC') && status === 'active');
        const agent = controller?.id ?? '';
        const who = runAs === 'on' ? 'analyst' : 'reader';
        const code = runAs === 'on' ? 'manager_denies' : 'role_missing';
        const preview = await lab().as(who).preview('isolate', [agent]);
        expect(preview.body.endpoints[0]?.right_refusals).toMatchObject([{ code }]);
        expect(await lab().as(who).startAs(preview.body)).toMatchObject({
          status: 403,
          body: { attributes: { code: 'not_permitted' } },
        });
        expect(lab().sentTo(agent)).toEqual([]);
      });
    });
  }
);

describeOnOpenSearch('where nobody signs in', () => {
  const open = routesLab({ security: 'none' });
  const refusing = routesLab({
    security: 'none',
    configuration: { allow_without_security: false },
  });

  it('works where the configuration says so, as the one user that there is, and warns', async () => {
    const { body } = await open().as('').get(CONTEXT_PATH);
    expect(body).toMatchObject({
      user: 'elastic',
      warnings: expect.arrayContaining(['no_security_plugin']),
    });
    const agent = open().endpoint();
    await isolated(open(), agent);
    expect(await open().ledger.actionsOf(agent)).toMatchObject([{ user: 'elastic' }]);
  });

  it('gives nobody a right otherwise', async () => {
    const agent = refusing().endpoint();
    for (const verb of ['isolate', 'release'] as const) {
      expect(await refusing().as('').preview(verb, [agent])).toMatchObject({
        status: 403,
        body: {
          message: expect.stringContaining('wazuh_isolation.allow_without_security'),
          attributes: { code: 'not_permitted', refusals: [{ code: 'no_security_plugin' }] },
        },
      });
    }
    expect(await refusing().ledger.actions()).toEqual([]);
  });
});
