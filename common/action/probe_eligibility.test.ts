import { PROGRAMS } from '../../test/builders/programs';
import { ASKED_AT } from '../../test/builders/actions';
import { anAgent } from '../../test/builders/agents';
import { canBeProbed, reasonsAgainstProbe } from './probe_eligibility';
import { SECOND } from '../base/time';
import { AGENT_STATUSES } from '../manager/agent';

const codes = (facts: Partial<Parameters<typeof reasonsAgainstProbe>[0]>) =>
  reasonsAgainstProbe({
    programs: PROGRAMS,
    agent: anAgent(),
    rowAt: ASKED_AT,
    action: 'none',
    ...facts,
  }).map(({ code }) => code);

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

describe('an endpoint that can’t be selected for a test', () => {
  it('is one that the server would refuse to test in any case', () => {
    for (const status of AGENT_STATUSES) {
      for (const platform of [undefined, 'windows', 'ubuntu', 'darwin']) {
        const agent = anAgent({ status, os_platform: platform });
        if (!canBeProbed(agent)) expect(codes({ agent })).not.toEqual([]);
      }
    }
    expect(canBeProbed(undefined)).toBe(false);
    expect(canBeProbed(anAgent())).toBe(true);
  });
});
