import { fakeClient } from '../../test/fakes/opensearch';
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
