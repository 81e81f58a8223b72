import { ASKED_AT } from '../../test/builders/actions';
import { anIdentity, knownHost } from '../../test/builders/managers';
import { A_HOST } from '../../test/builders/people';
import type { HostIdentity, KnownHost } from '../../common/attribution/attribution';
import { MINUTE, SECOND } from '../../common/base/time';
import { LoginPauses } from '../manager/login_pause';
import type { ManagerHost, ManagerSession } from '../manager/manager';
import { ManagerError } from '../manager/manager_error';
import { checkManager } from './check_manager';

interface Setting {
  readonly about?:
    | { readonly hostname?: string; readonly version?: string; readonly clockDifferenceMs?: number }
    | 'down';
  readonly known?: readonly KnownHost[];
  readonly host?: ManagerHost;
  readonly pauses?: LoginPauses;
}

async function codesOf({
  about = {},
  known,
  host = A_HOST,
  pauses = new LoginPauses(() => ASKED_AT),
}: Setting) {
  const session: Partial<ManagerSession> = {
    host,
    about: async () => {
      if (about === 'down') throw new ManagerError('connection_refused');
      return {
        hostname: 'wazuh-server',
        version: 'v4.12.0',
        clockDifferenceMs: 0,
        ...about,
      } as never;
    },
    clusterStatus: async () => ({ enabled: 'no', running: 'no' } as never),
    ownAgentName: async () => 'wazuh-server',
  };
  const hosts = known ?? [knownHost(anIdentity())];
  const found = await checkManager(host, {
    managers: { hosts: async () => [host], open: async () => session as ManagerSession },
    pauses,
    directory: { knownHosts: async () => hosts } as never,
    now: () => ASKED_AT,
  });
  return Object.fromEntries(found.map(({ check, code }) => [check, code]));
}

describe('what Readiness says of a manager', () => {
  it('is that all is well', async () => {
    expect(await codesOf({})).toEqual({
      manager: 'manager_reached',
      tls: 'tls_verified',
      login: 'logins_fine',
      identity: 'identity_known',
      version: 'version_supported',
      clock: 'clocks_agree',
    });
  });

  it('is what was known of one that is down, and nothing of its clock', async () => {
    expect(await codesOf({ about: 'down' })).toMatchObject({
      manager: 'manager_failed',
      identity: 'identity_known',
      version: 'version_supported',
    });
    const never = await codesOf({ about: 'down', known: [] });
    expect(never).toMatchObject({ manager: 'manager_failed', identity: 'identity_not_known' });
    expect(never).not.toHaveProperty('version');
  });

  it.each([
    ['v4.8.2', 'version_untried'],
    ['v4.9.0', 'version_supported'],
    ['v4.14.7', 'version_supported'],
    ['v4.15.0', 'version_untried'],
    ['v5.0.0-beta1', 'version_too_new'],
    ['nonsense', 'version_untried'],
  ])('%s is %s', async (version, code) => {
    expect(await codesOf({ about: { version } })).toMatchObject({ version: code });
  });

  it.each([
    [9 * SECOND, 'clocks_agree'],
    [-11 * SECOND, 'clocks_apart'],
    [11 * MINUTE, 'clocks_far_apart'],
  ])('a clock that is %s ms ahead is %s', async (clockDifferenceMs, code) => {
    expect(await codesOf({ about: { clockDifferenceMs } })).toMatchObject({ clock: code });
  });

  it('is which certificates are not checked, and why', async () => {
    const direct: ManagerHost = { ...A_HOST, tls: 'not_verified' };
    expect(await codesOf({ host: direct })).toMatchObject({ tls: 'tls_not_verified' });
    expect(await codesOf({ host: { ...direct, way: 'wazuhCore' } })).toMatchObject({
      tls: 'tls_not_verified_by_wazuh',
      manager: 'manager_reached_by_wazuh',
    });
  });

  it('is that logins failed, and until when none is tried', async () => {
    const pauses = new LoginPauses(() => ASKED_AT);
    pauses.failed('lab', 'login_refused');
    expect(await codesOf({ pauses })).toMatchObject({ login: 'logins_paused' });
  });

  it('is with which other manager it cannot be told apart', async () => {
    const other: HostIdentity = anIdentity({ host_id: 'other' });
    expect(await codesOf({ known: [knownHost(anIdentity()), knownHost(other)] })).toMatchObject({
      identity: 'identity_collides',
    });
  });
});
