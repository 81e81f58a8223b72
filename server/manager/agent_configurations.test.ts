import { address as anAddress } from '../../test/builders/actions';
import type { AgentId, EndpointKey, ManagerId } from '../../common/manager/endpoint';
import { endpointKeyOf, parseAgentId } from '../../common/manager/endpoint';
import type { ReportedManagers } from '../../common/lifeline/lifeline';
import { HOUR, MINUTE, SECOND } from '../../common/base/time';
import type { ManagerSession } from './manager';
import { ManagerError } from './manager_error';
import { AgentConfigurations, ASKING_TAKES_AT_MOST, newAsking } from './agent_configurations';
import type { AskedFor } from './silence';
import { LONGEST_TURN, Silence } from './silence';

const SILENT = 'Timeout executing API request';
const SILENT_FOR = 10 * SECOND;

function agentId(text: string): AgentId {
  const id = parseAgentId(text);
  if (!id) throw new Error(`${text} is no id of an agent`);
  return id;
}

interface Behaviour {
  /** Agents that do not answer, which is found out after ten seconds. */
  readonly silent?: readonly string[];
  /** Agents whose question never ends here. */
  readonly hanging?: readonly string[];
  /** Managers that the ledger remembers of endpoints that were asked by another process. */
  readonly remembered?: Readonly<Record<string, readonly string[]>>;
  readonly isOtherwiseKnown?: boolean;
}

/** A reader of configurations behind a manager that is held by a silent one as the real one is. */
function asker({
  silent = [],
  hanging = [],
  remembered = {},
  isOtherwiseKnown = true,
}: Behaviour = {}) {
  let clock = 0;
  const asked: string[] = [];
  const kept = new Map<string, readonly string[]>(
    Object.entries(remembered).map(([id, servers]) => [keyOf(id), servers])
  );
  const session = {
    host: { id: 'lab' },
    agentClientConfig: async (id: AgentId) => {
      asked.push(id);
      await undefined;
      if (hanging.includes(id)) await new Promise(() => undefined);
      if (silent.includes(id)) {
        clock += SILENT_FOR;
        throw new ManagerError('manager_timed_out', {
          status: 500,
          problem: { from: 'manager', managerCode: 3021, words: SILENT },
        });
      }
      return { servers: [{ address: '192.168.1.1' }] };
    },
  } as unknown as ManagerSession;
  const configurations = new AgentConfigurations({
    endpoints: {
      reportedOf: async (endpoint) => kept.get(endpoint) ?? [],
      rememberReported: async (endpoint, servers) => void kept.set(endpoint, servers),
    },
    silence: new Silence(() => clock),
    resolve: async () => [],
    now: () => clock,
  });
  const read = (ids: readonly string[], askedFor: AskedFor = 'preview') => {
    const asking = newAsking(askedFor, clock);
    return Promise.all(
      ids.map((id) =>
        configurations
          .read(
            { endpoint: keyOf(id), agent: agentId(id), hostId: 'lab' },
            session,
            asking,
            async () => isOtherwiseKnown
          )
          .then(told)
      )
    );
  };
  return { read, asked, pass: (ms: number) => void (clock += ms), now: () => clock };
}

function keyOf(id: string): EndpointKey {
  return endpointKeyOf('manager:wazuh-server' as ManagerId, agentId(id));
}

function told(reported: ReportedManagers): string {
  if (!reported.read) return reported.why;
  const servers = reported.servers.flatMap(({ server }) =>
    server.kind === 'address' ? [server.address] : []
  );
  const kept = reported.kept_because === undefined ? '' : `kept: ${reported.kept_because} `;
  return `${kept}${servers.join()}`;
}

describe('the servers that an agent reports', () => {
  it.each([
    ['manager.example/192.168.1.1', ['192.168.1.1', 'manager.example/192.168.1.1']],
    ['manager.example/', ['manager.example/']],
    ['manager.example', ['manager.example']],
    ['manager.example/127.0.0.1', ['manager.example/127.0.0.1']],
    ['127.0.0.1', ['127.0.0.1']],
    ['192.168.1.1', ['192.168.1.1']],
  ])('are remembered as they are, and resolved: %s', async (text, remembered) => {
    const kept = new Map<string, readonly string[]>();
    const reader = () =>
      new AgentConfigurations({
        endpoints: {
          reportedOf: async (endpoint) => kept.get(endpoint) ?? [],
          rememberReported: async (endpoint, servers) => void kept.set(endpoint, servers),
        },
        silence: new Silence(() => 0),
        resolve: async (name) => [anAddress(name === 'manager.example' ? '192.168.1.7' : '::9')],
        now: () => 0,
      });
    const session = {
      host: { id: 'lab' },
      agentClientConfig: async () => ({ servers: [{ address: text }] }),
    } as unknown as ManagerSession;
    const subject = { endpoint: keyOf('001'), agent: agentId('001'), hostId: 'lab' };
    const asked = await reader().read(subject, session, newAsking('preview', 0), async () => true);
    expect(kept.get(keyOf('001'))).toEqual(remembered);
    // Another process, which only sends, goes on with what the ledger remembers.
    const again = await reader().read(subject, session, newAsking('action', 0), async () => true);
    expect(asked).toMatchObject({ read: true });
    expect(again).toEqual({ ...asked, kept_because: expect.any(String) });
    const resolved = text.includes('manager.example') ? ['192.168.1.7'] : [];
    expect(asked).toMatchObject({ servers: [{ resolved }] });
  });
});

const READ = '192.168.1.1';
const many = Array.from({ length: 98 }, (_, i) => String(i + 1).padStart(3, '0'));

describe('what endpoints are asked for their configuration', () => {
  it('ends with the first that is silent, however many there are', async () => {
    const { read, asked, now } = asker({ silent: many });
    const found = await read(many);
    expect(asked).toEqual(['001']);
    expect(now()).toBeLessThanOrEqual(SILENT_FOR);
    expect(found[0]).toContain(SILENT);
    for (const why of found.slice(1)) expect(why).toMatch(/another endpoint .* didn't respond/);
  });

  it('takes no longer than a person can wait, even if each is only slow', async () => {
    const slow = asker();
    const before = slow.read(many.slice(0, 2));
    slow.pass(ASKING_TAKES_AT_MOST);
    for (const why of await before) expect(why).toMatch(/other endpoints took too long/);
  });

  it('is asked again of other endpoints of that host ten minutes later, and of the silent one an hour later', async () => {
    const { read, asked, pass } = asker({ silent: ['001'] });
    await read(['001']);
    pass(10 * MINUTE - SILENT_FOR);
    await read(['001', '002']);
    expect(asked).toEqual(['001']);
    pass(SILENT_FOR);
    expect(await read(['001', '002'])).toEqual([
      expect.stringMatching(/it didn't respond the last time/),
      READ,
    ]);
    expect(asked).toEqual(['001', '002']);
    pass(HOUR - 10 * MINUTE);
    await read(['001']);
    expect(asked).toEqual(['001', '002', '001']);
  });

  it('is asked for whoever says so, once a minute', async () => {
    const { read, asked, pass } = asker({ silent: ['001'] });
    await read(['001']);
    expect(await read(['002'], 'ask_again')).toEqual([expect.stringMatching(/less than a minute/)]);
    pass(MINUTE);
    expect(await read(['002'], 'ask_again')).toEqual([READ]);
    await read(['001'], 'ask_again');
    expect(asked).toEqual(['001', '002', '001']);
    await read(['001'], 'ask_again');
    expect(asked).toEqual(['001', '002', '001']);
  });

  it('is not asked anew while it is recent', async () => {
    const { read, asked, pass } = asker();
    await read(['001']);
    pass(10 * MINUTE - 1);
    expect(await read(['001'])).toEqual([READ]);
    expect(asked).toEqual(['001']);
    pass(1);
    await read(['001']);
    expect(asked).toEqual(['001', '001']);
  });

  it('of one that is silent is what it said before, to whichever process', async () => {
    const remembered = { '001': ['10.0.0.1'], '002': ['10.0.0.2'] };
    const { read } = asker({ silent: ['001'], remembered });
    expect(await read(['001', '002'])).toEqual([
      expect.stringMatching(/^kept: .*Timeout.* 10\.0\.0\.1$/),
      expect.stringMatching(/^kept: .*didn't respond.* 10\.0\.0\.2$/),
    ]);
  });
});

describe('the questions of somebody else', () => {
  it('are not waited for', async () => {
    const { read, asked } = asker({ hanging: ['001'] });
    void read(['001', '003']);
    const begun = Date.now();
    expect(await read(['002'])).toEqual([expect.stringMatching(/is being queried/)]);
    expect(Date.now() - begun).toBeGreaterThanOrEqual(LONGEST_TURN - 10);
    expect(asked).toEqual(['001']);
  });

  it('leave room between two of them where they are answered', async () => {
    const { read, asked } = asker();
    const [, second] = await Promise.all([read(many.slice(0, 20)), read(['050'])]);
    expect(second).toEqual([READ]);
    expect(asked.indexOf('050')).toBeLessThan(3);
  });
});

describe('an isolation that was decided upon', () => {
  it('waits for no configuration where an address is known otherwise', async () => {
    const { read, asked } = asker();
    expect(await read(['001'], 'action')).toEqual([expect.stringMatching(/wasn't queried again/)]);
    expect(asked).toEqual([]);
  });

  it('goes by what was read for its preview, and by what another process read', async () => {
    const { read, asked } = asker({ remembered: { '002': ['10.0.0.2'] } });
    await read(['001']);
    expect(await read(['001', '002'], 'action')).toEqual([
      READ,
      expect.stringMatching(/^kept: .* 10\.0\.0\.2$/),
    ]);
    expect(asked).toEqual(['001']);
  });

  it('asks where nothing is known at all', async () => {
    const { read } = asker({ isOtherwiseKnown: false });
    expect(await read(['001'], 'action')).toEqual([READ]);
  });
});
