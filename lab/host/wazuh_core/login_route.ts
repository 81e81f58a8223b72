import type { IRouter, OpenSearchDashboardsRequest } from 'opensearch-dashboards/server';
import type { Type } from '@osd/config-schema';
import { schema } from '../../osd/config_schema';
import { lastCookie } from './server_api_client';

/** Plugin `wazuh`'s own login, which every page of Wazuh's calls: it sets the cookies that other plugins find. */
export function registerLogin(router: IRouter) {
  const body = schema.object({
    idHost: schema.string(),
    force: schema.boolean({ defaultValue: false }),
  }) as unknown as Type<{ idHost: string; force: boolean }>;
  router.post({ path: '/api/login', validate: { body } }, async (context, request, response) => {
    const { idHost, force } = request.body;
    const core = context.wazuh_core;
    if (!core) return response.notFound();
    const { username = '' } = await core.dashboardSecurity.getCurrentUser(request, context);
    const user = encodeURIComponent(username);
    const kept = force ? undefined : keptToken(request, user, idHost);
    if (kept) return response.ok({ body: { token: kept } });
    try {
      const token = await core.api.client.asCurrentUser.authenticate(idHost);
      return response.ok({
        headers: {
          'set-cookie': [
            `wz-token=${token};Path=/;HttpOnly`,
            `wz-user=${user};Path=/;HttpOnly`,
            `wz-api=${idHost};Path=/;HttpOnly`,
          ],
        },
        body: { token },
      });
    } catch (error) {
      return response.customError({
        statusCode: Object(error).response?.status ?? 500,
        body: `3000 - Error getting the authorization token: ${(error as Error).message}`,
      });
    }
  });
}

/** The token of an earlier page, where it was given to this user for this host and is not over. */
function keptToken(request: OpenSearchDashboardsRequest, user: string, idHost: string) {
  const token = lastCookie(request, 'wz-token');
  const given = lastCookie(request, 'wz-user') === user && lastCookie(request, 'wz-api') === idHost;
  if (!token || !given) return undefined;
  try {
    const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64').toString('utf8'));
    return claims.exp * 1000 > Date.now() ? token : undefined;
  } catch {
    return undefined;
  }
}
