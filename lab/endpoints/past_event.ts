import type { Machine } from './endpoint_state';
import type { LocalRecovery } from './local_recovery';
import type { Command } from './program';

/** Something that happened before the simulation began. */
export interface PastEvent {
  readonly agentId: string;
  readonly at: number;
  readonly command?: Omit<Command, 'at'>;
  readonly recovery?: LocalRecovery;
  /** Changes to the machine at that time. */
  readonly machine?: Partial<Machine>;
}
