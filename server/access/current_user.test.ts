import { fakeClient, responseError } from '../../test/fakes/opensearch';
import { readCurrentUser } from './current_user';

describe('the roles of the person who asks', () => {
  it('hold each role once, even if it is a role and a backend role', async () => {
    const client = fakeClient(() => ({
      user_name: 'alice',
      roles: ['analyst', 'own_index'],
      backend_roles: ['admin', 'analyst'],
    }));
    expect((await readCurrentUser(client)).roles).toEqual(['analyst', 'own_index', 'admin']);
  });
});

const refusing = (statusCode: number, body: unknown) =>
  fakeClient(() => {
    throw responseError(statusCode, body);
  });

describe('who asks', () => {
  it.each([
    ['Unauthorized'],
    ['Authentication finally failed'],
    [{ error: { type: 'security_exception' } }],
  ])('is nobody once the session is over at the identity provider: %j', async (body) => {
    await expect(readCurrentUser(refusing(401, body))).rejects.toMatchObject({
      code: 'session_over',
      status: 401,
      message: expect.stringMatching(/sign in again/i),
    });
  });

  it('is not known where the indexer fails, which is nobody’s session', async () => {
    await expect(readCurrentUser(refusing(503, {}))).rejects.toMatchObject({
      code: 'indexer_failed',
    });
    await expect(readCurrentUser(refusing(403, {}))).rejects.toMatchObject({
      code: 'indexer_denied',
    });
  });
});
