import { agentId, anAgent } from '../../test/builders/agents';
import type { DeniedAttempt } from '../../common/ledger/denied_document';
import { managerIdOf } from '../../common/manager/endpoint';
import { HOUR } from '../../common/base/time';
import { Denials, MOST_IN_AN_HOUR } from './denials';
import { Refusal } from '../errors/refusal';

const FORBIDDEN = new Refusal('not_permitted', 'No.', {
  endpoints: [{ agent_id: '001', reasons: [{ code: 'manager_denies', needs: [] }] }],
});

interface Counted {
  readonly event: string;
  readonly attempt: DeniedAttempt;
  readonly times: number;
}

function recorder(fails: () => boolean = () => false) {
  const counted: Counted[] = [];
  const failures: unknown[] = [];
  let now = 0;
  let waiting: Array<() => void> = [];
  const denials = new Denials({
    ledger: {
      count: async (event: string, attempt: DeniedAttempt, times: number) => {
        if (fails()) throw new Error('down');
        counted.push({ event, attempt, times });
      },
    } as never,
    directory: { managerOf: () => managerIdOf('manager', 'wazuh-server') },
    rows: { seen: () => ({ at: 0, row: anAgent({ id: agentId('001'), groups: ['finance'] }) }) },
    now: () => now,
    later: (work) => waiting.push(work),
    onFailure: (error) => failures.push(error),
  });
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  return {
    denials,
    counted,
    failures,
    at: (time: number) => {
      now = time;
    },
    /** Runs what was put off. */
    later: async () => {
      await settle();
      const due = waiting;
      waiting = [];
      due.forEach((work) => work());
      await settle();
    },
  };
}

const isolating = (...agents: string[]) => ({ hostId: 'lab', right: 'isolate' as const, agents });

describe('a refused attempt', () => {
  it('is recorded with who, what, on which endpoint and why', async () => {
    const { denials, counted, later } = recorder();
    denials.record('alice', isolating('001'), FORBIDDEN);
    await later();
    expect(counted).toEqual([
      {
        event: expect.any(String),
        times: 1,
        attempt: {
          host_id: 'lab',
          manager: 'manager:wazuh-server',
          endpoint: 'manager:wazuh-server/001',
          agent: { id: '001', name: 'FIN-WS-01', groups: ['finance'] },
          verb: 'isolate',
          user: 'alice',
          code: 'not_permitted',
          codes: ['manager_denies'],
          reasons: [{ code: 'manager_denies' }],
        },
      },
    ]);
  });

  it('is none where somebody only looked', async () => {
    const { denials, counted, later } = recorder();
    denials.record('alice', { hostId: 'lab', right: 'view' }, FORBIDDEN);
    await later();
    expect(counted).toEqual([]);
  });

  it('is counted when it is repeated: one write now and one for all that come meanwhile', async () => {
    const { denials, counted, later } = recorder();
    for (let times = 0; times < 1000; times++) denials.record('alice', isolating('001'), FORBIDDEN);
    await later();
    await later();
    expect(counted.map(({ times }) => times)).toEqual([1, 999]);
    expect(new Set(counted.map(({ event }) => event)).size).toBe(1);
  });

  it('is another one in the next hour, of another person, verb or endpoint, or for another reason', async () => {
    const { denials, counted, later, at } = recorder();
    denials.record('alice', isolating('001'), FORBIDDEN);
    denials.record('bob', isolating('001'), FORBIDDEN);
    denials.record('alice', isolating('002'), FORBIDDEN);
    denials.record('alice', { ...isolating('001'), right: 'release' }, FORBIDDEN);
    denials.record('alice', isolating('001'), new Refusal('not_eligible', 'No.'));
    at(HOUR);
    denials.record('alice', isolating('001'), FORBIDDEN);
    await later();
    expect(new Set(counted.map(({ event }) => event)).size).toBe(6);
  });

  it('is counted with others where one person makes too many different ones in an hour', async () => {
    const { denials, counted, later, at } = recorder();
    const agents = Array.from({ length: 500 }, (_, index) => String(index + 1).padStart(3, '0'));
    denials.record('alice', isolating(...agents), FORBIDDEN);
    denials.record('bob', isolating('001'), FORBIDDEN);
    await later();
    await later();
    const own = counted.filter(({ attempt }) => attempt.user === 'alice');
    const more = own.filter(({ attempt }) => attempt.agent === undefined);
    expect(new Set(own.map(({ event }) => event)).size).toBe(MOST_IN_AN_HOUR + 1);
    expect(more.reduce((sum, { times }) => sum + times, 0)).toBe(500 - MOST_IN_AN_HOUR);
    expect(counted.some(({ attempt }) => attempt.user === 'bob' && attempt.agent)).toBe(true);
    at(HOUR);
    denials.record('alice', isolating('001'), FORBIDDEN);
    await later();
    expect(counted[counted.length - 1]?.attempt.agent?.id).toBe('001');
  });

  it('is not lost while the indexer is down, and is said to have failed', async () => {
    let isDown = true;
    const { denials, counted, failures, later } = recorder(() => isDown);
    denials.record('alice', isolating('001'), FORBIDDEN);
    denials.record('alice', isolating('001'), FORBIDDEN);
    await later();
    isDown = false;
    await later();
    expect(counted.map(({ times }) => times)).toEqual([2]);
    expect(failures.length).toBeGreaterThan(0);
  });
});
