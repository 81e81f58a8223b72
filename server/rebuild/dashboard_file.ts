import { readFileSync } from 'node:fs';
import { Client } from '@opensearch-project/opensearch';
import { CORE_SCHEMA, load } from 'js-yaml';
import { asArray, asText, field } from '../../common/base/json_reading';

/** Settings of `opensearch_dashboards.yml` that a command needs to do what the plugin does. */
export interface DashboardFile {
  /** `wazuh_isolation.*`, without the prefix, as it stands there. */
  readonly configuration: Readonly<Record<string, unknown>>;
  /** Client of the dashboard's own user. */
  client(): Client;
}

const PREFIX = 'wazuh_isolation.';

/**
 * @param password of `opensearch.username`, where the file does not have it (it may be in the dashboard's keystore)
 * @throws Error naming the key that is missing or wrong
 */
export function readDashboardFile(file: string, password: string | undefined): DashboardFile {
  const values = flat(load(readFileSync(file, 'utf8'), { schema: CORE_SCHEMA }));
  const plugin = Array.from(values).flatMap(
    ([key, value]): Array<[string, unknown]> =>
      key.startsWith(PREFIX) ? [[key.slice(PREFIX.length), value]] : []
  );
  const hosts = values.get('opensearch.hosts');
  const node = asText(hosts) ?? asText(asArray(hosts)?.[0]);
  if (node === undefined) throw new Error(`${file} has no opensearch.hosts.`);
  const username = asText(values.get('opensearch.username'));
  const known = password ?? asText(values.get('opensearch.password'));
  if (username !== undefined && known === undefined) {
    throw new Error(
      `${file} has no opensearch.password. Give it in the environment, as OPENSEARCH_PASSWORD.`
    );
  }
  return {
    configuration: nested(plugin),
    client: () =>
      new Client({
        node,
        maxRetries: 0,
        ...(username !== undefined && known !== undefined
          ? { auth: { username, password: known } }
          : {}),
        ssl: tlsOf(values),
      }),
  };
}

function tlsOf(values: ReadonlyMap<string, unknown>) {
  const authorities = values.get('opensearch.ssl.certificateAuthorities');
  const files = asArray(authorities) ?? (authorities === undefined ? [] : [authorities]);
  const mode = values.get('opensearch.ssl.verificationMode') ?? 'full';
  return {
    ...(files.length > 0 ? { ca: files.map((one) => readFileSync(String(one), 'utf8')) } : {}),
    rejectUnauthorized: mode !== 'none',
    // The name in the certificate is not looked at, as the dashboard does not.
    ...(mode === 'certificate' ? { checkServerIdentity: () => undefined } : {}),
  };
}

/** Keys may be dotted, nested or both. */
function flat(value: unknown, prefix = ''): Map<string, unknown> {
  const entries = new Map<string, unknown>();
  if (typeof value !== 'object' || value === null) return entries;
  for (const name of Object.keys(value)) {
    const one = field(value, name);
    const key = prefix + name;
    const isGroup = typeof one === 'object' && one !== null && !Array.isArray(one);
    if (isGroup) flat(one, `${key}.`).forEach((deep, path) => entries.set(path, deep));
    else entries.set(key, one);
  }
  return entries;
}

function nested(entries: ReadonlyArray<[string, unknown]>): Record<string, unknown> {
  const root: Record<string, unknown> = {};
  for (const [path, value] of entries) {
    const names = path.split('.');
    const last = names.pop() ?? '';
    let place = root;
    for (const name of names) {
      place[name] = place[name] ?? {};
      place = place[name] as Record<string, unknown>;
    }
    place[last] = value;
  }
  return root;
}
