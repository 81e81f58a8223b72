import type { ProgramEvent } from '../../common/program/program_event';
import { parseRef } from '../../common/command/ref';
import { SECOND } from '../../common/base/time';
import { ASKED_AT } from './actions';

/** An event that is evidence: the answer to the builder's action. */
export function anEvent(overrides: Partial<ProgramEvent> = {}): ProgramEvent {
  return {
    identity: 'wazuh-server|001|1795525736.100',
    at: ASKED_AT + 5 * SECOND,
    ownClock: ASKED_AT + 3 * SECOND,
    agentId: '001',
    agentName: 'FIN-WS-01',
    managerName: 'wazuh-server',
    cluster: undefined,
    origin: 'C-LR',
    verb: 'isolate',
    user: 'alice',
    ref: parseRef('k7m2q9xd'),
    text: 'stdout: Ok.',
    outcome: { result: 'succeeded', addresses: 1, deleted_rules: 412 },
    notEvidence: [],
    ...overrides,
  };
}
