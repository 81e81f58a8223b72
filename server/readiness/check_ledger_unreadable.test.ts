import type { ManagerId } from '../../common/manager/endpoint';
import { checkLedger } from './check_ledger';

const MANAGER = 'manager:wazuh-server' as ManagerId;
const INDICES = { actions: 'actions', endpoints: 'endpoints' };
const LEDGER = {
  tryWrite: async () => undefined,
  listUnreadable: () =>
    [`${MANAGER}/001`, `${MANAGER}/002:3`, `${MANAGER}/002:e:ab`, 'manager:b/001', 'denied:x'].map(
      (id) => ({ id, why: 'damaged' as const })
    ),
};

describe('documents of the ledger that cannot be read', () => {
  it('are all named to whom nothing is hidden', async () => {
    const visibleAmong = async (agents: readonly string[]) => new Set(agents);
    const looking = { manager: MANAGER, visibleAmong, seesAll: true };
    expect(await checkLedger(LEDGER, INDICES, looking)).toMatchObject({
      code: 'ledger_unreadable',
      facts: { count: 5 },
    });
  });

  it('are named and counted as far as they are of endpoints that the person can see', async () => {
    const visibleAmong = async () => new Set(['002']);
    const looking = { manager: MANAGER, visibleAmong, seesAll: false };
    const { facts } = await checkLedger(LEDGER, INDICES, looking);
    expect(facts).toMatchObject({ count: 2 });
    expect(JSON.stringify(facts)).not.toMatch(/001|denied/);
  });

  it('are none for somebody who can see none of those endpoints', async () => {
    const looking = {
      manager: MANAGER,
      visibleAmong: async () => new Set<string>(),
      seesAll: false,
    };
    expect((await checkLedger(LEDGER, INDICES, looking)).code).toBe('ledger_writable');
  });
});
