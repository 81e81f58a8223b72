import type { IncomingHttpHeaders } from 'node:http';
import type { Caller, ManagerContext } from './context';
import type { LoginBlock } from './limits';
import { codedProblem, Problem, problem } from './problem';
import type { Role, User } from './rbac';
import { rightsOf } from './rbac';
import { jsonBody } from './validation';

const loginPath = '/security/user/authenticate';
const runAsPath = `${loginPath}/run_as`;

/** Longest authorization context of a run_as login from 4.14 on, in bytes. */
const longestContext = 8192;

export interface LoginRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly address: string;
}

export function isLogin({ method, path }: { method: string; path: string }): boolean {
  return (
    (path === loginPath && (method === 'GET' || method === 'POST')) ||
    (path === runAsPath && method === 'POST')
  );
}

/** @throws Problem 403/6000 */
function checkBlock(context: ManagerContext, block: LoginBlock, address: string): void {
  if (!block.isBlocked(address) && !context.faults.has('logins_blocked')) return;
  throw problem(
    403,
    'Limit of login attempts reached. The current IP has been blocked due to a high number of login attempts',
    { error: 6000 }
  );
}

function userOf(headers: IncomingHttpHeaders, context: ManagerContext): User | undefined {
  const [scheme, encoded = ''] = (headers.authorization ?? '').split(' ');
  if (scheme !== 'Basic' || context.faults.has('credentials_refused')) return undefined;
  const credentials = Buffer.from(encoded, 'base64').toString();
  const colon = credentials.indexOf(':');
  const user = context.rbac.user(credentials.slice(0, colon));
  return user?.password === credentials.slice(colon + 1) ? user : undefined;
}

function rolesOf(request: LoginRequest, user: User, context: ManagerContext): Role[] {
  if (request.path !== runAsPath) return context.rbac.rolesByName(user.roles);
  const authorization = jsonBody(request.body);
  if (!user.allowRunAs) {
    throw codedProblem(403, context.coded(6004), { name: context.nodes.own.name });
  }
  return context.rbac.rolesFor(Object(authorization));
}

/**
 * A new token for the user of the request's `Authorization: Basic`; with run_as, one with the roles that its context fits, which
 * can be none.
 * @throws Problem 401 for wrong credentials (counted for the block), 403/6000, 403/6004, 413, 500/1017.
 */
export function logIn(request: LoginRequest, context: ManagerContext, block: LoginBlock): string {
  const { version, nodes, rbac, tokens } = context;
  checkBlock(context, block, request.address);
  if (version.behaviour === '4.14' && Buffer.byteLength(request.body) > longestContext) {
    throw new Problem(413, {
      title: 'Request Entity Too Large',
      detail: `Auth context payload exceeds the maximum allowed size of ${longestContext} bytes.`,
      error: 413,
    });
  }
  nodes.checkDaemons(nodes.own);
  const user = userOf(request.headers, context);
  if (user === undefined) {
    block.countFailure(request.address);
    throw problem(401, 'Invalid credentials');
  }
  const roles = rolesOf(request, user, context);
  return tokens.issue({
    sub: user.username,
    run_as: request.path === runAsPath,
    rbac_roles: roles.map(({ id }) => id),
    rbac_mode: rbac.mode,
  });
}

/** Finds the holder of the token in the request's `Authorization: Bearer`. @throws Problem 401 */
export function callerOf(headers: IncomingHttpHeaders, context: ManagerContext): Caller {
  const [scheme, token = ''] = (headers.authorization ?? '').split(' ');
  if (scheme !== 'Bearer') throw problem(401, 'No authorization token provided');
  if (context.faults.has('tokens_refused')) throw problem(401, 'Invalid token');
  const claims = context.tokens.read(token);
  const roles = context.rbac.rolesById(claims.rbac_roles);
  return { name: claims.sub, roles, rights: rightsOf(roles), mode: claims.rbac_mode };
}
