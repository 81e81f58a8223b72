import { managerName } from './fleet_families';
import type { PastEvent } from './past_event';

/** A step of what happened to an endpoint before the lab began. */
export type Step =
  | 'isolate'
  | 'isolate a name'
  | 'isolate from the manager'
  | 'release'
  | 'probe'
  | 'import_backup'
  | 'import breaks'
  | 'export breaks'
  | 'rights go'
  | 'all works';

/** Describes a step as an event, for an endpoint that knows these managers. */
export function eventOf(
  step: Step,
  managers: readonly string[]
): Omit<PastEvent, 'agentId' | 'at'> {
  const command = (action: string, addresses: readonly string[] = []) => ({
    command: {
      command: '!isolation.exe',
      arguments: addresses,
      alert: { data: { action, user: 'analyst', debug: false } },
    },
  });
  switch (step) {
    case 'isolate':
      return command('isolate', managers);
    case 'isolate a name':
      return command('isolate', [managerName]);
    case 'isolate from the manager':
      return command('isolate', ['10.99.0.1']);
    case 'release':
    case 'probe':
      return command(step);
    case 'import_backup':
      return { recovery: step };
    case 'import breaks':
      return { machine: { failingSteps: ['import'] } };
    case 'export breaks':
      return { machine: { failingSteps: ['export'] } };
    case 'rights go':
      return { machine: { rights: 'not_elevated' } };
    case 'all works':
      return { machine: { failingSteps: [], rights: 'elevated' } };
  }
}
