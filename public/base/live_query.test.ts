import { ApiFailure } from '../api/api_failure';
import type { LiveState } from './live_query';
import { LiveQuery } from './live_query';

const NO_ANSWER = new ApiFailure('no_answer', '');

describe('LiveQuery', () => {
  let visibility: DocumentVisibilityState;
  let asked: string[];
  let signals: AbortSignal[];
  let states: Array<LiveState<number>>;
  let answers: Array<() => Promise<number>>;
  let query: LiveQuery<number>;

  beforeEach(() => {
    jest.useFakeTimers();
    visibility = 'visible';
    jest.spyOn(document, 'visibilityState', 'get').mockImplementation(() => visibility);
    asked = [];
    signals = [];
    states = [];
    answers = [];
    query = new LiveQuery<number>({
      load: (opened, signal) => {
        asked.push(opened);
        signals.push(signal);
        const answer = answers.shift() ?? (async () => asked.length);
        return answer();
      },
      pauseAfter: () => 1000,
      onChange: (state) => states.push(state),
    });
  });

  afterEach(() => {
    query.stop();
    jest.restoreAllMocks();
    jest.useRealTimers();
  });

  const last = () => states[states.length - 1];
  const pass = async (ms: number) => {
    await jest.advanceTimersByTimeAsync(ms);
  };
  const show = (now: DocumentVisibilityState) => {
    visibility = now;
    document.dispatchEvent(new Event('visibilitychange'));
  };

  it('asks as a person first, then by its timer', async () => {
    query.start();
    await pass(0);
    expect(last()).toMatchObject({ value: 1, isLoading: false });
    await pass(2000);
    expect(asked).toEqual(['by_person', 'by_timer', 'by_timer']);
  });

  it('never asks twice at a time', async () => {
    answers = [() => new Promise((resolve) => setTimeout(() => resolve(7), 5000))];
    query.start();
    await pass(4900);
    expect(asked).toHaveLength(1);
    await pass(1100);
    expect(asked).toHaveLength(2);
  });

  it('asks nothing while the page is hidden, and at once when it is shown again', async () => {
    query.start();
    await pass(0);
    show('hidden');
    await pass(60_000);
    expect(asked).toHaveLength(1);
    show('visible');
    await pass(0);
    expect(asked).toEqual(['by_person', 'by_timer']);
  });

  it('keeps the old value beside a failure, backs off, and recovers', async () => {
    answers = [
      async () => 1,
      () => Promise.reject(NO_ANSWER),
      () => Promise.reject(NO_ANSWER),
      async () => 2,
    ];
    query.start();
    await pass(1000);
    expect(last()).toMatchObject({ value: 1, failure: NO_ANSWER });
    await pass(1900);
    expect(asked).toHaveLength(2);
    await pass(200);
    expect(asked).toHaveLength(3);
    await pass(3800);
    expect(asked).toHaveLength(3);
    await pass(200);
    expect(last()).toMatchObject({ value: 2 });
    expect(last()?.failure).toBeUndefined();
    await pass(1000);
    expect(asked).toHaveLength(5);
  });

  it('never waits longer than a minute, however often it failed', async () => {
    answers = Array.from({ length: 12 }, () => () => Promise.reject(NO_ANSWER));
    query.start();
    await pass(8 * 60_000);
    const before = asked.length;
    await pass(60_000);
    expect(asked.length).toBeGreaterThan(before);
  });

  it.each(['page_outdated', 'session_over'] as const)(
    'stops where only a reload of the page helps: %s',
    async (kind) => {
      answers = [() => Promise.reject(new ApiFailure(kind, ''))];
      query.start();
      await pass(10 * 60_000);
      expect(asked).toHaveLength(1);
    }
  );

  it('drops what is under way when somebody asks anew, whichever answer comes last', async () => {
    let late: (value: number) => void = () => undefined;
    answers = [
      () =>
        new Promise((resolve) => {
          late = resolve;
        }),
      async () => 2,
    ];
    query.start();
    query.reload();
    await pass(0);
    expect(signals[0]?.aborted).toBe(true);
    expect(last()).toMatchObject({ value: 2 });
    late(1);
    await pass(0);
    expect(last()).toMatchObject({ value: 2 });
    expect(asked).toEqual(['by_person', 'by_person']);
  });

  it('asks and tells nothing after it was stopped', async () => {
    query.start();
    await pass(0);
    const told = states.length;
    query.stop();
    await pass(10_000);
    show('hidden');
    show('visible');
    await pass(0);
    expect(asked).toHaveLength(1);
    expect(states).toHaveLength(told);
  });

  it('takes what is no failure of the API for one all the same', async () => {
    answers = [() => Promise.reject(new TypeError('x is not a function'))];
    query.start();
    await pass(0);
    expect(last()?.failure).toMatchObject({ kind: 'not_readable', message: 'x is not a function' });
  });
});
