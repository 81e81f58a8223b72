import type { ActionDocument, ActionStatus, StepDetail } from '../../common/action/action';
import { advance, SEND_WITHIN, SYSTEM } from '../../common/action/action';
import { settle } from '../../common/action/settlement';
import type { Address } from '../../common/address/address';
import { readAddress } from '../../common/address/address';
import { SCHEMA_VERSION } from '../../common/ledger/endpoint_document';
import type { Evidence } from '../../common/state/evidence';
import { MINUTE, SECOND } from '../../common/base/time';

/** Time at which the builder's actions are requested, ms. */
export const ASKED_AT = Date.UTC(2026, 10, 24, 3);
export const ANSWER_TIME = 5 * MINUTE;

export function address(text: string): Address {
  const reading = readAddress(text);
  if (!reading.ok) throw new Error(`${text} is no address: ${reading.why}`);
  return reading.address;
}

/**
 * An action, step by step as the server takes it. Each step comes a second after the one before, unless `at` says otherwise.
 *
 *     new ActionBuilder('isolate').number(2).sending().dispatched().build()
 */
export class ActionBuilder {
  private action: ActionDocument;
  private now = ASKED_AT;

  constructor(verb: ActionDocument['verb'] = 'isolate') {
    this.action = {
      schema_version: SCHEMA_VERSION,
      kind: 'action',
      endpoint: 'manager:wazuh-server/001',
      manager: 'manager:wazuh-server',
      host_id: 'lab',
      agent: { id: '001', name: 'FIN-WS-01', ip: '10.0.0.11', os: 'Windows 11', groups: [] },
      n: 1,
      verb,
      ref: 'k7m2q9xd',
      batch: 'batch:of-alice',
      key_hash: 'key of alice',
      body_hash: 'body of alice',
      pending_before: [],
      created_at: this.now,
      updated_at: this.now,
      user: 'alice',
      reason: 'Beacon to a known C2',
      lifeline:
        verb === 'isolate'
          ? [{ address: address('192.168.1.1'), sources: [{ source: 'configured' }] }]
          : [],
      acknowledgements: [],
      left_out: [],
      sent_user: 'alice#k7m2q9xd',
      program: 'isolation.exe',
      status: 'recorded',
      timeline: [{ n: 1, at: this.now, status: 'recorded', by: 'alice' }],
      mark: 'mark of alice',
      not_after: this.now + 15 * MINUTE,
      evidence: [],
    };
  }

  with(changes: Partial<ActionDocument>): this {
    this.action = { ...this.action, ...changes };
    return this;
  }

  number(n: number): this {
    return this.with({ n });
  }

  /** The time of the next step, ms. */
  at(now: number): this {
    this.now = now;
    return this;
  }

  sending(): this {
    return this.step('sending').with({
      send_before: this.now + SEND_WITHIN,
      sent_at: this.now,
      waits_until: this.now + ANSWER_TIME,
    });
  }

  dispatched(): this {
    return this.step('dispatched');
  }

  uncertain(detail: StepDetail = { code: 'timed_out' }): this {
    return this.step('uncertain', detail);
  }

  rejected(detail: StepDetail = { code: 'agent_not_active', manager_code: 1707 }): this {
    return this.step('rejected', detail);
  }

  interrupted(): this {
    return this.step('interrupted');
  }

  cancelled(): this {
    return this.step('cancelled');
  }

  unanswered(): this {
    return this.step('unanswered');
  }

  settledBy(evidence: Evidence): this {
    this.now += SECOND;
    this.action = settle(this.action, evidence, this.now);
    return this;
  }

  build(): ActionDocument {
    return this.action;
  }

  private step(status: ActionStatus, detail?: StepDetail): this {
    this.now += SECOND;
    const next = advance(this.action, {
      at: this.now,
      status,
      by: SYSTEM,
      ...(detail ? { detail } : {}),
    });
    if (!next) throw new Error(`${status} may not follow ${this.action.status}`);
    this.action = next;
    return this;
  }
}
