import type { AgentRow } from '../../common/manager/agent';
import type { AgentId } from '../../common/manager/endpoint';
import { parseAgentId } from '../../common/manager/endpoint';
import { MINUTE, SECOND } from '../../common/base/time';
import type { ManagerSession } from './manager';
import { ManagerError } from './manager_error';
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

  it('knows for a timer what this person saw last, also of an agent that is not listed any more', async () => {
    await rows.of('alice', session, [LISTED, REMOVED]);
    now += 59 * 60 * SECOND;
    const seen = rows.known('alice', 'lab', [LISTED, REMOVED]);
    expect(seen.get(LISTED)).toEqual({ at: START, row });
    expect(seen.get(REMOVED)).toEqual({ at: START, row: undefined });
    now += MINUTE;
    expect(rows.known('alice', 'lab', [LISTED, REMOVED]).size).toBe(0);
  });

  it('knows for a timer what somebody else, or the dashboard itself, saw later', async () => {
    await rows.of('alice', session, [LISTED]);
    now += MINUTE;
    await rows.of('bob', session, [LISTED]);
    expect(rows.known('alice', 'lab', [LISTED]).get(LISTED)).toEqual({ at: START + MINUTE, row });
    rows.note('lab', [{ ...row, id: REMOVED }]);
    expect(rows.known('alice', 'lab', [REMOVED]).get(REMOVED)?.row?.id).toBe(REMOVED);
  });

  it('shows what this person saw before while the manager cannot be asked', async () => {
    await rows.of('alice', session, [LISTED]);
    now += 10 * MINUTE;
    const away = async () => {
      throw new ManagerError('over_budget');
    };
    const seen = await rows.toShow('alice', 'lab', [LISTED], away);
    expect(seen.get(LISTED)).toEqual({ at: START, row });
    await expect(rows.toShow('alice', 'lab', [LISTED, REMOVED], away)).rejects.toMatchObject({
      code: 'over_budget',
    });
    await expect(rows.toShow('bob', 'lab', [LISTED], away)).rejects.toBeInstanceOf(ManagerError);
  });

  it('tells of nobody what another one saw', async () => {
    await rows.of('alice', session, [LISTED]);
    expect(rows.allSeen('alice', 'lab')).toEqual([{ at: START, row }]);
    expect(rows.allSeen('alic', 'lab')).toEqual([]);
    expect(rows.allSeen('bob', 'lab')).toEqual([]);
  });
});
