import { PROGRAMS } from '../../test/builders/programs';
import { ASKED_AT } from '../../test/builders/actions';
import { agentId, anAgent } from '../../test/builders/agents';
import { aPerson, managersListing, policiesOn } from '../../test/builders/people';
import { aProbe } from '../../test/builders/probes';
import type { AgentRow } from '../../common/manager/agent';
import type { HostIdentity } from '../../common/attribution/attribution';
import { managerOf } from '../../common/attribution/attribution';
import type { ReadyReport } from '../../common/readiness/endpoint_readiness';
import type { ProbeDocument } from '../../common/ledger/probe_document';
import { HOUR } from '../../common/base/time';
import type { ManagerReading } from '../manager/manager_directory';
import { readEndpointsReadiness } from './endpoints_readiness';
import { exportReadiness } from './export_readiness';

const IDENTITY: HostIdentity = {
  host_id: 'lab',
  cluster: 'off',
  hostname: 'wazuh-server',
  nodes: [],
  version: '4.12.0',
  clock_difference: 0,
  seen_at: ASKED_AT,
};

function known(): ManagerReading {
  const manager = managerOf(IDENTITY);
  if (!manager) throw new Error('It has no name.');
  return { known: 'known', manager, identity: IDENTITY };
}

const NOW = ASKED_AT + HOUR;

const numbered = (n: number, parts: Partial<AgentRow> = {}) =>
  anAgent({ id: agentId(String(n).padStart(3, '0')), name: `FIN-WS-${n}`, ...parts });

interface World {
  readonly agents: readonly AgentRow[] | 'down';
  readonly reports?: Readonly<Record<string, ReadyReport>>;
  readonly tests?: readonly ProbeDocument[];
  readonly hidden?: readonly string[];
  readonly manager?: ManagerReading;
}

function world({ agents, reports = {}, tests = [], hidden = [], manager = known() }: World) {
  const asked: string[] = [];
  const person = aPerson({
    managers: managersListing(agents),
    policies: policiesOn({
      '*:*:*': 'allow',
      ...Object.fromEntries(hidden.map((id) => [`agent:id:${id}`, 'deny'])),
    }),
  });
  const dependencies = {
    settings: { alerts: { pattern: 'wazuh-alerts-*', programs: PROGRAMS } },
    directory: { read: async () => manager },
    ledger: {
      endpointSearch: { readyReports: async () => new Map(Object.entries(reports)) },
      probes: {
        newestOfMany: async (endpoints: readonly string[]) => {
          asked.push(...endpoints);
          return new Map(tests.map((test) => [test.endpoint, test]));
        },
      },
    },
    now: () => NOW,
  };
  return { person, dependencies, asked };
}

const read = ({ person, dependencies }: ReturnType<typeof world>) =>
  readEndpointsReadiness('lab', person, dependencies);

const readyAt = (at: number, n: number): ReadyReport => ({
  agent_name: `FIN-WS-${n}`,
  ready_at: at,
});
const unanswered = (n: number) =>
  aProbe('dispatched', {
    endpoint: `manager:wazuh-server/${String(n).padStart(3, '0')}`,
    agent: { id: String(n).padStart(3, '0'), name: `FIN-WS-${n}`, ip: '', os: '', groups: [] },
  });

describe('the readiness of the active Windows endpoints', () => {
  it('counts the ready and lists the others, what a test found first', async () => {
    const view = await read(
      world({
        agents: [numbered(1), numbered(2), numbered(3), numbered(4, { version: 'Wazuh v4.1.5' })],
        reports: { '001': readyAt(ASKED_AT, 1), '003': readyAt(ASKED_AT - HOUR, 3) },
        tests: [unanswered(3)],
      })
    );
    expect(view).toEqual({
      host: 'lab',
      at: NOW,
      active: 4,
      ready: 1,
      not_ready: [
        {
          agent_id: '003',
          agent_name: 'FIN-WS-3',
          reason: 'no_response',
          tested_at: ASKED_AT,
          ready_at: ASKED_AT - HOUR,
        },
        {
          agent_id: '004',
          agent_name: 'FIN-WS-4',
          reason: 'version_too_old',
          detail: 'Wazuh v4.1.5',
        },
        { agent_id: '002', agent_name: 'FIN-WS-2', reason: 'not_tested' },
      ],
      extent: 'whole',
    });
  });

  it('leaves out what is not active or not Windows', async () => {
    const view = await read(
      world({
        agents: [
          numbered(1, { status: 'disconnected' }),
          numbered(2, { os_platform: 'ubuntu' }),
          numbered(3),
        ],
      })
    );
    expect(view).toMatchObject({ active: 1, ready: 0, not_ready: [{ agent_id: '003' }] });
  });

  it('neither lists nor counts nor asks about endpoints that this person cannot see', async () => {
    const set = world({
      agents: [numbered(1), numbered(2)],
      reports: { '002': readyAt(ASKED_AT, 2) },
      hidden: ['002'],
    });
    const view = await read(set);
    expect(view).toMatchObject({ active: 1, ready: 0, not_ready: [{ agent_id: '001' }] });
    expect(JSON.stringify(view)).not.toContain('002');
    expect(set.asked).toEqual(['manager:wazuh-server/001']);
  });

  it('reads thousands, page by page, and each once', async () => {
    const agents = Array.from({ length: 3210 }, (_, n) => numbered(n + 1));
    const reports = Object.fromEntries(
      agents.slice(0, 3000).map(({ id }, n) => [id, readyAt(ASKED_AT, n + 1)])
    );
    const view = await read(world({ agents, reports }));
    expect(view).toMatchObject({ active: 3210, ready: 3000, extent: 'whole' });
    expect(new Set(view.not_ready.map(({ agent_id: id }) => id)).size).toBe(210);
  });

  it('says where there are more than it reads at once', async () => {
    const agents = Array.from({ length: 10001 }, (_, n) => numbered(n + 1));
    expect(await read(world({ agents }))).toMatchObject({ active: 10000, extent: 'capped' });
  });

  it.each([
    ['not_known', 'manager_failed'],
    ['ambiguous', 'not_eligible'],
  ] as const)('is refused for a manager that is %s', async (known, code) => {
    const set = world({ agents: [], manager: { known } });
    await expect(read(set)).rejects.toMatchObject({ code });
  });

  it('fails as the manager does: no number is made up', async () => {
    await expect(read(world({ agents: 'down' }))).rejects.toMatchObject({ code: 'timed_out' });
  });

  it('is taken away as a file, the reason first, safe to open in a spreadsheet', async () => {
    const { person, dependencies } = world({
      agents: [numbered(1, { name: '=cmd' }), numbered(2, { version: 'Wazuh v4.1.5' })],
      tests: [],
    });
    const file = await exportReadiness('lab', person, dependencies);
    expect(file.name).toMatch(/^isolation-not-ready-lab-/);
    expect(file.text.split('\r\n')).toEqual([
      '\ufeffnot_ready_because,agent_id,agent_name,agent_version,tested_at,last_ready_at',
      'version_too_old,002,FIN-WS-2,Wazuh v4.1.5,,',
      "not_tested,001,'=cmd,,,",
      '',
    ]);
    expect(file).toMatchObject({ rows: 2, extent: 'whole' });
  });
});
