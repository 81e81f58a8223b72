import { aClusterIdentity, anIdentity, knownHost } from '../../test/builders/managers';
import { collisionOf, namesOfHost } from './identity_collisions';

describe('managers that cannot be told apart', () => {
  it('are named, with the names that they have in common', () => {
    const hosts = [
      knownHost(anIdentity({ host_id: 'a' })),
      knownHost(anIdentity({ host_id: 'b' })),
      knownHost(anIdentity({ host_id: 'c', hostname: 'other', own_agent_name: 'other' })),
    ];
    expect(collisionOf('a', hosts)).toEqual({ others: ['b'], names: ['wazuh-server'] });
    expect(collisionOf('c', hosts)).toBeUndefined();
    expect(collisionOf('nowhere', hosts)).toBeUndefined();
  });

  it('are two clusters of one name, and not two ways into one cluster', () => {
    const own = knownHost(aClusterIdentity({ host_id: 'a' }));
    const same = knownHost(aClusterIdentity({ host_id: 'b', hostname: 'wazuh-worker' }));
    expect(collisionOf('a', [own, same])).toBeUndefined();
    const stranger = knownHost(
      aClusterIdentity({ host_id: 'b', nodes: [{ name: 'master-node', ip: '10.0.0.1' }] })
    );
    expect(collisionOf('a', [own, stranger])).toEqual({ others: ['b'], names: ['soc'] });
  });

  it('are known by an alias, too', () => {
    expect(namesOfHost(knownHost(anIdentity(), ['old-name']))).toEqual([
      'wazuh-server',
      'old-name',
    ]);
  });
});
