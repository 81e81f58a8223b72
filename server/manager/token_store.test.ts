import { LoginPauses } from './login_pause';
import { ManagerError } from './manager_error';
import { TokenStore } from './token_store';

const HOST = 'manager';
const OWNER = { hostId: HOST };

/** A manager that counts logins, and a clock that stands until it is moved. */
function bench() {
  let now = 0;
  let logins = 0;
  let open: (() => void)[] = [];
  const pauses = new LoginPauses(() => now);
  const waits: { until: number; resolve: () => void }[] = [];
  const store = new TokenStore(
    pauses,
    () => now,
    (ms) => new Promise((resolve) => waits.push({ until: now + ms, resolve }))
  );
  return {
    pauses,
    store,
    logins: () => logins,
    wait: (ms: number) => {
      now += ms;
      waits.splice(0).forEach((one) => (one.until <= now ? one.resolve() : waits.push(one)));
    },
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
    const first = await store.get(OWNER, logIn, 'reading');
    wait(839_999);
    expect(await store.get(OWNER, logIn, 'reading')).toBe(first);
    wait(1);
    expect(await store.get(OWNER, logIn, 'reading')).not.toBe(first);
    expect(logins()).toBe(2);
  });

  it('are one for each host, person and set of roles', async () => {
    const { store, logIn, logins } = bench();
    const alice = (...roles: string[]) => ({
      hostId: HOST,
      person: { name: 'alice', authContext: { roles } },
    });
    const tokens = [
      await store.get(OWNER, logIn, 'reading'),
      await store.get({ hostId: 'other' }, logIn, 'reading'),
      await store.get(alice('all_access'), logIn, 'reading'),
      await store.get(alice('analyst'), logIn, 'reading'),
      await store.get(
        { ...alice('analyst'), person: { name: 'bob', authContext: { roles: ['analyst'] } } },
        logIn,
        'reading'
      ),
    ];
    expect(new Set(tokens.map(({ text }) => text)).size).toBe(5);
    expect(await store.get(alice('analyst'), logIn, 'reading')).toBe(tokens[3]);
    expect(logins()).toBe(5);
  });

  it('come from one login where many wait for the same', async () => {
    const { store, logIn, logins } = bench();
    const tokens = await Promise.all(
      Array.from({ length: 20 }, () => store.get(OWNER, logIn, 'reading'))
    );
    expect(new Set(tokens).size).toBe(1);
    expect(logins()).toBe(1);
  });

  it('are not tokens where the login answered something else', async () => {
    const { store } = bench();
    await expect(store.get(OWNER, async () => undefined, 'reading')).rejects.toMatchObject({
      code: 'login_unreadable',
    });
  });
});

describe('after a login that was refused', () => {
  it('none is tried for 30 s, then for twice as long, up to 5 minutes', async () => {
    const { store, refuse, logins, wait, pauses } = bench();
    for (const [index, pause] of [30, 60, 120, 240, 300, 300].entries()) {
      await expect(store.get(OWNER, refuse, 'reading')).rejects.toMatchObject({
        code: 'login_refused',
      });
      wait(pause * 1000 - 1);
      await expect(store.get(OWNER, refuse, 'reading')).rejects.toMatchObject({
        code: 'login_backed_off',
      });
      expect(logins()).toBe(index + 1);
      wait(1);
    }
    expect(pauses.of(HOST)).toMatchObject({ code: 'login_refused', failures: 6 });
  });

  it('the error says when it may be tried again', async () => {
    const { store, refuse } = bench();
    await store.get(OWNER, refuse, 'reading').catch(() => undefined);
    await expect(store.get(OWNER, refuse, 'reading')).rejects.toMatchObject({ retryAt: 30_000 });
  });

  it('all users of that host wait, and those of another host do not', async () => {
    const { store, refuse, logIn } = bench();
    await store.get(OWNER, refuse, 'reading').catch(() => undefined);
    const person = { name: 'alice', authContext: {} };
    await expect(store.get({ hostId: HOST, person }, logIn, 'reading')).rejects.toMatchObject({
      code: 'login_backed_off',
    });
    await expect(store.get({ hostId: 'other' }, logIn, 'reading')).resolves.toBeDefined();
  });

  it('tokens that are there go on working', async () => {
    const { store, logIn, refuse } = bench();
    const token = await store.get(OWNER, logIn, 'reading');
    const person = { name: 'alice', authContext: {} };
    await store.get({ hostId: HOST, person }, refuse, 'reading').catch(() => undefined);
    expect(await store.get(OWNER, refuse, 'reading')).toBe(token);
  });

  it('a good one ends the pauses', async () => {
    const { store, refuse, logIn, wait, pauses } = bench();
    await store.get(OWNER, refuse, 'reading').catch(() => undefined);
    wait(30_000);
    await store.get(OWNER, logIn, 'reading');
    expect(pauses.of(HOST)).toBeUndefined();
  });

  it('a hundred users with one wrong password fail four times, not a hundred', async () => {
    const { store, hang, refuseAll, logins } = bench();
    const all = Array.from({ length: 100 }, (_, n) =>
      store.get({ hostId: HOST, person: { name: `user${n}`, authContext: {} } }, hang, 'reading')
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
    await expect(store.get(OWNER, fail, 'reading')).rejects.toMatchObject({
      code: 'connection_refused',
    });
    await expect(store.get(OWNER, logIn, 'reading')).resolves.toBeDefined();
  });
});

describe('a token that the manager refused', () => {
  it('is replaced by a login, once for all that held it', async () => {
    const { store, logIn, logins, wait } = bench();
    const refused = await store.get(OWNER, logIn, 'reading');
    wait(60_000);
    const renewed = await Promise.all(
      [1, 2, 3].map(() => store.renew(OWNER, refused, logIn, 'reading'))
    );
    expect(new Set(renewed.map(({ text }) => text))).toEqual(new Set(['login.number.2']));
    expect(await store.renew(OWNER, refused, logIn, 'reading')).toBe(renewed[0]);
    expect(logins()).toBe(2);
  });

  it('is no failed login, however young it is and however often it happens', async () => {
    const { store, logIn, wait, pauses } = bench();
    for (let round = 0; round < 100; round += 1) {
      const token = await store.get(OWNER, logIn, 'acting');
      await store.renew(OWNER, token, logIn, 'acting');
      wait(1_000);
    }
    expect(pauses.of(HOST)).toBeUndefined();
    const person = { name: 'alice', authContext: {} };
    await expect(store.get({ hostId: HOST, person }, logIn, 'reading')).resolves.toBeDefined();
  });

  it('keeps nobody else from their own token', async () => {
    const { store, logIn } = bench();
    const alice = { hostId: HOST, person: { name: 'alice', authContext: {} } };
    const kept = await store.get(alice, logIn, 'acting');
    const refused = await store.get(OWNER, logIn, 'reading');
    await store.renew(OWNER, refused, logIn, 'acting');
    expect(await store.get(alice, logIn, 'acting')).toBe(kept);
  });

  it('is replaced at once for whoever acts', async () => {
    const { store, logIn } = bench();
    const refused = await store.get(OWNER, logIn, 'acting');
    expect(await store.renew(OWNER, refused, logIn, 'acting')).toMatchObject({
      text: 'login.number.2',
    });
  });

  it('is replaced at once a dozen times in 5 s, and then waits as a read does', async () => {
    const { store, logIn, logins, wait } = bench();
    let token = await store.get(OWNER, logIn, 'acting');
    for (let n = 1; n < 12; n += 1) token = await store.renew(OWNER, token, logIn, 'acting');
    const waiting = store.renew(OWNER, token, logIn, 'acting');
    await settle();
    expect(logins()).toBe(12);
    wait(5_000);
    await waiting;
    expect(logins()).toBe(13);
  });

  it('makes the next that is kept doubtful for a minute to whoever acts, and to no read', async () => {
    const { store, logIn, wait } = bench();
    const refused = await store.get(OWNER, logIn, 'reading');
    const kept = await store.renew(OWNER, refused, logIn, 'acting');
    wait(59_999);
    expect(await store.get(OWNER, logIn, 'reading')).toBe(kept);
    const anew = await store.get(OWNER, logIn, 'acting');
    expect(anew).not.toBe(kept);
    wait(1);
    expect(await store.get(OWNER, logIn, 'acting')).toBe(anew);
  });

  it('is replaced for reads by at most one login in 5 s, which all of them share', async () => {
    const { store, logIn, logins, wait, now } = bench();
    let token = await store.get(OWNER, logIn, 'reading');
    const waiting = [1, 2, 3].map(() => store.renew(OWNER, token, logIn, 'reading'));
    wait(4_999);
    await settle();
    expect(logins()).toBe(1);
    wait(1);
    const texts = (await Promise.all(waiting)).map(({ text }) => text);
    expect(new Set(texts)).toEqual(new Set(['login.number.2']));
    // 600 reads, each refused with 401, in five minutes.
    while (now() < 305_000) {
      token = await store.get(OWNER, logIn, 'reading');
      void store.renew(OWNER, token, logIn, 'reading');
      wait(500);
      await settle();
    }
    expect(logins()).toBeGreaterThan(10);
    expect(logins()).toBeLessThanOrEqual(62);
  });

  it('does not let a read wait where somebody who acts has another one', async () => {
    const { store, logIn, logins } = bench();
    const refused = await store.get(OWNER, logIn, 'reading');
    const other = await store.renew(OWNER, refused, logIn, 'acting');
    expect(await store.renew(OWNER, refused, logIn, 'reading')).toBe(other);
    expect(logins()).toBe(2);
  });
});

/** Lets everything run that waits for nothing but other promises. */
function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

describe('the reason of a login', () => {
  it('is a refused token if one is replaced, and the want of one otherwise', async () => {
    const { store, wait } = bench();
    const reasons: string[] = [];
    const logIn = async (because: string) => `login.number.${reasons.push(because)}`;
    const first = await store.get(OWNER, logIn, 'acting');
    const second = await store.renew(OWNER, first, logIn, 'acting');
    await store.get(OWNER, logIn, 'acting');
    wait(900_000);
    await store.get(OWNER, logIn, 'reading');
    expect(second).not.toBe(first);
    expect(reasons).toEqual(['none_kept', 'refused', 'refused', 'none_kept']);
  });
});
