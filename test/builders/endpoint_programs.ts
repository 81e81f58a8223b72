import type { EndpointState, Machine } from '../../lab/endpoints/endpoint_state';
import { untouchedEndpoint, windowsMachine } from '../../lab/endpoints/endpoint_state';
import type { Applied, Command } from '../../lab/endpoints/program';

/** Address of the manager that an endpoint knows. */
export const manager = '192.168.1.1';

/** Makes a command as the manager hands it on. */
export const command = (action: string, overrides: Partial<Command> = {}): Command => ({
  command: '!isolation.exe',
  arguments: action === 'isolate' ? [manager] : [],
  alert: { data: { action, user: 'alice', debug: false } },
  at: Date.parse('2026-11-24T08:48:30Z'),
  ...overrides,
});
export const isolate = command('isolate');
export const release = command('release');

/** Makes an endpoint to which nothing has happened. */
export const endpoint = (machine: Partial<Machine> = {}): EndpointState =>
  untouchedEndpoint(windowsMachine(machine));

/** Reads the result in the line that the program wrote; undefined where it wrote none. */
export function resultOf({ logLine }: Applied): string | undefined {
  if (logLine === undefined) return undefined;
  const line = JSON.parse(logLine.slice(logLine.indexOf(': ') + 2));
  return (line.clr ?? line.wlr).result;
}
