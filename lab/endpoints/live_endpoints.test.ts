import { agent } from '../../test/builders/recorded_fleet';
import { Fleet } from '../manager/agent';
import type { AlertDocument } from './alert_document';
import { alertIndexOf } from './alert_document';
import type { EndpointFault } from './endpoint_faults';
import { endpointFaults, machineWith, shippingWith } from './endpoint_faults';
import type { Machine } from './endpoint_state';
import { isReallyIsolated, untouchedEndpoint, windowsMachine } from './endpoint_state';
import type { Delays } from './live_endpoints';
import { LiveEndpoints } from './live_endpoints';
import type { Command } from './program';

const start = Date.parse('2026-11-24T08:48:30.000Z');

const command = (action: string, addresses: string[] = ['192.168.1.1']): Command => ({
  command: '!isolation.exe',
  arguments: addresses,
  alert: { data: { action, user: 'alice' } },
  at: start,
});

function live(machine: Partial<Machine> = {}, delays: Partial<Delays> = {}) {
  const fleet = new Fleet([agent('001', { name: 'FIN-WS-01', ip: '10.20.1.11' }), agent('002')]);
  const stored: Array<{ alert: AlertDocument; delayMs: number; at: number }> = [];
  const endpoints = new LiveEndpoints({
    endpoints: new Map(
      ['001', '002'].map((id) => [id, untouchedEndpoint(windowsMachine(machine))] as const)
    ),
    fleet,
    sink: { index: (alert, { delayMs }) => stored.push({ alert, delayMs, at: Date.now() }) },
    decodedBy: () => ({ manager: { name: 'wazuh-server' } }),
    delays,
  });
  return { endpoints, fleet, stored };
}

const resultOf = ({ data }: AlertDocument): string => Object(data.clr).result;

describe('live endpoints', () => {
  beforeEach(() => jest.useFakeTimers().setSystemTime(start));
  afterEach(() => jest.useRealTimers());

  it('make an alert 3 to 6 s after the command, with the times of program and manager', async () => {
    const { endpoints, stored } = live();
    endpoints.receive('001', command('isolate'));
    await jest.advanceTimersByTimeAsync(1999);
    expect(stored).toHaveLength(0);
    await jest.advanceTimersByTimeAsync(2001);
    const [first] = stored;
    const total = (first?.at ?? 0) - start + (first?.delayMs ?? 0);
    expect(total).toBeGreaterThanOrEqual(3000);
    expect(total).toBeLessThanOrEqual(6000);
    expect(first?.alert.agent).toEqual({ id: '001', name: 'FIN-WS-01', ip: '10.20.1.11' });
    expect(Date.parse(first?.alert['@timestamp'] ?? '')).toBe(first?.at);
    expect(first?.alert.full_log).toMatch(/^2026\/11\/24 08:48:3[12] /);
    expect(first && alertIndexOf(first.alert)).toBe('wazuh-alerts-4.x-2026.11.24');
  });

  it('run the commands of one endpoint one after another, and those of two at once', async () => {
    const { endpoints, stored } = live({}, { startMs: [1000, 1000], deliverMs: [0, 0] });
    endpoints.receive('001', command('isolate'));
    endpoints.receive('001', command('release'));
    endpoints.receive('002', command('isolate'));
    await jest.advanceTimersByTimeAsync(1001);
    expect(stored.map(({ alert }) => alert.agent.id)).toEqual(['001', '002']);
    await jest.advanceTimersByTimeAsync(1000);
    expect(stored.map(({ alert }) => resultOf(alert).slice(0, 14))).toEqual([
      'stdout: Ok.   ',
      'stdout: Ok.   ',
      'stdout: O k . ',
    ]);
  });

  it('give alerts of one manager different ids and count them', async () => {
    const { endpoints, stored } = live();
    ['001', '002'].forEach((id) => endpoints.receive(id, command('probe')));
    await jest.advanceTimersByTimeAsync(10_000);
    const [one, two] = stored.map(({ alert }) => alert);
    expect(one?.id).not.toBe(two?.id);
    expect([one, two].map((alert) => alert?.rule.firedtimes)).toEqual([1, 2]);
  });

  it('keep what a locked-out endpoint wrote until it finds its manager again', async () => {
    const { endpoints, fleet, stored } = live();
    endpoints.receive('001', command('isolate', ['10.99.0.1']));
    await jest.advanceTimersByTimeAsync(60_000);
    expect(isReallyIsolated(endpoints.state('001'))).toBe(true);
    expect(stored).toHaveLength(0);
    expect(fleet.find('001')).toMatchObject({ status: 'active', link: 'silent' });
    await jest.advanceTimersByTimeAsync(600_000);
    expect(fleet.find('001')).toMatchObject({ status: 'disconnected' });

    endpoints.recover('001', 'allow_managers');
    expect(fleet.find('001')).toMatchObject({ status: 'active', link: 'answers' });
    expect(stored).toHaveLength(1);
    expect(stored[0]?.alert.full_log).toMatch(/^2026\/11\/24 08:48:3/);
    expect(Date.parse(stored[0]?.alert['@timestamp'] ?? '')).toBe(start + 660_000);
  });

  it('deliver what was held back once it is no longer', async () => {
    const { endpoints, stored } = live();
    endpoints.startFault('001', 'alerts_held');
    endpoints.receive('001', command('isolate'));
    await jest.advanceTimersByTimeAsync(600_000);
    expect(stored).toHaveLength(0);
    endpoints.endFault('001', 'alerts_held');
    expect(stored).toHaveLength(1);
  });

  it('are not said to be disconnected where contact came back in time', async () => {
    const { endpoints, fleet } = live();
    endpoints.startFault('001', 'switched_off');
    expect(fleet.find('001')).toMatchObject({ status: 'active', link: 'silent' });
    await jest.advanceTimersByTimeAsync(599_000);
    endpoints.endFault('001', 'switched_off');
    await jest.advanceTimersByTimeAsync(600_000);
    expect(fleet.find('001')).toMatchObject({ status: 'active', link: 'answers' });
  });

  it('lose a command that comes while they are off', async () => {
    const { endpoints, stored } = live();
    endpoints.startFault('001', 'switched_off');
    endpoints.receive('001', command('isolate'));
    await jest.advanceTimersByTimeAsync(10_000);
    endpoints.endFault('001', 'switched_off');
    await jest.advanceTimersByTimeAsync(10_000);
    expect(stored).toHaveLength(0);
    expect(isReallyIsolated(endpoints.state('001'))).toBe(false);
  });

  it.each<[EndpointFault, number, number]>([
    ['alerts_lost', 100_000, 0],
    ['alerts_late', 59_000, 0],
    ['alerts_late', 70_000, 1],
    ['alerts_twice', 10_000, 2],
  ])('with %s have after %d ms stored %d alerts', async (fault, ms, count) => {
    const { endpoints, stored } = live();
    endpoints.startFault('001', fault);
    endpoints.receive('001', command('probe'));
    await jest.advanceTimersByTimeAsync(ms);
    expect(stored).toHaveLength(count);
    expect(new Set(stored.map(({ alert }) => alert.id)).size).toBe(Math.min(count, 1));
  });

  it('have no alert for an answer that the indexer refuses', async () => {
    const { endpoints, stored } = live();
    endpoints.receive('001', command('isolate', Array(2400).fill('192.168.1.1')));
    await jest.advanceTimersByTimeAsync(10_000);
    expect(isReallyIsolated(endpoints.state('001'))).toBe(true);
    expect(stored).toHaveLength(0);
  });

  it('name the node that decoded the line', async () => {
    const { fleet, stored } = live();
    const decodedBy = () => ({
      manager: { name: 'wazuh-worker' },
      cluster: { name: 'wazuh-cluster', node: 'worker-01' },
    });
    const endpoints = new LiveEndpoints({
      endpoints: new Map([['001', untouchedEndpoint()]]),
      fleet,
      decodedBy,
      sink: { index: (alert, { delayMs }) => stored.push({ alert, delayMs, at: 0 }) },
    });
    endpoints.receive('001', command('probe'));
    await jest.advanceTimersByTimeAsync(10_000);
    expect(stored[0]?.alert).toMatchObject(decodedBy());
  });

  it('ignore a command for an endpoint that they do not have, and name it when asked for', async () => {
    const { endpoints, stored } = live();
    endpoints.receive('999', command('isolate'));
    await jest.advanceTimersByTimeAsync(10_000);
    expect(stored).toHaveLength(0);
    expect(() => endpoints.state('999')).toThrow('no endpoint 999');
  });

  it('end with their timers', async () => {
    const { endpoints, stored } = live();
    endpoints.receive('001', command('isolate'));
    endpoints.stop();
    await jest.advanceTimersByTimeAsync(10_000);
    expect(stored).toHaveLength(0);
  });

  it('take their time as they are told last', async () => {
    const { endpoints, stored } = live();
    endpoints.setDelays({ startMs: [0, 0], deliverMs: [0, 0], indexMs: [7, 7] });
    endpoints.receive('001', command('isolate'));
    await jest.advanceTimersByTimeAsync(1);
    expect(stored.map(({ delayMs }) => delayMs)).toEqual([7]);
    expect(endpoints.currentDelays().disconnectMs).toBe(600_000);
  });

  it('become other machines, and keep their faults', async () => {
    const { endpoints } = live();
    endpoints.startFault('001', 'not_elevated');
    endpoints.changeMachine('001', { clockOffsetMs: 60_000, rights: 'elevated' });
    expect(endpoints.state('001').machine).toMatchObject({
      clockOffsetMs: 60_000,
      rights: 'not_elevated',
    });
    endpoints.endFault('001', 'not_elevated');
    expect(endpoints.state('001').machine.rights).toBe('elevated');
  });

  it.each([
    ['own_log', '001', 'active-response\\active-responses.log'],
    ['other_log', '001', 'C:\\inetpub\\logs\\LogFiles\\W3SVC1\\app.log'],
    ['syslog', '000', '10.20.1.11'],
  ] as const)(
    'let somebody make up an answer by %s, from agent %s, and nothing is done',
    async (forgery, agentId, location) => {
      const { endpoints, stored } = live();
      endpoints.forge('001', 'isolate', forgery);
      endpoints.forge('001', 'release', forgery);
      expect(stored.map(({ alert }) => [alert.agent.id, alert.location])).toEqual([
        [agentId, location],
        [agentId, location],
      ]);
      expect(stored.map(({ alert }) => resultOf(alert).slice(0, 14))).toEqual([
        'stdout: Ok.   ',
        'stdout: O k . ',
      ]);
      expect(isReallyIsolated(endpoints.state('001'))).toBe(false);
    }
  );

  it('make up nothing that reaches a manager while they reach none', () => {
    const { endpoints, stored } = live({ presence: 'away' });
    endpoints.forge('001', 'release', 'own_log');
    expect(stored).toHaveLength(0);
  });
});

describe('faults of endpoints', () => {
  const well = windowsMachine();

  it.each(Object.keys(endpointFaults) as EndpointFault[])('%s changes something', (fault) => {
    const isShipping = shippingWith([fault]) !== 'usual';
    expect(isShipping || JSON.stringify(machineWith(well, [fault])) !== JSON.stringify(well)).toBe(
      true
    );
  });

  it('add up', () => {
    const both = machineWith(well, ['export_fails', 'import_fails', 'not_elevated']);
    expect(both.failingSteps).toEqual(['export', 'import']);
    expect(both.rights).toBe('not_elevated');
  });

  it('are gone when they end', () => {
    const { endpoints } = live();
    endpoints.startFault('001', 'export_fails');
    endpoints.startFault('001', 'program_missing');
    endpoints.endFault('001', 'export_fails');
    expect(endpoints.faults('001')).toEqual(['program_missing']);
    expect(endpoints.state('001').machine).toEqual(windowsMachine({ program: 'missing' }));
  });
});
