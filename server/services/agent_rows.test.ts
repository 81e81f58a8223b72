import type { AgentRow } from '../../common/agent';
import type { AgentId } from '../../common/endpoint';
import { parseAgentId } from '../../common/endpoint';
import { HOUR, SECOND } from '../../common/time';
import type { ManagerSession } from '../manager/manager';
import { AgentRows } from './agent_rows';

const START = Date.UTC(2026, 10, 24, 3);

function id(text: string): AgentId {
  const parsed = parseAgentId(text);
  if (!parsed) throw new Error(`${text} is no agent id`);
  return parsed;
}

const LISTED = id('001');
const REMOVED = id('002');

describe('AgentRows', () => {
  let now: number;
  let asked: string[][];
  let rows: AgentRows;

  const row: AgentRow = {
    id: LISTED,
    name: 'FIN-WS-01',
    ip: '10.0.0.1',
    status: 'active',
    groups: [],
  };
  const session = {
    host: { id: 'lab' },
    agentsOf: async (ids: readonly string[]) => {
      asked.push([...ids]);
      return ids.includes(LISTED) ? [row] : [];
    },
  } as unknown as ManagerSession;
  const open = async () => session;

  beforeEach(() => {
    now = START;
    asked = [];
    rows = new AgentRows(() => now);
  });

  it('asks the manager once for what is decided upon within half a minute, and says when that was', async () => {
    await rows.of('alice', session, [LISTED]);
    now += 29 * SECOND;
    const seen = (await rows.of('alice', session, [LISTED])).get(LISTED);
    expect(seen).toEqual({ at: START, row });
    expect(asked).toHaveLength(1);
    now += SECOND;
    await rows.of('alice', session, [LISTED]);
    expect(asked).toHaveLength(2);
  });

  it('asks the manager nothing for a timer, also not for an agent that is not listed any more', async () => {
    await rows.of('alice', session, [LISTED, REMOVED]);
    now += 59 * 60 * SECOND;
    const seen = await rows.lastSeen('alice', 'lab', [LISTED, REMOVED], open);
    expect(seen.get(LISTED)).toEqual({ at: START, row });
    expect(seen.get(REMOVED)).toEqual({ at: START, row: undefined });
    expect(asked).toHaveLength(1);
  });

  it('asks for a timer only for the agents that this person has not seen in the last hour', async () => {
    await rows.of('alice', session, [LISTED]);
    await rows.lastSeen('alice', 'lab', [LISTED, REMOVED], open);
    expect(asked).toEqual([[LISTED], [REMOVED]]);
    await rows.lastSeen('bob', 'lab', [LISTED], open);
    expect(asked[2]).toEqual([LISTED]);
    now += HOUR;
    await rows.lastSeen('alice', 'lab', [LISTED], open);
    expect(asked).toHaveLength(4);
  });
});
