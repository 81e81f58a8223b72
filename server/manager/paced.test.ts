import type { PaceCall } from '../pace/pace_shares';
import { pacedLogin, pacedTransport, POLICIES_PATH } from './paced';
import type { ManagerRequest } from './transport';

function book() {
  const taken: PaceCall[] = [];
  return {
    taken,
    take: async (call: PaceCall) => {
      taken.push(call);
      return undefined;
    },
    refused: () => undefined,
  };
}

const request = (path: string, more: Partial<ManagerRequest> = {}): ManagerRequest => ({
  method: 'GET',
  path,
  token: 'a.b.c',
  limitMs: 1000,
  ...more,
});

describe('calls of one caller', () => {
  it('are booked by what they are for, and repeats with another token apart', async () => {
    const calls = book();
    const transport = pacedTransport(
      { send: async () => ({ kind: 'answered', status: 200, body: {} }) },
      calls
    );
    await transport.send(request(POLICIES_PATH));
    await transport.send(request('/agents'));
    await transport.send(request(POLICIES_PATH, { repeats: 'refused_token' }));
    await transport.send(request('/agents', { repeats: 'refused_token' }));
    expect(calls.taken).toEqual(['rights', 'other', 'again', 'again']);
  });

  it('include logins, those in place of refused tokens apart', async () => {
    const calls = book();
    const login = pacedLogin(async () => 'a.b.c', calls);
    await login('none_kept');
    await login('refused');
    expect(calls.taken).toEqual(['rights', 'again']);
  });
});
