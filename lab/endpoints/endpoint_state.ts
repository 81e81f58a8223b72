import type { NetshLanguage } from './netsh_texts';
import { covers } from './program_address';

/** Steps of the program that can fail on an endpoint; each is one call of `netsh`. */
export const netshSteps = ['export', 'delete', 'state', 'policy', 'add', 'import'] as const;
export type NetshStep = (typeof netshSteps)[number];

export interface Firewall {
  /** Ordinary local rules, as a count: the program never looks at a single one. */
  readonly rules: number;
  /** Addresses of the `allow-siem-in` and `allow-siem-out` rules, one pair of rules each. */
  readonly lifeline: readonly string[];
  readonly profiles: 'on' | 'off';
  /** `open` is Windows' default (blockinbound,allowoutbound), `blocked` is blockinbound,blockoutbound. */
  readonly policy: 'open' | 'blocked';
}

/** Properties of an endpoint that the isolation program can't change. */
export interface Machine {
  readonly platform: 'windows' | 'linux' | 'darwin';
  /** Version as the manager lists it, for example `Wazuh v4.12.0`. */
  readonly agentVersion: string;
  /** Origin name that the installed program writes; `missing` where there is none. */
  readonly program: 'C-LR' | 'WLR' | 'missing';
  /** File in `active-response\\bin`; a command names it behind a `!`. */
  readonly programFile: string;
  readonly rights: 'elevated' | 'not_elevated';
  readonly language: NetshLanguage;
  readonly failingSteps: readonly NetshStep[];
  /** `keeps_open`: Group Policy overrides default actions; `voids_local_rules`: AllowLocalPolicyMerge is off. Both answer "Ok". */
  readonly groupPolicy: 'none' | 'keeps_open' | 'voids_local_rules';
  /** Addresses of the managers that the agent talks to, names already resolved. */
  readonly managers: readonly string[];
  /** Milliseconds that the endpoint's local clock is ahead of UTC: its zone and its error together. */
  readonly clockOffsetMs: number;
  readonly presence: 'running' | 'away';
}

export interface EndpointState {
  readonly machine: Machine;
  readonly firewall: Firewall;
  /** Content of `backup\fw_rules.xml`, where the file exists. */
  readonly backup: Firewall | undefined;
}

/** Number of ordinary rules on the endpoint of the recordings. */
export const usualRuleCount = 412;

export const openFirewall: Firewall = {
  rules: usualRuleCount,
  lifeline: [],
  profiles: 'on',
  policy: 'open',
};

export function windowsMachine(overrides: Partial<Machine> = {}): Machine {
  return {
    platform: 'windows',
    agentVersion: 'Wazuh v4.12.0',
    program: 'C-LR',
    programFile: 'isolation.exe',
    rights: 'elevated',
    language: 'en',
    failingSteps: [],
    groupPolicy: 'none',
    managers: ['192.168.1.1'],
    clockOffsetMs: 0,
    presence: 'running',
    ...overrides,
  };
}

/** An endpoint that was never isolated. */
export function untouchedEndpoint(machine: Machine = windowsMachine()): EndpointState {
  return { machine, firewall: openFirewall, backup: undefined };
}

/** A copy of the endpoint with facts of its machine replaced. */
export function withMachine(state: EndpointState, changes: Partial<Machine>): EndpointState {
  return { ...state, machine: { ...state.machine, ...changes } };
}

function isBlocking({ firewall, machine }: EndpointState): boolean {
  const { profiles, policy } = firewall;
  return profiles === 'on' && policy === 'blocked' && machine.groupPolicy !== 'keeps_open';
}

/**
 * Ground truth of an isolation: all traffic is blocked and no ordinary rule is left. How wide the lifeline is, and whether the
 * backup could restore an open firewall, are other questions.
 */
export function isReallyIsolated(state: EndpointState): boolean {
  return isBlocking(state) && state.firewall.rules === 0;
}

/** Ground truth of contact: whether the agent's traffic to at least one of its managers passes. */
export function canReachManager(state: EndpointState): boolean {
  const { machine, firewall } = state;
  if (machine.presence === 'away') return false;
  if (!isBlocking(state)) return true;
  if (machine.groupPolicy === 'voids_local_rules') return false;
  return machine.managers.some((manager) =>
    firewall.lifeline.some((range) => covers(range, manager))
  );
}
