import type { LifelineProfile } from '../lifeline/lifeline';
import type { Right, RightRefusal } from '../manager/rights';

/** A configured manager as the browser may know it. */
export interface HostView {
  readonly id: string;
  readonly way: 'wazuhCore' | 'direct';
  readonly run_as: 'on' | 'off' | 'not_known';
  readonly tls: 'verified' | 'not_verified';
}

export interface RightView {
  readonly given: boolean;
  readonly refusals: readonly RightRefusal[];
}

export const CONTEXT_WARNINGS = [
  'no_security_plugin',
  'references_off',
  'run_as_off',
  'tls_not_verified',
  'manager_not_known',
  'manager_ambiguous',
  'ledger_newer',
  'ledger_unavailable',
  'history_not_read',
] as const;

export type ContextWarning = (typeof CONTEXT_WARNINGS)[number];

/** `GET context`: who asks, on which manager, with which rights on any endpoint at all. */
export interface ContextView {
  /** Version of the plugin that responds. A browser with another one runs a copy from before an upgrade. */
  readonly version: string;
  readonly user: string;
  readonly hosts: readonly HostView[];
  /** The host asked for, where it is configured, else the first. */
  readonly host: string | null;
  readonly manager: string | null;
  readonly rights: Readonly<Record<Right, RightView>>;
  readonly warnings: readonly ContextWarning[];
  /** ms */
  readonly answer_time: number;
  readonly alerts_pattern: string;
  readonly origin_names: readonly string[];
  readonly profiles: ReadonlyArray<Omit<LifelineProfile, 'addresses'>>;
}
