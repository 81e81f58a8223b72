import type { Machine } from './endpoint_state';
import { netshSteps } from './endpoint_state';

/** Fate of an endpoint's alerts before they reach the index. */
export type Shipping = 'usual' | 'late' | 'held' | 'lost' | 'twice';

interface EndpointFaultDescription {
  readonly description: string;
  readonly machine?: Partial<Machine>;
  readonly shipping?: Shipping;
}

const faults = {
  program_missing: {
    description: "The isolation program isn't installed: commands get no response.",
    machine: { program: 'missing' },
  },
  not_elevated: {
    description: 'The isolation program runs without administrator rights: nothing changes.',
    machine: { rights: 'not_elevated' },
  },
  export_fails: {
    description: "The firewall can't be saved: isolated without a backup, so a release is refused.",
    machine: { failingSteps: ['export'] },
  },
  import_fails: {
    description: "The backup can't be restored: a release fails and uses up the backup.",
    machine: { failingSteps: ['import'] },
  },
  policy_fails: {
    description: "The policy can't be set: all rules are deleted and nothing is blocked.",
    machine: { failingSteps: ['policy'] },
  },
  rules_fail: {
    description:
      "The rules for the allowed addresses can't be added: the endpoint loses its manager.",
    machine: { failingSteps: ['add'] },
  },
  firewall_service_off: {
    description: 'The Windows firewall service is off: every step fails.',
    machine: { failingSteps: netshSteps },
  },
  group_policy_keeps_open: {
    description: 'Group Policy overrides the default actions: "Ok." and nothing is blocked.',
    machine: { groupPolicy: 'keeps_open' },
  },
  group_policy_voids_rules: {
    description: 'Group Policy ignores local rules: the endpoint is isolated from its manager too.',
    machine: { groupPolicy: 'voids_local_rules' },
  },
  switched_off: {
    description: 'The endpoint is turned off: commands sent to it are lost.',
    machine: { presence: 'away' },
  },
  clock_ahead: {
    description: "The endpoint's clock is 15 minutes ahead.",
    machine: { clockOffsetMs: 900_000 },
  },
  alerts_late: {
    description: 'Its reports arrive one minute late.',
    shipping: 'late',
  },
  alerts_held: {
    description: 'Its reports are delayed until this fault is turned off.',
    shipping: 'held',
  },
  alerts_lost: {
    description: 'Its alerts never reach the index.',
    shipping: 'lost',
  },
  alerts_twice: {
    description: 'Its alerts are stored twice, with the same ID.',
    shipping: 'twice',
  },
} as const;

export type EndpointFault = keyof typeof faults;

/** Faults of one endpoint, or of the path of its alerts. */
export const endpointFaults: Readonly<Record<EndpointFault, EndpointFaultDescription>> = faults;

/** The machine with these faults; steps that fail add up. */
export function machineWith(machine: Machine, active: readonly EndpointFault[]): Machine {
  return active.reduce<Machine>((faulty, name) => {
    const change = endpointFaults[name].machine ?? {};
    const failingSteps = [...faulty.failingSteps, ...(change.failingSteps ?? [])];
    return { ...faulty, ...change, failingSteps };
  }, machine);
}

export function shippingWith(active: readonly EndpointFault[]): Shipping {
  const [worst] = (['lost', 'held', 'late', 'twice'] as const).filter((shipping) =>
    active.some((name) => endpointFaults[name].shipping === shipping)
  );
  return worst ?? 'usual';
}
