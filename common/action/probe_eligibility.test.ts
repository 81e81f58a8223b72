import { ASKED_AT } from '../../test/builders/actions';
import { anAgent } from '../../test/builders/agents';
import { reasonsAgainstProbe } from './probe_eligibility';
import { SECOND } from '../base/time';

const codes = (facts: Partial<Parameters<typeof reasonsAgainstProbe>[0]>) =>
  reasonsAgainstProbe({ agent: anAgent(), rowAt: ASKED_AT, action: 'none', ...facts }).map(
    ({ code }) => code
  );

describe('what stands against a probe', () => {
  it('is nothing for a healthy agent, protected or not, isolated or not', () => {
    expect(codes({})).toEqual([]);
  });

  it('is an action that is under way: it gives way', () => {
    expect(codes({ action: 'pending' })).toEqual(['action_pending']);
  });

  it('is an agent that is said to be active and was not heard of for a minute', () => {
    const silent = anAgent({ last_keep_alive: ASKED_AT - 61 * SECOND });
    expect(codes({ agent: silent })).toEqual(['not_heard']);
    expect(codes({ agent: { ...silent, status: 'disconnected' } })).toEqual(['not_active']);
  });

  it('is told of no agent that is not listed, also not that something is under way on it', () => {
    expect(codes({ agent: undefined, action: 'pending' })).toEqual(['not_listed']);
  });
});
