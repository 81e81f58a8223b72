import { PROGRAMS } from '../../test/builders/programs';
import { ActionBuilder } from '../../test/builders/actions';
import type { ActionDocument } from '../../common/action/action';
import type { StoredAction, Written } from '../indexer/action_ledger';
import { actionIdOf } from '../indexer/action_ledger';
import { IndexerError } from '../indexer/indexer_error';
import { HostPauses } from '../dispatch/host_pauses';
import { queueKeyFrom } from '../dispatch/queue_keys';
import type { Attempt } from './attempt';
import { sendQueued, startedOf } from './record_and_send';

const KEY = queueKeyFrom('secret');

const queued = (id: string): StoredAction => {
  const agent = { id, name: `FIN-WS-${id}`, ip: '10.0.0.11', os: 'Windows 11', groups: [] };
  const action = new ActionBuilder()
    .with({ endpoint: `manager:wazuh-server/${id}`, agent })
    .build();
  const version = { seqNo: 1, primaryTerm: 1, writes: action.timeline.length };
  return { id: actionIdOf(action), action: KEY.sign(action), version };
};

/** An attempt whose claims the indexer answers so, one after the other, and then always well. */
function attemptWith(answers: Array<Written['result'] | IndexerError>) {
  const sent: string[] = [];
  const waits: number[] = [];
  const written = (stored: StoredAction, action: ActionDocument): Written => ({
    result: 'written',
    stored: { ...stored, action },
  });
  const actions = {
    replace: async (stored: StoredAction, becomes: ActionDocument): Promise<Written> => {
      const answer = answers.shift() ?? 'written';
      if (answer instanceof IndexerError) throw answer;
      return answer === 'written' ? written(stored, becomes) : { result: 'conflict' };
    },
    updateMany: async () => ({ written: [], unchanged: [] }),
    readById: async () => new Map(),
  };
  const [{ action }] = [queued('001')];
  const attempt = {
    person: { name: 'alice' },
    previewed: {
      endpoints: [],
      manager: { identity: { cluster: 'off' } },
      session: {
        host: { id: 'lab' },
        agents: async () => ({ rows: [], total: 1 }),
        sendActiveResponse: async ({ agents }: { agents: readonly string[] }) => {
          sent.push(...agents);
          return { result: 'sent', agents: new Map(), unexpected: [] };
        },
      },
    },
    request: { host: 'lab' },
    dependencies: {
      worker: {
        id: 'w',
        whileWorking: async (_: string, __: unknown, work: () => Promise<unknown>) => work(),
      },
      pauses: new HostPauses({ now: () => action.created_at, wait: async () => undefined }),
      preview: { settings: { answerTime: 300_000 } },
      clock: {
        now: () => action.created_at,
        randomBytes: (length: number) => new Uint8Array(length),
      },
      send: {
        programs: PROGRAMS,
        actions,
        keyOf: async () => KEY,
        now: () => action.created_at,
        // The limit of the answer is 3 s as well; it is asked for first.
        wait: async (ms: number) => {
          waits.push(ms);
          return waits.length === 1 ? new Promise<void>(() => undefined) : undefined;
        },
        onStep: () => undefined,
        onFailure: () => undefined,
        onUnsigned: () => undefined,
        onUnexpected: () => undefined,
      },
    },
  };
  return { attempt: attempt as unknown as Attempt, sent, pauses: () => waits.slice(1) };
}

const send = async (attempt: Attempt, ...queue: readonly StoredAction[]) =>
  sendQueued(
    queue.map(({ action }) => startedOf(action)),
    queue,
    attempt
  );

describe('sending what is queued', () => {
  it('tries again, behind the others, what the indexer kept from being taken up', async () => {
    const { attempt, sent, pauses } = attemptWith([new IndexerError('indexer_busy')]);
    await send(attempt, queued('001'), queued('002'));
    expect(sent).toEqual(['002', '001']);
    expect(pauses()).toEqual([1000]);
  });

  it('leaves alone what somebody else has taken up', async () => {
    const { attempt, sent, pauses } = attemptWith(['conflict']);
    await send(attempt, queued('001'), queued('002'));
    expect(sent).toEqual(['002']);
    expect(pauses()).toEqual([]);
  });

  it('leaves alone what no dashboard with the key of its host has recorded so', async () => {
    const { attempt, sent } = attemptWith([]);
    const edited = queued('001');
    const agent = { ...edited.action.agent, id: '009' };
    await send(attempt, { ...edited, action: { ...edited.action, agent } }, queued('002'));
    expect(sent).toEqual(['002']);
  });

  it('gives up after some minutes: the action is interrupted when its time is over', async () => {
    const { attempt, sent, pauses } = attemptWith(
      Array.from({ length: 100 }, () => new IndexerError('indexer_unreachable'))
    );
    await send(attempt, queued('001'));
    expect(sent).toEqual([]);
    expect(pauses()).toEqual([1000, 3000, 10000, 30000, 60000, 300000]);
  });
});
