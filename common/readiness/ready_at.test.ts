import { readyAtOf } from './ready_at';

describe('since when an endpoint is ready', () => {
  it('is the answer to its test before its own record has it, and else its record', () => {
    expect(readyAtOf({ ready_at: 5, probe: { status: 'succeeded', answered_at: 9 } })).toBe(9);
    expect(readyAtOf({ ready_at: 12, probe: { status: 'succeeded', answered_at: 9 } })).toBe(12);
  });

  it('is not known from a test without a trusted response', () => {
    expect(readyAtOf({ probe: { status: 'unrecognised', answered_at: 9 } })).toBeUndefined();
    expect(readyAtOf({})).toBeUndefined();
  });
});
