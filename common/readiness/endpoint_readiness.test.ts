import { PROGRAMS } from '../../test/builders/programs';
import { ASKED_AT } from '../../test/builders/actions';
import { anAgent } from '../../test/builders/agents';
import type { ActionStatus } from '../action/action';
import type { EndpointReadinessFacts, NewestTest } from './endpoint_readiness';
import { endpointReadiness } from './endpoint_readiness';
import { HOUR, MINUTE } from '../base/time';

const report = (at: number, agent_name = 'FIN-WS-01') => ({ agent_name, ready_at: at });
const aTest = (
  status: ActionStatus,
  at = ASKED_AT,
  parts: Partial<NewestTest> = {}
): NewestTest => ({ agent_name: 'FIN-WS-01', status, created_at: at, ...parts });

const judged = (facts: Partial<EndpointReadinessFacts>) =>
  endpointReadiness({
    programs: PROGRAMS,
    agent: anAgent(),
    report: undefined,
    test: undefined,
    clockDifference: 0,
    ...facts,
  });

describe('an active Windows endpoint', () => {
  it('that never reported and was never tested is not ready, and that is the reason', () => {
    expect(judged({})).toEqual({ readiness: 'not_ready', reason: 'not_tested' });
  });

  it('whose report confirmed the response path is ready', () => {
    expect(judged({ report: report(ASKED_AT) })).toEqual({
      readiness: 'ready',
      ready_at: ASKED_AT,
    });
  });

  it('whose test was answered is ready, even before its report is in the projection', () => {
    expect(judged({ test: aTest('succeeded') })).toMatchObject({ readiness: 'ready' });
  });

  it.each([
    ['unanswered', 'no_response'],
    ['unrecognised', 'unexpected_response'],
    ['failed', 'unexpected_response'],
    ['partial', 'unexpected_response'],
    ['refused', 'unexpected_response'],
  ] as const)('is not ready any more once a later test is %s', (status, reason) => {
    expect(judged({ report: report(ASKED_AT - HOUR), test: aTest(status) })).toEqual({
      readiness: 'not_ready',
      reason,
      ready_at: ASKED_AT - HOUR,
      tested_at: ASKED_AT,
    });
  });

  it('is ready again with any report that came after the test', () => {
    const facts = { report: report(ASKED_AT + MINUTE), test: aTest('unanswered') };
    expect(judged(facts)).toMatchObject({ readiness: 'ready' });
  });

  it('is not made ready by the unexpected response itself', () => {
    const test = aTest('unrecognised', ASKED_AT, { answered_at: ASKED_AT + 2000 });
    expect(judged({ report: report(ASKED_AT + 2000), test })).toMatchObject({
      reason: 'unexpected_response',
    });
  });

  it.each([
    ['recorded', 'in_progress'],
    ['sending', 'in_progress'],
    ['dispatched', 'in_progress'],
    ['uncertain', 'in_progress'],
    ['rejected', 'not_sent'],
    ['interrupted', 'not_sent'],
    ['cancelled', 'not_sent'],
  ] as const)('stays as ready as it was while a test is %s', (status, reason) => {
    expect(judged({ test: aTest(status) })).toMatchObject({ readiness: 'not_ready', reason });
    expect(judged({ report: report(ASKED_AT - HOUR), test: aTest(status) })).toMatchObject({
      readiness: 'ready',
    });
  });

  it('compares report and test on one clock', () => {
    const facts = { report: report(ASKED_AT + MINUTE), test: aTest('unanswered') };
    expect(judged({ ...facts, clockDifference: 5 * MINUTE })).toMatchObject({
      reason: 'no_response',
    });
  });

  it.each([
    ['Wazuh v4.1.5', 'version_too_old', { detail: 'Wazuh v4.1.5' }],
    [undefined, 'version_not_known', {}],
  ])('with agent version %s is not ready, whatever it once reported', (version, reason, more) => {
    expect(judged({ agent: anAgent({ version }), report: report(ASKED_AT) })).toEqual({
      readiness: 'not_ready',
      reason,
      ready_at: ASKED_AT,
      ...more,
    });
  });

  it('owes nothing to another endpoint that had its ID before', () => {
    const agent = anAgent({ name: 'FIN-WS-77', date_add: ASKED_AT + HOUR });
    const facts = { agent, report: report(ASKED_AT), test: aTest('unanswered') };
    expect(judged(facts)).toEqual({ readiness: 'not_ready', reason: 'not_tested' });
    expect(judged({ ...facts, agent: { ...agent, name: 'fin-ws-01' } })).toMatchObject({
      reason: 'no_response',
    });
  });
});
