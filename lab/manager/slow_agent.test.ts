import { LabClock } from '../lab_clock';
import type { Recording, RecordedSet } from '../../test/builders/manager_recordings';
import {
  comparableAnswer,
  comparableRecording,
  kindOf,
  reachedAlone,
  reachedInCluster,
  recordedSets,
  recordingsOf,
} from '../../test/builders/manager_recordings';
import { RecordedManager } from '../../test/builders/recorded_manager';

/** Smaller than the real one: 10 s until 500/3021. */
const requestTimeoutMs = 500;
/** The real time until remoted gives up. It passes only where a test turns the clock. */
const agentAnswerTimeoutMs = 60_000;

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Turns the clock until an answer is there that comes when remoted gives up. */
async function turnUntil(time: LabClock, answered: Promise<void>): Promise<void> {
  let isWaiting = true;
  const end = answered.finally(() => {
    isWaiting = false;
  });
  while (isWaiting) {
    await time.turn(agentAnswerTimeoutMs / 6);
    await sleep(20);
  }
  await end;
}

async function expectRecorded(recorded: RecordedManager, recording: Recording): Promise<void> {
  const answer = await recorded.send(recording);
  expect(comparableAnswer(answer)).toEqual(comparableRecording(recording));
}

const slow = (set: RecordedSet): Record<string, Recording> =>
  Object.fromEntries(
    recordingsOf(set)
      .filter((each) => kindOf(each) === 'slow')
      .map((each) => [each.name, each])
  );

/** The recordings replayed here, so that none is forgotten. */
const replayed: string[] = [];

async function withSilentAgent(
  { set, version, cluster }: (typeof recordedSets)[number],
  id: string,
  check: (
    recorded: RecordedManager,
    replay: (name: string) => Promise<void>,
    time: LabClock
  ) => Promise<void>
): Promise<void> {
  const time = new LabClock();
  const recorded = await RecordedManager.start(
    { version, cluster },
    { requestTimeoutMs, agentAnswerTimeoutMs, time }
  );
  recorded.manager.faults.start('agent_silent', id);
  const recordings = slow(set);
  try {
    const replay = async (name: string) => {
      const recording = recordings[name];
      if (recording === undefined) throw new Error(`no recording ${name}`);
      replayed.push(`${set} ${name}`);
      await expectRecorded(recorded, recording);
    };
    await check(recorded, replay, time);
  } finally {
    recorded.stop();
  }
}

const [first, more, recent, cluster, recentCluster] = recordedSets;

describe.each([more, recent])('an agent that hangs, cluster off, $version', (situation) => {
  const calls = reachedAlone(situation.version).slow_agent;

  it.each(['first', 'middle', 'last'] as const)(
    'holds the call and those behind it; named %s',
    async (place) => {
      await withSilentAgent(situation, '002', async (recorded, replay, time) => {
        await replay(`slow_agent_${place}`);
        expect(recorded.reached()).toEqual(calls[place].commands_sent_when_the_call_answered);
        await Promise.all([
          replay(`slow_agent_${place}_meanwhile_get`),
          replay(`slow_agent_${place}_meanwhile_login`),
        ]);
        expect(recorded.reached()).toEqual(calls[place].commands_sent_after_the_next_request);
        await time.turn(agentAnswerTimeoutMs);
        expect(recorded.reached()).toEqual(calls[place].commands_sent_when_free_again);
      });
    }
  );

  it('sends a command that was refused meanwhile all the same, later', async () => {
    await withSilentAgent(situation, '002', async (recorded, replay, time) => {
      const hanging = recorded.client
        .logIn('wazuh', 'wazuh')
        .then((token) =>
          recorded.client.send(
            'PUT',
            '/active-response?agents_list=002',
            { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
            '{"command":"!isolation.exe"}'
          )
        );
      await sleep(50);
      await replay('slow_concurrent_other');
      expect(recorded.reached()).toEqual(calls.concurrent.sent_when_answered);
      expect((await hanging).status).toBe(500);
      await time.turn(agentAnswerTimeoutMs);
      expect(recorded.reached()).toEqual(calls.concurrent.sent_70s_later);
    });
  });
});

describe('an agent that hangs, in the first recordings', () => {
  it('holds the call and those behind it', async () => {
    await withSilentAgent(first, '012', (_recorded, replay) => replay('slow_agent_first_last'));
  });
});

describe.each([
  { situation: first, silent: '012' },
  { situation: recent, silent: '002' },
])('an agent that hangs, waited for, $situation.set', ({ situation, silent }) => {
  it('fails with 1116 when remoted gives up', async () => {
    await withSilentAgent(situation, silent, (_recorded, replay, time) =>
      turnUntil(time, replay('slow_wait_for_complete'))
    );
  });
});

describe.each([cluster, recentCluster])(
  'an agent that hangs in a cluster, $version',
  (situation) => {
    const { version } = situation;

    it('holds the master only, where it is on the master', async () => {
      const name = 'slow_agent_on_master';
      await withSilentAgent(situation, '001', async (recorded, replay, time) => {
        await replay(name);
        expect(recorded.reachedByNode()).toEqual(reachedInCluster(version, name)?.when_answered);
        await Promise.all(
          ['ar_002', 'ar_004', 'config_002', 'get', 'login'].map((each) =>
            replay(`${name}_meanwhile_${each}`)
          )
        );
        expect(recorded.reachedByNode()).toEqual(reachedInCluster(version, name)?.after_these);
        await time.turn(agentAnswerTimeoutMs);
        expect(recorded.reachedByNode()).toEqual(reachedInCluster(version, name)?.['60s_later']);
      });
    });

    it('holds its own call only, where it is on a worker', async () => {
      const name = 'slow_agent_on_worker';
      await withSilentAgent(situation, '003', async (recorded, replay, time) => {
        await replay(name);
        expect(recorded.reachedByNode()).toEqual(reachedInCluster(version, name)?.when_answered);
        await Promise.all(
          ['config_001', 'config_002', 'get_master'].map((each) =>
            replay(`${name}_meanwhile_${each}`)
          )
        );
        await time.turn(agentAnswerTimeoutMs);
        expect(recorded.reachedByNode()).toEqual(reachedInCluster(version, name)?.['70s_later']);
      });
    });
  }
);

describe('the recordings around an agent that hangs', () => {
  it('are all replayed above', () => {
    const all = recordedSets.flatMap(({ set }) =>
      Object.keys(slow(set)).map((name) => `${set} ${name}`)
    );
    expect(replayed.sort()).toEqual(all.sort());
  });
});
