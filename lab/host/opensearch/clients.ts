import { Client } from '@opensearch-project/opensearch';
import type { Headers, IClusterClient, OpenSearchClient } from 'opensearch-dashboards/server';
import { signedIn } from '../users';
import type { LabUser, Security } from '../users';

export interface OpenSearchOptions {
  url: string;
  /** The host's own user, `kibanaserver` on a Wazuh dashboard; none where OpenSearch has no security. */
  internalUser?: { username: string; password: string };
  security: Security;
  users: readonly LabUser[];
}

const ACCOUNT = ['/_plugins/_security/api/account', '/_opendistro/_security/api/account'];

/** The client that OSD 2.x has, as the internal user and as the user of a request. */
export function createOpenSearchClients(options: OpenSearchOptions) {
  const common = { node: options.url, ssl: { rejectUnauthorized: false } };
  const asInternalUser = new Client({ ...common, auth: options.internalUser });
  const scopedRoot = new Client(common);
  const asCurrentUser = ({ headers }: { headers: Headers }) => {
    const user = signedIn(headers.cookie, options.users);
    if (options.security === 'opensearch') {
      return scopedRoot.child({ headers: { authorization: basic(user) } });
    }
    const client = scopedRoot.child();
    return options.security === 'lab' ? answeringAccount(client, user) : client;
  };
  const client: IClusterClient = {
    asInternalUser: asOffered(asInternalUser),
    asScoped: (request) => ({
      asInternalUser: asOffered(asInternalUser),
      asCurrentUser: asOffered(asCurrentUser(request)),
    }),
  };
  return { client, close: () => Promise.all([asInternalUser.close(), scopedRoot.close()]) };
}

/** OSD offers the same object under other types, generated for its own use. */
export const asOffered = (client: Client) => client as unknown as OpenSearchClient;

const basic = (user: LabUser | undefined) =>
  `Basic ${Buffer.from(`${user?.name ?? ''}:${user?.password ?? ''}`).toString('base64')}`;

/** An OpenSearch without the security plugin does not know who asks, so the host answers in its place. */
function answeringAccount(client: Client, user: LabUser | undefined): Client {
  const { transport } = client;
  const passOn = transport.request.bind(transport);
  const request = (params: { path: string }, ...rest: unknown[]) =>
    ACCOUNT.includes(params.path)
      ? Promise.resolve({ statusCode: 200, headers: {}, warnings: null, body: account(user) })
      : Reflect.apply(passOn, undefined, [params, ...rest]);
  Object.assign(transport, { request });
  return client;
}

const account = (user: LabUser | undefined) => ({
  user_name: user?.name,
  is_reserved: false,
  is_hidden: false,
  is_internal_user: true,
  user_requested_tenant: null,
  backend_roles: user?.backendRoles ?? [],
  custom_attribute_names: [],
  tenants: { global_tenant: true },
  roles: user?.roles ?? [],
});
