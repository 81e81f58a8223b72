import type { Managers, ManagerSession } from './manager';
import { ManagerError } from './manager_error';
import { ManagerReach } from './manager_reach';

const HOST = { id: 'lab', url: '', way: 'direct', runAs: 'on', tls: 'verified' } as const;

function watched(answers: { readonly [call in keyof ManagerSession]?: () => Promise<unknown> }) {
  let now = 1000;
  const reach = new ManagerReach(() => now);
  const managers = {
    hosts: async () => [HOST],
    open: async () => ({ host: HOST, ...answers }),
  } as unknown as Managers;
  return {
    reach,
    managers: reach.watch(managers),
    at: (time: number) => {
      now = time;
    },
  };
}

const refused = async () => {
  throw new ManagerError('connection_refused');
};

describe('whether a manager can be reached', () => {
  it('is known from the first call that does not reach it until one does', async () => {
    let about: () => Promise<unknown> = async () => ({});
    const { reach, managers, at } = watched({ about: () => about() });
    const session = await managers.open('lab');
    expect(reach.awayOf('lab')).toBeUndefined();
    await session.about();
    about = refused;
    at(2000);
    await expect(session.about()).rejects.toThrow(ManagerError);
    at(3000);
    await expect(session.about()).rejects.toThrow(ManagerError);
    expect(reach.awayOf('lab')).toEqual({ since: 2000, answered_at: 1000 });
    about = async () => ({});
    await session.about();
    expect(reach.awayOf('lab')).toBeUndefined();
  });

  it('is not in doubt where the manager itself says no', async () => {
    const denied = async () => {
      throw new ManagerError('not_permitted', { status: 403 });
    };
    const { reach, managers } = watched({ agents: denied });
    const session = await managers.open('lab');
    await expect(
      session.agents({ limit: 1, sort: { by: 'id', direction: 'ascending' } })
    ).rejects.toThrow();
    expect(reach.awayOf('lab')).toBeUndefined();
  });

  it('is not judged by an agent that does not answer in time', async () => {
    const silent = async () => {
      throw new ManagerError('timed_out');
    };
    const { reach, managers } = watched({ agentClientConfig: silent, about: silent });
    const session = await managers.open('lab');
    await expect(session.agentClientConfig('001' as never)).rejects.toThrow();
    expect(reach.awayOf('lab')).toBeUndefined();
    await expect(session.about()).rejects.toThrow();
    expect(reach.awayOf('lab')).toEqual({ since: 1000 });
  });

  it('is told by a login that reaches nobody, and not by a token that is still good', async () => {
    const { reach, managers } = watched({});
    await managers.open('lab');
    expect(reach.awayOf('lab')).toBeUndefined();
    const cut = reach.watch({ hosts: async () => [], open: refused });
    await expect(cut.open('lab')).rejects.toThrow(ManagerError);
    expect(reach.awayOf('lab')).toEqual({ since: 1000 });
  });
});
