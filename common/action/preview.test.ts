import { address } from '../../test/builders/actions';
import type { EndpointPreview } from './preview';
import { isPossible } from './preview';

const POSSIBLE: EndpointPreview = {
  agent_id: '001',
  n: 0,
  state: { status: 'no_record', reasons: [], backup: 'none_needed', cautions: [] },
  protection: 'none',
  reasons: [],
  right_refusals: [],
  lifeline: {
    entries: [{ address: address('192.168.1.1'), sources: [{ source: 'configured' }] }],
    refused: [],
    left_out: [],
    reported_only: [],
    reported_problems: [],
    names: [],
    needs: [],
  },
};
const { lifeline } = POSSIBLE;
if (!lifeline) throw new Error('an isolation has a lifeline');

describe('whether an endpoint’s action is possible', () => {
  it('is so where nothing stands against it', () => {
    expect(isPossible(POSSIBLE)).toBe(true);
    expect(isPossible({ ...POSSIBLE, lifeline: undefined })).toBe(true);
  });

  it('is so where something has only to be confirmed, or another verb may still run', () => {
    expect(isPossible({ ...POSSIBLE, lifeline: { ...lifeline, needs: ['very_wide'] } })).toBe(true);
    const stillPending = { code: 'may_still_run', verb: 'release', by: 'bob' } as const;
    expect(isPossible({ ...POSSIBLE, still_pending: stillPending })).toBe(true);
  });

  it.each<[string, Partial<EndpointPreview>]>([
    ['a reason of the endpoint', { reasons: [{ code: 'not_windows' }] }],
    ['a missing right', { right_refusals: [{ code: 'role_missing', needs: [] }] }],
    ['an action in its way', { slot: { code: 'being_sent', verb: 'isolate', by: 'bob' } }],
    ['an empty lifeline', { lifeline: { ...lifeline, impossible: 'empty_lifeline' } }],
    [
      'a refused address',
      { lifeline: { ...lifeline, refused: [{ text: 'x', why: 'host_name' }] } },
    ],
  ])('is not so with %s', (_, against) => {
    expect(isPossible({ ...POSSIBLE, ...against })).toBe(false);
  });
});
