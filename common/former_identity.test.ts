import { aClusterIdentity, anIdentity } from '../test/builders/managers';
import { withFormer } from './attribution';

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
