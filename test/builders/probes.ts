import { SCHEMA_VERSION } from '../../common/ledger/endpoint_document';
import type { Outcome } from '../../common/program/outcome';
import type { ProbeDocument } from '../../common/ledger/probe_document';
import { MINUTE } from '../../common/base/time';
import { ASKED_AT } from './actions';

/** The isolation program's response to an action it doesn't know. */
export const PROBE_ANSWER: Outcome = { result: 'refused', reason: 'no_action' };

/** A probe that was asked for and sent at `ASKED_AT`. */
export function aProbe(
  status: 'recorded' | 'sending' | 'dispatched',
  overrides: Partial<ProbeDocument> = {}
): ProbeDocument {
  const steps = ['recorded', 'sending', 'dispatched'] as const;
  return {
    schema_version: SCHEMA_VERSION,
    kind: 'probe',
    endpoint: 'manager:wazuh-server/001',
    manager: 'manager:wazuh-server',
    host_id: 'lab',
    agent: { id: '001', name: 'FIN-WS-01', ip: '10.0.0.11', os: 'Windows 11', groups: ['finance'] },
    n: 0,
    event: 'k7m2q9xd',
    verb: 'probe',
    ref: 'k7m2q9xd',
    batch: 'batch:of-alice',
    created_at: ASKED_AT,
    updated_at: ASKED_AT,
    user: 'alice',
    sent_user: 'alice#k7m2q9xd',
    program: 'isolation.exe',
    status,
    timeline: steps
      .slice(0, steps.indexOf(status) + 1)
      .map((one, index) => ({ n: index + 1, at: ASKED_AT, status: one, by: 'alice' })),
    ...(status === 'recorded' ? {} : { sent_at: ASKED_AT, waits_until: ASKED_AT + 5 * MINUTE }),
    evidence: [],
    ...overrides,
  };
}
