import type { WazuhApiClient } from '../../types/wazuh_core';
import { Pace } from '../pace/pace';
import { FOR_READING } from './call_use';
import { LoginPauses } from './login_pause';
import { TokenStore } from './token_store';
import type { WazuhCore, WazuhCorePerson } from './wazuh_core_managers';
import { WazuhCoreManagers } from './wazuh_core_managers';

const PASSWORD = 'marker-password';
const HOST = {
  id: 'manager',
  url: 'https://10.0.0.1',
  port: 55000,
  username: 'wazuh-wui',
  password: PASSWORD,
  run_as: true,
};

/** wazuhCore as far as it decides how to log in; `registry` is what it knows of its managers. */
function core(
  over: Partial<WazuhCore['manageHosts']> = {},
  authenticate: () => Promise<string> = async () => 'a.b.c'
) {
  const logins: string[] = [];
  const asked: unknown[] = [];
  const client = (name: string): WazuhApiClient => ({
    authenticate: async (id) => {
      logins.push(`${name} on ${id}`);
      return authenticate();
    },
    request: async () => ({ status: 200, headers: {}, data: {} }),
  });
  const services: WazuhCore = {
    manageHosts: {
      get: async (_, options) => {
        asked.push(options);
        return [HOST];
      },
      getEntries: async (options) => {
        asked.push(options);
        return [];
      },
      isEnabledAuthWithRunAs: () => true,
      ...over,
    },
    api: { client: { asInternalUser: client('internal user') } },
  };
  const person: WazuhCorePerson = {
    name: 'alice',
    authContext: { roles: ['analyst'] },
    client: client('current user'),
    use: FOR_READING,
  };
  const now = () => 0;
  const parts = {
    tokens: new TokenStore(new LoginPauses(now), now),
    pace: new Pace({ limit: 300, now }),
    limits: { readMs: 50, commandMs: 50, loginMs: 50 },
    now,
  };
  return {
    asPerson: new WazuhCoreManagers(services, parts, person),
    inBackground: new WazuhCoreManagers(services, parts),
    logins,
    asked,
  };
}

describe('through wazuhCore', () => {
  it('a person logs in as themselves with run_as on', async () => {
    const { asPerson, logins } = core();
    expect((await asPerson.open('manager')).host.runAs).toBe('on');
    expect(logins).toEqual(['current user on manager']);
  });

  it('a person logs in as the API user with run_as off', async () => {
    const { asPerson, logins } = core({ isEnabledAuthWithRunAs: () => false });
    expect((await asPerson.open('manager')).host.runAs).toBe('off');
    expect(logins).toEqual(['internal user on manager']);
  });

  it('background work logs in as the API user, whatever run_as says', async () => {
    const { inBackground, logins } = core();
    await inBackground.open('manager');
    expect(logins).toEqual(['internal user on manager']);
  });

  it('run_as is off where the host is not configured for it, whether or not wazuhCore could ask the manager', async () => {
    const { asPerson } = core({
      get: async () => [{ ...HOST, run_as: undefined }],
      isEnabledAuthWithRunAs: () => {
        throw new Error('could not check');
      },
    });
    expect((await asPerson.open('manager')).host.runAs).toBe('off');
  });

  it('a registry that is empty just after boot (from 4.14.5) is filled by reading the entries', async () => {
    let filled = false;
    const { asPerson, logins } = core({
      getEntries: async () => {
        filled = true;
        return [];
      },
      isEnabledAuthWithRunAs: () => {
        if (!filled) throw new Error('was not found in the registry');
        return true;
      },
    });
    await asPerson.open('manager');
    expect(logins).toEqual(['current user on manager']);
  });

  it('a registry that stays empty (up to 4.14.4, manager down at the start) gives no way to log in a person', async () => {
    const throwing = {
      isEnabledAuthWithRunAs: () => {
        throw new Error('could not check the ability to use the run as');
      },
    };
    const { asPerson, inBackground, logins } = core(throwing);
    await expect(asPerson.open('manager')).rejects.toMatchObject({ code: 'run_as_unknown' });
    expect(logins).toEqual([]);
    await expect(inBackground.open('manager')).resolves.toBeDefined();
  });

  it('a login that wazuhCore itself gives up is told as such', async () => {
    const { asPerson } = core({}, async () => {
      throw new Error('API host could not be found in the registry');
    });
    await expect(asPerson.open('manager')).rejects.toMatchObject({ code: 'not_built' });
  });

  it('passwords are never asked for', async () => {
    const { asPerson, asked } = core({
      isEnabledAuthWithRunAs: () => {
        throw new Error('not yet');
      },
    });
    expect(JSON.stringify(await asPerson.hosts())).not.toContain(PASSWORD);
    expect(asked).toEqual([{ excludePassword: true }, { excludePassword: true }]);
  });

  it('a host is shown by its address alone', async () => {
    const { asPerson } = core({
      get: async () => [
        { ...HOST, url: 'https://admin:secret@10.0.0.1/path?x=y' },
        { ...HOST, id: 'v6', url: 'https://[2001:db8::1]' },
        { ...HOST, id: 'odd', url: 7 },
      ],
    });
    expect((await asPerson.hosts()).map(({ url }) => url)).toEqual([
      'https://10.0.0.1:55000',
      'https://[2001:db8::1]:55000',
      '',
    ]);
  });

  it.each([
    [undefined],
    [null],
    [{}],
    ['hosts'],
    [[null, 1, {}, { id: 7 }, { id: '' }, { id: 'a\nb' }, { id: 'x'.repeat(101) }]],
  ])('a configuration that is none has no hosts: %p', async (hosts) => {
    const { asPerson } = core({ get: async () => hosts });
    await expect(asPerson.hosts()).resolves.toEqual([]);
    await expect(asPerson.open('manager')).rejects.toMatchObject({ code: 'host_unknown' });
  });

  it('what fails or hangs in wazuhCore ends as an error of ours', async () => {
    const failing = core({
      get: async () => {
        throw new Error(`cannot read ${PASSWORD}`);
      },
    });
    await expect(failing.asPerson.open('manager')).rejects.toMatchObject({ code: 'host_unusable' });
    const hanging = core({ get: () => new Promise(() => undefined) });
    await expect(hanging.asPerson.open('manager')).rejects.toMatchObject({ code: 'host_unusable' });
  });
});
