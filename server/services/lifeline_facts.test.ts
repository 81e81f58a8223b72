import type { AgentId, ManagerId } from '../../common/endpoint';
import { endpointKeyOf, parseAgentId } from '../../common/endpoint';
import { SECOND } from '../../common/time';
import type { ManagerSession } from '../manager/manager';
import { ManagerError } from '../manager/manager_error';
import type { Asking, LifelineSubject } from './lifeline_facts';
import { ASKING_TAKES_AT_MOST, LifelineFactsReader } from './lifeline_facts';

const SILENT = 'Timeout executing API request';
const SILENT_FOR = 10 * SECOND;

function agentId(text: string): AgentId {
  const id = parseAgentId(text);
  if (!id) throw new Error(`${text} is no id of an agent`);
  return id;
}

/** A reader behind a manager some of whose agents do not answer, which it finds out after ten seconds. */
function readerBefore(silent: readonly string[]) {
  let clock = 0;
  const asked: string[] = [];
  const session = {
    agentClientConfig: async (id: AgentId) => {
      asked.push(id);
      await undefined;
      if (silent.includes(id)) {
        clock += SILENT_FOR;
        throw new ManagerError('agent_silent', { problem: { from: 'manager', words: SILENT } });
      }
      return { servers: [{ address: '192.168.1.1' }] };
    },
  } as unknown as ManagerSession;
  const endpoints = {
    countReported: async () => [],
    rememberReported: async () => undefined,
  };
  const settings = { managers: new Map(), alwaysAllowed: [], profiles: [], reportedByAtLeast: 2 };
  const reader = new LifelineFactsReader(settings as never, endpoints as never, () => clock);
  const read = async (ids: readonly string[], isConfirmed = false) => {
    const asking: Asking = { askBefore: clock + ASKING_TAKES_AT_MOST, isConfirmed };
    const subjectOf = (id: AgentId): LifelineSubject => ({
      endpoint: endpointKeyOf('manager:wazuh-server' as ManagerId, id),
      identity: { nodes: [] } as never,
      host: { id: 'lab', url: 'https://127.0.0.1' } as never,
    });
    const facts = await Promise.all(
      ids.map(agentId).map((id) => reader.read(subjectOf(id), id, session, asking))
    );
    return facts.map(({ reported }) => (reported.read ? 'read' : reported.why));
  };
  return { read, asked, pass: (ms: number) => void (clock += ms), now: () => clock };
}

const silent = Array.from({ length: 9 }, (_, i) => `00${i + 1}`);
const NO_ANSWER = expect.stringContaining(SILENT);

describe('what endpoints are asked for a preview', () => {
  it('takes no longer than a person can wait, however many are silent', async () => {
    const { read, asked, now } = readerBefore(silent);
    const found = await read([...silent, '010']);
    expect(now()).toBeLessThanOrEqual(ASKING_TAKES_AT_MOST + SILENT_FOR);
    expect(asked).toEqual(['001', '002']);
    expect(found.slice(0, 2)).toEqual([NO_ANSWER, NO_ANSWER]);
    for (const why of found.slice(2)) expect(why).toMatch(/wasn't queried: other endpoints/);
  });

  it('goes on where it ended when it is looked at again', async () => {
    const { read, asked } = readerBefore(silent);
    await read([...silent.slice(0, 4), '010']);
    expect(await read([...silent.slice(0, 4), '010'])).toEqual([
      NO_ANSWER,
      NO_ANSWER,
      NO_ANSWER,
      NO_ANSWER,
      expect.stringContaining("wasn't queried"),
    ]);
    expect(asked).toEqual(['001', '002', '003', '004']);
  });

  it('is asked anew of one that was silent, half a minute later', async () => {
    const { read, asked, pass } = readerBefore(['001']);
    await read(['001']);
    pass(19 * SECOND);
    await read(['001']);
    expect(asked).toEqual(['001']);
    pass(SECOND);
    await read(['001']);
    expect(asked).toEqual(['001', '001']);
  });

  it('is not asked anew when it is confirmed: nothing is sent while a silent one is waited for', async () => {
    const { read, asked, pass } = readerBefore(silent);
    const ids = ['001', '002', '003'];
    await read(ids);
    pass(300 * SECOND);
    expect(await read(ids, true)).toEqual([
      NO_ANSWER,
      NO_ANSWER,
      expect.stringContaining("wasn't queried"),
    ]);
    expect(asked).toEqual(['001', '002']);
  });
});
