import type { EndpointState } from './endpoint_state';
import { openFirewall } from './endpoint_state';

/** Steps of a local recovery by an administrator. */
export const localRecoveries = [
  'import_backup',
  'delete_backup',
  'reset_firewall',
  'open_outbound',
  'allow_managers',
] as const;
export type LocalRecovery = (typeof localRecoveries)[number];

/** `netsh advfirewall reset` brings back Windows' own rules; the custom ones are gone. */
export const rulesAfterReset = 380;

/** The endpoint after one step of a local recovery. Pure, like `apply`. */
export function recover(recovery: LocalRecovery, state: EndpointState): EndpointState {
  switch (recovery) {
    case 'import_backup':
      return { ...state, firewall: state.backup ?? state.firewall };
    case 'delete_backup':
      return { ...state, backup: undefined };
    case 'reset_firewall':
      return { ...state, firewall: { ...openFirewall, rules: rulesAfterReset } };
    case 'open_outbound':
      return { ...state, firewall: { ...state.firewall, policy: 'open' } };
    case 'allow_managers': {
      const lifeline = [...state.firewall.lifeline, ...state.machine.managers];
      return { ...state, firewall: { ...state.firewall, lifeline } };
    }
  }
}
