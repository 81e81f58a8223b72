import { LoginPauses } from './login_pause';
import { ManagerError } from './manager_error';
import type { Token } from './token';
import { TokenStore } from './token_store';

const HOST = 'manager';
const OWNER = { hostId: HOST };

/** A manager that counts logins, and a clock that stands until it is moved. */
function bench() {
  let now = 0;
  let logins = 0;
  let open: (() => void)[] = [];
  const pauses = new LoginPauses(() => now);
  const store = new TokenStore(pauses, () => now);
  return {
    pauses,
    store,
    logins: () => logins,
    wait: (ms: number) => (now += ms),
    now: () => now,
    logIn: async () => `login.number.${++logins}`,
    refuse: async (): Promise<never> => {
      logins += 1;
      throw new ManagerError('login_refused', { status: 401 });
    },
    fail: async (): Promise<never> => {
      logins += 1;
      throw new ManagerError('connection_refused');
    },
    /** Refuses when it is told to. */
    hang: () =>
      new Promise<never>((_, reject) => {
        logins += 1;
        open.push(() => reject(new ManagerError('login_refused')));
      }),
    refuseAll: () => {
      open.forEach((refuse) => refuse());
      open = [];
    },
  };
}

describe('the tokens of the process', () => {
  it('are kept until 60 s before their end', async () => {
    const { store, logIn, logins, wait } = bench();
    const first = await store.get(OWNER, logIn);
    wait(839_999);
    expect(await store.get(OWNER, logIn)).toBe(first);
    wait(1);
    expect(await store.get(OWNER, logIn)).not.toBe(first);
    expect(logins()).toBe(2);
  });

  it('are one for each host, person and set of roles', async () => {
    const { store, logIn, logins } = bench();
    const alice = (...roles: string[]) => ({
      hostId: HOST,
      person: { name: 'alice', authContext: { roles } },
    });
    const tokens = [
      await store.get(OWNER, logIn),
      await store.get({ hostId: 'other' }, logIn),
      await store.get(alice('all_access'), logIn),
      await store.get(alice('analyst'), logIn),
      await store.get(
        { ...alice('analyst'), person: { name: 'bob', authContext: { roles: ['analyst'] } } },
        logIn
      ),
    ];
    expect(new Set(tokens.map(({ text }) => text)).size).toBe(5);
    expect(await store.get(alice('analyst'), logIn)).toBe(tokens[3]);
    expect(logins()).toBe(5);
  });

  it('come from one login where many wait for the same', async () => {
    const { store, logIn, logins } = bench();
    const tokens = await Promise.all(Array.from({ length: 20 }, () => store.get(OWNER, logIn)));
    expect(new Set(tokens).size).toBe(1);
    expect(logins()).toBe(1);
  });

  it('are not tokens where the login answered something else', async () => {
    const { store } = bench();
    await expect(store.get(OWNER, async () => undefined)).rejects.toMatchObject({
      code: 'login_unreadable',
    });
  });
});

describe('after a login that was refused', () => {
  it('none is tried for 30 s, then for twice as long, up to 5 minutes', async () => {
    const { store, refuse, logins, wait, pauses } = bench();
    for (const [index, pause] of [30, 60, 120, 240, 300, 300].entries()) {
      await expect(store.get(OWNER, refuse)).rejects.toMatchObject({ code: 'login_refused' });
      wait(pause * 1000 - 1);
      await expect(store.get(OWNER, refuse)).rejects.toMatchObject({ code: 'login_backed_off' });
      expect(logins()).toBe(index + 1);
      wait(1);
    }
    expect(pauses.of(HOST)).toMatchObject({ code: 'login_refused', failures: 6 });
  });

  it('the error says when it may be tried again', async () => {
    const { store, refuse } = bench();
    await store.get(OWNER, refuse).catch(() => undefined);
    await expect(store.get(OWNER, refuse)).rejects.toMatchObject({ retryAt: 30_000 });
  });

  it('all users of that host wait, and those of another host do not', async () => {
    const { store, refuse, logIn } = bench();
    await store.get(OWNER, refuse).catch(() => undefined);
    const person = { name: 'alice', authContext: {} };
    await expect(store.get({ hostId: HOST, person }, logIn)).rejects.toMatchObject({
      code: 'login_backed_off',
    });
    await expect(store.get({ hostId: 'other' }, logIn)).resolves.toBeDefined();
  });

  it('tokens that are there go on working', async () => {
    const { store, logIn, refuse } = bench();
    const token = await store.get(OWNER, logIn);
    const person = { name: 'alice', authContext: {} };
    await store.get({ hostId: HOST, person }, refuse).catch(() => undefined);
    expect(await store.get(OWNER, refuse)).toBe(token);
  });

  it('a good one ends the pauses', async () => {
    const { store, refuse, logIn, wait, pauses } = bench();
    await store.get(OWNER, refuse).catch(() => undefined);
    wait(30_000);
    await store.get(OWNER, logIn);
    expect(pauses.of(HOST)).toBeUndefined();
  });

  it('a hundred users with one wrong password fail four times, not a hundred', async () => {
    const { store, hang, refuseAll, logins } = bench();
    const all = Array.from({ length: 100 }, (_, n) =>
      store.get({ hostId: HOST, person: { name: `user${n}`, authContext: {} } }, hang)
    );
    const settled = Promise.allSettled(all);
    await Promise.resolve();
    refuseAll();
    const codes = (await settled).map((one) => one.status === 'rejected' && one.reason.code);
    expect(logins()).toBe(4);
    expect(codes.filter((code) => code === 'login_backed_off')).toHaveLength(96);
  });

  it('a manager that is down is asked again at once when it is back: it counts nothing against us', async () => {
    const { store, fail, logIn } = bench();
    await expect(store.get(OWNER, fail)).rejects.toMatchObject({ code: 'connection_refused' });
    await expect(store.get(OWNER, logIn)).resolves.toBeDefined();
  });
});

describe('a token that the manager refused', () => {
  const old: Token = { text: 'from.a.cookie', obtainedAt: 0, goodUntil: 1e12 };

  it('is replaced by a login, once for all that held it', async () => {
    const { store, logIn, logins, wait } = bench();
    const refused = await store.get(OWNER, logIn);
    wait(60_000);
    const renewed = await Promise.all([1, 2, 3].map(() => store.renew(OWNER, refused, logIn)));
    expect(new Set(renewed.map((token) => token?.text))).toEqual(new Set(['login.number.2']));
    expect(await store.renew(OWNER, refused, logIn)).toBe(renewed[0]);
    expect(logins()).toBe(2);
  });

  it('from a cookie is replaced, however new it seems', async () => {
    const { store, logIn } = bench();
    expect(await store.renew(OWNER, old, logIn)).toMatchObject({ text: 'login.number.1' });
  });

  it('never becomes a storm of logins where every token is refused', async () => {
    const { store, logIn, logins, wait, now } = bench();
    while (now() < 300_000) {
      const token = await store.get(OWNER, logIn).catch(() => undefined);
      if (token) await store.renew(OWNER, token, logIn).catch(() => undefined);
      wait(100);
    }
    // 3,000 requests, each refused with 401, in five minutes.
    expect(logins()).toBeLessThanOrEqual(10);
    expect(logins()).toBeGreaterThan(1);
  });
});
