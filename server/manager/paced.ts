import type { CallBook } from '../pace/pace';
import type { PaceCall } from '../pace/pace_shares';
import { ManagerError } from './manager_error';
import type { Login } from './token_store';
import type { ManagerRequest, ManagerTransport } from './transport';

export const POLICIES_PATH = '/security/users/me/policies';

/** Books each request before it leaves. One that is over the budget provably never leaves. */
export function pacedTransport(transport: ManagerTransport, book: CallBook): ManagerTransport {
  return {
    send: async (request) => {
      const retryAt = await book.take(kindOf(request));
      if (retryAt !== undefined) return { kind: 'not_sent', code: 'over_budget', retryAt };
      const answer = await transport.send(request);
      if (answer.kind === 'answered' && answer.status === 429) book.refused();
      return answer;
    },
  };
}

/** Books a login before it is tried. Throws `over_budget`. */
export function pacedLogin(login: Login, book: CallBook): Login {
  return async (because) => {
    const retryAt = await book.take(because === 'refused' ? 'again' : 'rights');
    if (retryAt !== undefined) throw new ManagerError('over_budget', { retryAt });
    try {
      return await login(because);
    } catch (error) {
      if (error instanceof ManagerError && error.status === 429) book.refused();
      throw error;
    }
  };
}

function kindOf({ path, repeats }: ManagerRequest): PaceCall {
  if (repeats === 'refused_token') return 'again';
  return path === POLICIES_PATH ? 'rights' : 'other';
}
