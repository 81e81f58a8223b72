import { badRequest, notFound } from '@hapi/boom';
import type { EndpointFault } from '../endpoints/endpoint_faults';
import { endpointFaults } from '../endpoints/endpoint_faults';
import type { Forgery } from '../endpoints/forgery';
import { forgeries } from '../endpoints/forgery';
import { localRecoveries } from '../endpoints/local_recovery';
import { managerFaults } from '../manager/faults';
import type { Simulation } from '../simulation';
import { gateStates } from '../store/store_gate';
import { commandByHand } from './command_by_hand';
import type { Fields } from './fields';
import type { PanelOptions } from './panel_options';
import { speedNames, speeds } from './speeds';

/** Does what a form of the panel asks for, and says what was done. Throws Boom 400 or 404 where it cannot be done. */
type Control = (fields: Fields, panel: PanelOptions) => string | Promise<string>;

export const endpointFaultNames = Object.keys(endpointFaults) as EndpointFault[];
export const forgeryNames = Object.keys(forgeries) as Forgery[];
const managerFaultNames = managerFaults.map(({ name }) => name);

/** Minutes; further apart no clocks are that anybody runs. */
export const widestClockOffset = 1440;

/** Controls by the last part of the path that their forms are sent to. */
export const controls = {
  manager_fault: (fields, panel) => {
    const { hostId, manager } = simulationIn(fields, panel);
    const name = fields.oneOf('name', managerFaultNames);
    const target = fields.text('target');
    const wanted = fields.oneOf('wanted', ['on', 'off']);
    if (wanted === 'on') manager.faults.start(name, target);
    else manager.faults.end(name, target);
    return `Fault ${name} turned ${wanted} for manager ${hostId} ${target}`.trim();
  },

  endpoint_fault: (fields, panel) => {
    const { endpoints } = simulationIn(fields, panel);
    const agent = endpointIn(fields, panel);
    const name = fields.oneOf('name', endpointFaultNames);
    const wanted = fields.oneOf('wanted', ['on', 'off']);
    if (wanted === 'on') endpoints.startFault(agent, name);
    else endpoints.endFault(agent, name);
    return `Fault ${name} turned ${wanted} for endpoint ${agent}`;
  },

  end_faults: (_, { simulations }) => {
    simulations.forEach(({ manager, endpoints }) => {
      manager.faults.endAll();
      endpoints
        .ids()
        .forEach((id) => endpoints.faults(id).forEach((fault) => endpoints.endFault(id, fault)));
    });
    return 'All faults turned off';
  },

  recovery: (fields, panel) => {
    const { endpoints } = simulationIn(fields, panel);
    const agent = endpointIn(fields, panel);
    const step = fields.oneOf('step', localRecoveries);
    endpoints.recover(agent, step);
    return `Local recovery of endpoint ${agent}: ${step} done`;
  },

  speed: (fields, { simulations }) => {
    const name = fields.oneOf('speed', speedNames);
    simulations.forEach(({ endpoints }) => endpoints.setDelays(speeds[name].delays));
    return `Response time set to ${name.replace('_', ' ')}`;
  },

  node_clock: (fields, panel) => {
    const { clocks, manager } = simulationIn(fields, panel);
    const node = fields.oneOf(
      'node',
      manager.nodes.map(({ name }) => name)
    );
    const minutes = clockOffsetIn(fields);
    clocks.set(node, minutes * 60_000);
    return `Clock of ${node}: ${clockWords(minutes)}`;
  },

  endpoint_clock: (fields, panel) => {
    const { endpoints } = simulationIn(fields, panel);
    const agent = endpointIn(fields, panel);
    const minutes = clockOffsetIn(fields);
    endpoints.changeMachine(agent, { clockOffsetMs: minutes * 60_000 });
    return `Clock of endpoint ${agent}: ${clockWords(minutes)}`;
  },

  command: (fields, panel) => {
    const { manager } = simulationIn(fields, panel);
    return commandByHand(manager, {
      agentId: endpointIn(fields, panel),
      action: fields.text('action'),
      user: fields.text('user'),
      addresses: fields.list('addresses'),
    });
  },

  forge: (fields, panel) => {
    const { endpoints } = simulationIn(fields, panel);
    const agent = endpointIn(fields, panel);
    const verb = fields.oneOf('verb', ['isolate', 'release']);
    const forgery = fields.oneOf('forgery', forgeryNames);
    endpoints.forge(agent, verb, forgery);
    return `Forged a successful ${verb} report: ${forgery}`;
  },

  registration: (fields, panel) => {
    const { manager } = simulationIn(fields, panel);
    const agent = endpointIn(fields, panel);
    const wanted = fields.oneOf('wanted', ['removed', 'registered_anew']);
    if (manager.fleet.find(agent) === undefined) {
      throw badRequest(`Agent ${agent} was already removed from the manager.`);
    }
    if (wanted === 'removed') manager.fleet.remove(agent);
    else manager.fleet.change(agent, { addedAt: Date.now() });
    return wanted === 'removed' ? `Agent ${agent} was removed` : `Agent ${agent} was re-enrolled`;
  },

  store: async (fields, { gate }) => {
    if (gate === undefined) throw notFound("The lab doesn't manage this store.");
    const wanted = fields.oneOf('state', gateStates);
    await gate.set(wanted);
    return `Store state for the dashboard: ${wanted}`;
  },
} satisfies Record<string, Control>;

export type ControlName = keyof typeof controls;

function simulationIn(fields: Fields, { simulations }: PanelOptions): Simulation {
  const hostId = fields.text('host');
  const simulation = simulations.find((each) => each.hostId === hostId);
  if (simulation === undefined) throw notFound(`There is no manager "${hostId}".`);
  return simulation;
}

function endpointIn(fields: Fields, panel: PanelOptions): string {
  const agent = fields.text('agent');
  if (!simulationIn(fields, panel).endpoints.ids().includes(agent)) {
    throw notFound(`There is no endpoint "${agent}".`);
  }
  return agent;
}

function clockOffsetIn(fields: Fields): number {
  return fields.number('minutes', { from: -widestClockOffset, to: widestClockOffset });
}

/** Words for an offset in minutes. */
export function clockWords(minutes: number): string {
  if (minutes === 0) return 'correct';
  return `${Math.abs(minutes)} minutes ${minutes > 0 ? 'ahead' : 'behind'}`;
}
