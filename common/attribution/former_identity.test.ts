import { aClusterIdentity, anIdentity, knownHost } from '../../test/builders/managers';
import { formerOf, managerOfEvent, withFormer, withRecordedNames } from './attribution';

describe('the former identity of a manager', () => {
  const alone = anIdentity({ hostname: 'vm', seen_at: 1 });
  const cluster = aClusterIdentity({ hostname: 'vm', seen_at: 2 });

  it('is remembered where its cluster is switched on, or it is renamed', () => {
    expect(withFormer(cluster, alone).former).toEqual([{ manager: 'manager:vm', until: 2 }]);
    const renamed = anIdentity({ hostname: 'vm2', seen_at: 2 });
    expect(withFormer(renamed, alone).former).toEqual([{ manager: 'manager:vm', until: 2 }]);
  });

  it('stays remembered, and a second one with it', () => {
    const first = withFormer(cluster, alone);
    const again = withFormer({ ...cluster, seen_at: 3 }, first);
    expect(again.former).toEqual([{ manager: 'manager:vm', until: 2 }]);
    const other = withFormer({ ...cluster, cluster_name: 'emea', seen_at: 4 }, again);
    expect(other.former?.map(({ manager }) => manager)).toEqual(['manager:vm', 'cluster:soc']);
  });

  it('is none any more where the manager goes by it again', () => {
    const back = withFormer({ ...alone, seen_at: 5 }, withFormer(cluster, alone));
    expect(back.former?.map(({ manager }) => manager)).toEqual(['cluster:soc']);
  });

  it('is none where nothing changed', () => {
    expect(withFormer({ ...alone, seen_at: 9 }, alone)).not.toHaveProperty('former');
    expect(withFormer(alone, undefined)).not.toHaveProperty('former');
  });
});

describe('a report under a former name of a manager', () => {
  const host = (former: Parameters<typeof withFormer>[1], now: Parameters<typeof withFormer>[0]) =>
    knownHost(withFormer(now, former));
  const renamed = host(
    anIdentity({ hostname: 'vm', seen_at: 1 }),
    anIdentity({ hostname: 'vm2', seen_at: 100 })
  );
  const event = (managerName: string, at: number) => ({ managerName, cluster: undefined, at });

  it('belongs to the former identity where it was decoded before, and to nobody where it came later', () => {
    expect(managerOfEvent(event('vm', 90), [renamed])).toBe('manager:vm');
    expect(managerOfEvent(event('vm', 101), [renamed])).toBeUndefined();
    expect(managerOfEvent(event('vm2', 101), [renamed])).toBe('manager:vm2');
  });

  it('belongs to the host that goes by that name now', () => {
    const other = knownHost(
      anIdentity({ host_id: 'lab2', hostname: 'vm', own_agent_name: 'vm', seen_at: 100 })
    );
    expect(managerOfEvent(event('vm', 90), [renamed, other])).toBe('manager:vm');
    expect(formerOf(renamed, [renamed, other])).toEqual([]);
    expect(formerOf(renamed, [renamed])).toEqual([{ manager: 'manager:vm', until: 100 }]);
  });

  it('of a renamed cluster is known by its nodes: the cluster’s name alone proves nothing', () => {
    const cluster = host(
      aClusterIdentity({ cluster_name: 'wazuh', hostname: 'm1', seen_at: 1 }),
      aClusterIdentity({ cluster_name: 'soc', hostname: 'm1', seen_at: 100 })
    );
    const of = (managerName: string) => ({
      managerName,
      cluster: { name: 'wazuh', node: 'node01' },
      at: 90,
    });
    expect(managerOfEvent(of('m1'), [cluster])).toBe('cluster:wazuh');
    expect(managerOfEvent(of('somebody-else'), [cluster])).toBeUndefined();
  });

  it('is remembered by what the ledger has of the host, where the projections were deleted', () => {
    const now = anIdentity({ hostname: 'vm2' });
    const recorded = [
      { manager: 'manager:vm', until: 7 },
      { manager: 'manager:vm2', until: 9 },
    ];
    expect(withRecordedNames(now, recorded).former).toEqual([{ manager: 'manager:vm', until: 7 }]);
    expect(withRecordedNames(now, [])).toBe(now);
  });
});
