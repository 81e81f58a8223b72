import { LabClock } from '../lab_clock';
import { Fleet } from '../manager/agent';
import type { AlertDocument } from './alert_document';
import { canReachManager, isReallyIsolated } from './endpoint_state';
import { buildFleet } from './fleet';
import { LiveEndpoints } from './live_endpoints';

const now = Date.parse('2026-11-24T08:48:30.000Z');

function replayed() {
  const built = buildFleet({ now });
  const fleet = new Fleet(built.agents);
  const stored: Array<{ alert: AlertDocument; delayMs: number }> = [];
  const endpoints = new LiveEndpoints({
    endpoints: built.endpoints,
    fleet,
    sink: { index: (alert, { delayMs }) => stored.push({ alert, delayMs }) },
    decodedBy: () => ({ manager: { name: 'wazuh-server' } }),
    clock: Object.assign(new LabClock(), { now: () => now }),
  });
  endpoints.replay(built.history);
  return { ...built, fleet, endpoints, stored };
}

describe('the fleet of the lab', () => {
  it('is the same for the same seed, and another for another', () => {
    const one = JSON.stringify(buildFleet({ now, seed: 7 }).agents);
    expect(JSON.stringify(buildFleet({ now, seed: 7 }).agents)).toBe(one);
    expect(JSON.stringify(buildFleet({ now, seed: 8 }).agents)).not.toBe(one);
  });

  it('has 300 agents of all kinds, each with an id and a name of its own', () => {
    const { agents, endpoints } = buildFleet({ now });
    expect(agents).toHaveLength(300);
    expect(new Set(agents.map(({ id }) => id)).size).toBe(300);
    expect(new Set(agents.map(({ name }) => name)).size).toBe(300);
    expect(agents.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['FIN-WS-07', 'HQ-DC-01', 'web-01', 'OLD-WS-01', 'HQ-MAC-01'])
    );
    const kinds = (values: unknown[]) => Array.from(new Set(values)).map(String).sort();
    expect(kinds(agents.map(({ status }) => status))).toEqual([
      'active',
      'disconnected',
      'never_connected',
      'pending',
    ]);
    expect(kinds(agents.flatMap(({ os }) => os?.platform ?? []))).toEqual([
      'darwin',
      'debian',
      'rhel',
      'ubuntu',
      'windows',
    ]);
    const machines = Array.from(endpoints.values(), ({ machine }) => machine);
    expect(kinds(machines.map(({ program }) => program))).toEqual(['C-LR', 'WLR', 'missing']);
    expect(agents.some(({ version }) => version === 'Wazuh v4.1.5')).toBe(true);
  });

  it('can have another size, other nodes and another version', () => {
    const { agents } = buildFleet({ now, size: 57, nodes: ['a', 'b'], version: '4.14.7' });
    expect(agents).toHaveLength(57);
    expect(new Set(agents.flatMap(({ node }) => node ?? []))).toEqual(new Set(['a', 'b']));
    expect(agents.some(({ version }) => version === 'Wazuh v4.14.7')).toBe(true);
  });

  it('has endpoints that are isolated, stuck and locked out once its history is replayed', () => {
    const { agents, endpoints } = replayed();
    const states = agents.map(({ id }) => endpoints.state(id));
    const isolated = states.filter(isReallyIsolated);
    expect(isolated.filter(canReachManager)).toHaveLength(9);
    expect(isolated.filter(({ backup }) => backup === undefined)).toHaveLength(4);
    const lockedOut = agents.filter(({ id }) => {
      const state = endpoints.state(id);
      return isReallyIsolated(state) && !canReachManager(state);
    });
    expect(lockedOut).toHaveLength(2);
    expect(lockedOut.map(({ status }) => status)).toEqual(['disconnected', 'disconnected']);
  });

  it('stores the alerts of its history at once, all before now, none from who is locked out', () => {
    const { history, stored } = replayed();
    const commands = history.filter(({ command }) => command !== undefined);
    expect(stored).toHaveLength(commands.length - 2);
    stored.forEach(({ alert, delayMs }) => {
      expect(delayMs).toBe(0);
      expect(Date.parse(alert['@timestamp'])).toBeLessThan(now);
    });
    const times = stored.map(({ alert }) => alert['@timestamp']);
    expect(times).toEqual(Array.from(times).sort());
  });

  it('lets a locked-out endpoint deliver its old line when it is recovered', () => {
    const { agents, endpoints, stored } = replayed();
    const lost = agents.find(({ id, status }) => {
      const state = endpoints.state(id);
      return status === 'disconnected' && isReallyIsolated(state);
    });
    const before = stored.length;
    endpoints.recover(lost?.id ?? '', 'allow_managers');
    expect(stored).toHaveLength(before + 1);
    expect(stored[before]?.alert.agent.id).toBe(lost?.id);
  });
});
