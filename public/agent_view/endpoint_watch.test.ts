import { fakeIsolationApi } from '../../test/fakes/isolation_api';
import { aContext, anAgent, anEndpoint, OPEN_STATE, provenState } from '../../test/builders/views';
import type { EndpointDetailView } from '../../common/api/endpoint_view';
import { ApiFailure } from '../api/api_failure';
import type { IsolationApi } from '../api/isolation_api';
import type { Watched, WatchTarget } from './endpoint_watch';
import { EndpointWatch } from './endpoint_watch';

const AGENT = anAgent();
const SHOWN = { id: AGENT.id, name: AGENT.name, registered_at: AGENT.date_add };
const TARGET: WatchTarget = { agent: SHOWN, host: 'lab' };

const host = (id: string) => ({ id, way: 'wazuhCore', run_as: 'on', tls: 'verified' } as const);
const refused = (code: string) => new ApiFailure('refused', '', { code, status: 404 });

let watch: EndpointWatch | undefined;
let told: Watched[];

beforeEach(() => {
  jest.useFakeTimers();
  told = [];
});

afterEach(() => {
  watch?.stop();
  jest.useRealTimers();
});

const settle = async () => {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
};

async function start(api: Partial<IsolationApi>, target = TARGET): Promise<Watched | undefined> {
  watch = new EndpointWatch(fakeIsolationApi(api), target, (watched) => told.push(watched));
  watch.start();
  await settle();
  return told[told.length - 1];
}

const pass = async (ms: number) => {
  jest.advanceTimersByTime(ms);
  await settle();
  return told[told.length - 1];
};

describe('the watch over the endpoint that is shown', () => {
  it('asks for it as a person first, then by a timer for its state alone', async () => {
    const endpoint = jest.fn(async () => anEndpoint({ state: provenState('isolated') }));
    const states = jest.fn(async () => ({
      states: [{ agent_id: '001', state: provenState('not_isolated') }],
    }));
    const first = await start({ endpoint, states });
    expect(first?.value).toMatchObject({
      is: 'shown',
      ref: { host: 'lab', agent: '001' },
      state: { status: 'isolated' },
    });
    const second = await pass(10_000);
    expect(second?.value).toMatchObject({ state: { status: 'not_isolated' } });
    expect(endpoint.mock.calls).toEqual([
      [{ host: 'lab', agent: '001' }, 'by_person', expect.anything()],
    ]);
    expect(states).toHaveBeenCalledWith('lab', ['001'], expect.anything());
  });

  it('looks more often while an action waits for its report', async () => {
    const waiting = { verb: 'isolate', n: 1, since: 0, until: 9e15 } as const;
    const states = jest.fn(async () => ({ states: [] }));
    await start({
      endpoint: async () => anEndpoint({ state: { ...OPEN_STATE, waiting } }),
      states,
    });
    await pass(2000);
    expect(states).toHaveBeenCalledTimes(1);
  });

  it('asks for the endpoint again, still by a timer, where the server has forgotten who was shown it', async () => {
    const endpoint = jest.fn(async () => anEndpoint());
    await start({ endpoint, states: async () => ({ states: [] }) });
    await pass(10_000);
    expect(endpoint).toHaveBeenLastCalledWith(expect.anything(), 'by_timer', expect.anything());
  });

  it.each<[string, Partial<EndpointDetailView>]>([
    ['its name is another', { name: 'HR-WS-01' }],
    ['it was registered at another time', { agent: anAgent({ date_add: 1 }) }],
  ])('says that it is another machine where %s', async (_, parts) => {
    const watched = await start({ endpoint: async () => anEndpoint(parts) });
    expect(watched?.value).toEqual({ is: 'another' });
  });

  it('takes it for the one shown where the browser knows its id only', async () => {
    const target = { agent: { id: AGENT.id }, host: 'lab' };
    const watched = await start({ endpoint: async () => anEndpoint() }, target);
    expect(watched?.value).toMatchObject({ is: 'shown' });
  });

  it.each([undefined, 'evil'])(
    'takes the only manager there is where Wazuh names %s',
    async (named) => {
      const endpoint: IsolationApi['endpoint'] = async ({ host: id }) => {
        if (id !== 'lab') throw refused('manager_failed');
        return anEndpoint();
      };
      const watched = await start(
        { endpoint, context: async () => aContext() },
        { agent: SHOWN, host: named }
      );
      expect(watched?.value).toMatchObject({ is: 'shown', ref: { host: 'lab' } });
    }
  );

  it.each([undefined, 'evil'])(
    'chooses none of two managers where Wazuh names %s, and asks for no endpoint of either',
    async (named) => {
      const asked: string[] = [];
      const watched = await start(
        {
          endpoint: async ({ host: id }) => {
            asked.push(id);
            throw refused('host_unknown');
          },
          context: async () => aContext({ hosts: [host('one'), host('two')] }),
        },
        { agent: SHOWN, host: named }
      );
      expect(watched?.failure?.code).toBe('host_unknown');
      expect(asked).toEqual(named === undefined ? [] : ['evil']);
    }
  );

  it('says why a manager that is configured could not be asked', async () => {
    const watched = await start({
      endpoint: async () => {
        throw refused('manager_failed');
      },
      context: async () => aContext(),
    });
    expect(watched).toMatchObject({ failure: { code: 'manager_failed' } });
    expect(watched?.value).toBeUndefined();
  });

  it('asks nothing more after its end', async () => {
    const states = jest.fn(async () => ({ states: [] }));
    await start({ endpoint: async () => anEndpoint(), states });
    watch?.stop();
    const count = told.length;
    await pass(60_000);
    expect(states).not.toHaveBeenCalled();
    expect(told).toHaveLength(count);
  });
});
