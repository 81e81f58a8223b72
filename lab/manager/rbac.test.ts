import { agent } from '../../test/builders/recorded_fleet';
import { RecordedManager } from '../../test/builders/recorded_manager';
import type { PolicyBody, RbacMode } from './rbac';
import { customRole, rightOn, rightsOf } from './rbac';

const action = 'active-response:command';

function may(
  id: string,
  policies: Array<[PolicyBody['effect'], string]>,
  mode: RbacMode = 'white'
) {
  const role = customRole(
    200,
    'role',
    policies.map(([effect, resource]) => ({ actions: [action], resources: [resource], effect }))
  );
  const known = id === '999' ? undefined : agent(id, { groups: ['default', 'finance'] });
  return rightOn({ rights: rightsOf([role]), mode }, action)(id, known);
}

describe('rights on an agent', () => {
  it.each<[string, string, Array<[PolicyBody['effect'], string]>, boolean]>([
    ['no policy', '001', [], false],
    ['its id', '001', [['allow', 'agent:id:001']], true],
    ['another id', '002', [['allow', 'agent:id:001']], false],
    ['any id', '999', [['allow', 'agent:id:*']], true],
    ['everything', '001', [['allow', '*:*:*']], true],
    ['its group', '001', [['allow', 'agent:group:finance']], true],
    ['any group', '001', [['allow', 'agent:group:*']], true],
    ['any group, for an agent that nobody knows', '999', [['allow', 'agent:group:*']], false],
    ['another group', '001', [['allow', 'agent:group:hr']], false],
    [
      'a denial of the id',
      '001',
      [
        ['allow', 'agent:id:*'],
        ['deny', 'agent:id:001'],
      ],
      false,
    ],
    [
      'a denial written first',
      '001',
      [
        ['deny', 'agent:id:001'],
        ['allow', 'agent:id:001'],
      ],
      false,
    ],
    [
      'a denial of the group',
      '001',
      [
        ['allow', 'agent:id:001'],
        ['deny', 'agent:group:finance'],
      ],
      false,
    ],
    [
      'a denial of 002, for 0002',
      '0002',
      [
        ['allow', 'agent:id:*'],
        ['deny', 'agent:id:002'],
      ],
      true,
    ],
  ])('come from %s', (_what, id, policies, expected) => {
    expect(may(id, policies)).toBe(expected);
  });

  it('are there unless denied where the mode is black', () => {
    expect(may('001', [], 'black')).toBe(true);
    expect(may('001', [['deny', 'agent:id:001']], 'black')).toBe(false);
  });
});

describe('rights on the manager itself', () => {
  it.each(['/cluster/status', '/cluster/local/info', '/cluster/nodes'])(
    'are needed for %s',
    async (path) => {
      const recorded = await RecordedManager.start({ version: '4.12.0', cluster: 'cluster' });
      const [none, all] = await Promise.all(
        ['u_readonly', 'wazuh'].map(async (user) => {
          const Authorization = `Bearer ${await recorded.client.logIn(user, user)}`;
          return recorded.client.send('GET', path, { Authorization });
        })
      );
      recorded.stop();
      expect([none?.status, JSON.parse(none?.text ?? '').error]).toEqual([403, 4000]);
      expect(all?.status).toBe(200);
    }
  );
});
