import type { AgentRow } from '../../common/manager/agent';
import { agentId, anAgent } from '../../test/builders/agents';
import { ManagerError } from './manager_error';
import { ListedAgents } from './listed_agents';

const HOST = 'lab';
const [ONE, TWO] = [agentId('001'), agentId('002')];

/** A manager that lists agent 001 alone, to the API user of the configuration. */
function listing() {
  let clock = 100_000;
  let isAway = false;
  const asked: string[][] = [];
  const kept: AgentRow[] = [];
  const managers = {
    hosts: async () => [],
    open: async () => ({
      agentsOf: async (ids: readonly string[]) => {
        asked.push([...ids]);
        if (isAway) throw new ManagerError('timed_out');
        return ids.includes(ONE) ? [anAgent({ id: ONE })] : [];
      },
    }),
  } as unknown as ConstructorParameters<typeof ListedAgents>[0];
  const listed = new ListedAgents(
    managers,
    () => clock,
    (_, rows) => void kept.push(...rows)
  );
  return {
    listed,
    asked,
    kept,
    pass: (ms: number) => void (clock += ms),
    away: () => void (isAway = true),
  };
}

describe('agents that a page which refreshes itself does not know yet', () => {
  it('are asked for by the dashboard, which keeps the row of one and knows that the other is gone', async () => {
    const { listed, kept, asked } = listing();
    await listed.lookUp(HOST, [ONE, TWO]);
    expect(asked).toEqual([[ONE, TWO]]);
    expect(kept.map(({ id }) => id)).toEqual([ONE]);
    expect(Array.from(listed.knownGone(HOST, [ONE, TWO]))).toEqual([TWO]);
  });

  it('are asked for once in ten seconds, however many pages there are', async () => {
    const { listed, asked, pass } = listing();
    await Promise.all(Array.from({ length: 30 }, () => listed.lookUp(HOST, [ONE])));
    pass(9_999);
    await listed.lookUp(HOST, [TWO]);
    expect(asked).toHaveLength(1);
    pass(1);
    await listed.lookUp(HOST, [TWO]);
    expect(asked).toHaveLength(2);
  });

  it('stay unknown while the manager is away, and nothing fails for it', async () => {
    const { listed, kept, away } = listing();
    away();
    await listed.lookUp(HOST, [ONE]);
    expect(kept).toEqual([]);
    expect(listed.knownGone(HOST, [ONE]).size).toBe(0);
  });
});
