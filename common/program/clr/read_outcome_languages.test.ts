import type { Verb } from '../../command/active_response';
import { apply } from '../../../lab/endpoints/program';
import type { EndpointState, Machine } from '../../../lab/endpoints/endpoint_state';
import {
  untouchedEndpoint,
  windowsMachine,
  withMachine,
} from '../../../lab/endpoints/endpoint_state';
import type { NetshLanguage } from '../../../lab/endpoints/netsh_texts';
import { netshLanguages } from '../../../lab/endpoints/netsh_texts';
import { NETSH_WORDS } from './netsh_words';
import { readOutcome } from './read_outcome';

describe('an answer in each language of Windows', () => {
  const command = (action: string) => ({
    command: '!isolation.exe',
    arguments: ['192.168.1.1', '10.0.0.0/8'],
    alert: { data: { action, user: 'alice', debug: false } },
    at: 0,
  });
  const run = (verb: Verb, state: EndpointState) => {
    const applied = apply(command(verb), state);
    const text = applied.logLine?.slice(applied.logLine.indexOf('{')) ?? 'null';
    const line: { clr: { result: string } } | null = JSON.parse(text);
    return {
      state: applied.state,
      outcome: line && readOutcome(verb, line.clr.result, NETSH_WORDS),
    };
  };
  const machine = (language: NetshLanguage, changes: Partial<Machine> = {}) =>
    untouchedEndpoint(windowsMachine({ language, ...changes }));
  const withRules = (state: EndpointState, rules: number): EndpointState => ({
    ...state,
    firewall: { ...state.firewall, rules },
  });

  it.each(netshLanguages)('%s: isolated, and released', (language) => {
    const isolated = run('isolate', machine(language));
    expect(isolated.outcome).toEqual({ result: 'succeeded', addresses: 2, deleted_rules: 412 });
    expect(run('release', isolated.state).outcome).toEqual({ result: 'succeeded' });
  });

  it.each(netshLanguages)(
    '%s: isolated an endpoint without rules, or the program dies of the words',
    (language) => {
      const { outcome } = run('isolate', withRules(machine(language), 0));
      // German has a letter there whose byte code page 1252 lacks: such an endpoint never answers.
      const answer = { result: 'succeeded', addresses: 2, deleted_rules: 0 };
      expect(outcome).toEqual(language === 'de' ? null : answer);
    }
  );

  it.each(netshLanguages)('%s: without administrator rights is no success', (language) => {
    const state = machine(language, { rights: 'not_elevated' });
    expect(run('isolate', state).outcome).toEqual({ result: 'failed', reason: 'not_elevated' });
    const isolated = run('isolate', machine(language)).state;
    expect(run('release', withMachine(isolated, { rights: 'not_elevated' })).outcome).toEqual({
      result: 'failed',
      reason: 'import_failed',
    });
  });
});
