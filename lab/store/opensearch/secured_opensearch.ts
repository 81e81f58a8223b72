import { request } from 'node:https';
import { makeNodeCertificate } from './node_certificate';
import type { OpenSearchOptions, RunningOpenSearch } from './opensearch';
import { startNode } from './opensearch';
import { securityConfiguration } from './security_configuration';
import type { Credentials, Users } from './security_users';
import { makeUsers } from './security_users';

export interface SecuredOpenSearch extends RunningOpenSearch {
  /** PEM text of the authority that signed its certificate. */
  readonly ca: string;
  readonly users: Users;
}

/** Milliseconds. The plugin writes its own index after the node is up. */
const initialisationLimit = 60_000;

/** The status of `GET /` as `user`: 503 until the security plugin has read its configuration. */
function statusAs(user: Credentials, url: string, ca: string): Promise<number> {
  return new Promise((resolve, reject) => {
    request(url, { ca, auth: `${user.username}:${user.password}` }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    })
      .on('error', reject)
      .end();
  });
}

async function untilInitialised(user: Credentials, url: string, ca: string): Promise<void> {
  const giveUpAt = Date.now() + initialisationLimit;
  for (;;) {
    const status = await statusAs(user, url, ca);
    if (status === 200) return;
    if (Date.now() > giveUpAt) {
      throw new Error(`OpenSearch's security plugin still returns ${status} to ${user.username}.`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/**
 * A real OpenSearch 2.19 with the security plugin: TLS, an authority of its own, internal users with Wazuh's roles. `analyst` reads
 * `wazuh-alerts-*`, `analyst_dls` only the alerts of `agentsOfLimitedAnalyst`, `nobody` nothing, `admin` all; `kibanaserver` is the
 * dashboard's internal user.
 */
export async function startSecuredOpenSearch(
  options: OpenSearchOptions = {}
): Promise<SecuredOpenSearch> {
  const { ca, certificate, key, subject } = makeNodeCertificate();
  const users = makeUsers();
  const tls = (layer: 'transport' | 'http') => ({
    [`plugins.security.ssl.${layer}.pemcert_filepath`]: 'node.pem',
    [`plugins.security.ssl.${layer}.pemkey_filepath`]: 'node.key',
    [`plugins.security.ssl.${layer}.pemtrustedcas_filepath`]: 'ca.pem',
  });
  const { port, pid, stop } = await startNode('secured', options, {
    plugins: ['org.opensearch.security.OpenSearchSecurityPlugin'],
    javaOptions: ['--add-opens=java.base/java.lang=ALL-UNNAMED'],
    settings: {
      ...tls('transport'),
      ...tls('http'),
      'plugins.security.ssl.http.enabled': true,
      'plugins.security.nodes_dn': [subject],
      'plugins.security.allow_default_init_securityindex': true,
      // Tests take rights away and give them back.
      'plugins.security.restapi.roles_enabled': ['all_access'],
      'plugins.security.audit.type': 'noop',
    },
    files: {
      ...{ 'ca.pem': ca, 'node.pem': certificate, 'node.key': key },
      ...securityConfiguration(users),
    },
  });
  const url = `https://127.0.0.1:${port}`;
  try {
    await untilInitialised(users.admin, url, ca);
  } catch (failed) {
    await stop();
    throw failed;
  }
  return { url, pid, stop, ca, users };
}
