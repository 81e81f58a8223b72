import { isAtLeast, parseVersion } from '../../common/manager/agent';
import type { HostIdentity } from '../../common/attribution/attribution';
import { managerOf } from '../../common/attribution/attribution';
import { collisionOf, namesOfHost } from '../../common/attribution/identity_collisions';
import type { ReadinessFinding } from '../../common/readiness/readiness_findings';
import { MINUTE, SECOND } from '../../common/base/time';
import type { LoginPauses } from '../manager/login_pause';
import type { ManagerHost, Managers } from '../manager/manager';
import { ManagerError } from '../manager/manager_error';
import { readIdentity } from '../manager/read_identity';
import { managerSentence } from '../../common/manager/manager_answer_words';
import type { ManagerDirectory } from '../manager/manager_directory';
import { finding, listed, whyOf } from './finding';

export interface ManagerDependencies {
  /** Managers, as the API user of the configuration. */
  readonly managers: Managers;
  readonly pauses: LoginPauses;
  readonly directory: ManagerDirectory;
  readonly now: () => number;
}

/** Asks the manager anew, as the API user of the configuration. */
export async function checkManager(
  host: ManagerHost,
  { managers, pauses, directory, now }: ManagerDependencies
): Promise<ReadinessFinding[]> {
  const asked = await ask(host, managers, now());
  const known = (await directory.knownHosts()).find(({ identity }) => identity.host_id === host.id);
  const identity = 'identity' in asked ? asked.identity : known?.identity;
  return [
    'identity' in asked
      ? finding('manager', host.way === 'direct' ? 'manager_reached' : 'manager_reached_by_wazuh')
      : finding('manager', 'manager_failed', { why: asked.why }),
    tls(host),
    login(host, pauses, now()),
    await identityOf(host.id, identity, directory),
    ...(identity ? [version(identity)] : []),
    ...('identity' in asked ? [clocks(asked.identity)] : []),
  ];
}

type Asked = { readonly identity: HostIdentity } | { readonly why: string };

async function ask({ id }: ManagerHost, managers: Managers, now: number): Promise<Asked> {
  try {
    return { identity: await readIdentity(await managers.open(id), now) };
  } catch (error) {
    if (error instanceof ManagerError) return { why: whyOf(error) };
    throw error;
  }
}

function tls({ tls: is, way }: ManagerHost): ReadinessFinding {
  if (is === 'verified') return finding('tls', 'tls_verified');
  return finding('tls', way === 'direct' ? 'tls_not_verified' : 'tls_not_verified_by_wazuh');
}

function login({ id }: ManagerHost, pauses: LoginPauses, now: number): ReadinessFinding {
  const pause = pauses.of(id);
  if (!pause) return finding('login', 'logins_fine');
  const { failures, retryAt, code } = pause;
  return finding('login', 'logins_paused', {
    failures,
    retry_at: Math.max(retryAt, now),
    why: managerSentence(code),
  });
}

async function identityOf(
  hostId: string,
  identity: HostIdentity | undefined,
  directory: ManagerDirectory
): Promise<ReadinessFinding> {
  if (!identity || !managerOf(identity)) return finding('identity', 'identity_not_known');
  const hosts = await directory.knownHosts();
  const collision = collisionOf(hostId, hosts);
  if (collision) {
    const { others, names } = collision;
    return finding('identity', 'identity_collides', {
      others: listed(others),
      names: listed(names),
    });
  }
  const own = hosts.find((host) => host.identity.host_id === hostId) ?? { identity, aliases: [] };
  return finding('identity', 'identity_known', { names: listed(namesOfHost(own)) });
}

const FIRST_SUPPORTED = [4, 9, 0] as const;
const FIRST_UNTRIED = [4, 15, 0] as const;
const FIRST_WITHOUT = [5, 0, 0] as const;

function version({ version: text }: HostIdentity): ReadinessFinding {
  const facts = { version: text.replace(/^v/, '') };
  if (isAtLeast(text, FIRST_WITHOUT)) return finding('version', 'version_too_new', facts);
  const isSupported = isAtLeast(text, FIRST_SUPPORTED) && !isAtLeast(text, FIRST_UNTRIED);
  return finding(
    'version',
    parseVersion(text) && isSupported ? 'version_supported' : 'version_untried',
    facts
  );
}

/** Times are told to the second by the manager, and its answer takes a moment. */
const AGREE = 10 * SECOND;
/** Clock difference beyond which reports are searched in the wrong place, and contact is judged wrongly. */
const FAR = 10 * MINUTE;

function clocks({ clock_difference: difference }: HostIdentity): ReadinessFinding {
  const apart = Math.abs(difference);
  if (apart > FAR) {
    return finding('clock', 'clocks_far_apart', { minutes: Math.round(apart / MINUTE) });
  }
  const seconds = Math.round(apart / SECOND);
  return finding('clock', apart > AGREE ? 'clocks_apart' : 'clocks_agree', { seconds });
}
