import { PROGRAMS } from '../../test/builders/programs';
import { anAgent } from '../../test/builders/agents';
import type { EligibilityFacts } from './eligibility';
import { ELIGIBILITY_CODES, hasNoProgram, hasNoWayBack, reasonsAgainstAction } from './eligibility';
import type { EndpointState } from '../state/fold';

const NO_RECORD: EndpointState = {
  status: 'no_record',
  reasons: [],
  backup: 'none_needed',
  cautions: [],
};

function codes(overrides: Partial<EligibilityFacts> = {}): string[] {
  return reasonsAgainstAction({
    programs: PROGRAMS,
    verb: 'isolate',
    agent: anAgent(),
    state: NO_RECORD,
    protection: 'none',
    identity: 'known',
    ...overrides,
  }).map(({ code, detail }) => (detail === undefined ? code : `${code}: ${detail}`));
}

describe('what stands against an action', () => {
  it('is nothing for a healthy Windows agent', () => {
    expect(codes()).toEqual([]);
    expect(codes({ verb: 'release' })).toEqual([]);
    expect(codes({ verb: 'probe' })).toEqual([]);
  });

  it.each([
    [{ os_platform: 'debian', os_name: 'Debian GNU/Linux 12' }, 'not_windows: Debian GNU/Linux 12'],
    [{ os_platform: 'darwin', os_name: undefined }, 'not_windows: darwin'],
    [{ os_platform: undefined }, 'os_not_known'],
    [{ status: 'disconnected' as const }, 'not_active: disconnected'],
    [{ status: 'never_connected' as const }, 'not_active: never connected'],
    [{ status: 'pending' as const }, 'not_active: pending'],
    [{ version: 'Wazuh v4.1.5' }, 'version_too_old: Wazuh v4.1.5'],
    [{ version: undefined }, 'version_not_known'],
  ])('is named for an agent with %j, for every verb', (agent, reason) => {
    for (const verb of ['isolate', 'release', 'probe'] as const) {
      expect(codes({ verb, agent: anAgent(agent) })).toEqual([reason]);
    }
  });

  it('is not the version from which the program is answered on', () => {
    expect(codes({ agent: anAgent({ version: 'Wazuh v4.2.0' }) })).toEqual([]);
    expect(codes({ agent: anAgent({ version: 'Wazuh v5.0.0' }) })).toEqual([]);
  });

  it('is named completely, not only the first of it', () => {
    const agent = anAgent({ os_platform: 'debian', os_name: 'Debian', status: 'disconnected' });
    expect(codes({ agent, protection: 'refused' })).toEqual([
      'not_windows: Debian',
      'not_active: disconnected',
      'protected',
    ]);
  });

  it('is that nobody lists the agent', () => {
    expect(codes({ agent: undefined })).toEqual(['not_listed']);
  });

  it('is that it is not known whose evidence would be whose', () => {
    expect(codes({ identity: 'not_known' })).toEqual(['manager_not_known']);
    expect(codes({ identity: 'ambiguous', agent: undefined })).toEqual([
      'manager_ambiguous',
      'not_listed',
    ]);
  });
});

describe('the state against an isolation', () => {
  it('is one that is proven isolated', () => {
    const state: EndpointState = { ...NO_RECORD, status: 'isolated', backup: 'present' };
    expect(codes({ state })).toEqual(['already_isolated']);
  });

  it('is a missing backup where isolation is proven, and a risk to confirm where the state is unknown', () => {
    const stuck: EndpointState = {
      ...NO_RECORD,
      status: 'unknown',
      reasons: ['release_failed'],
      backup: 'missing',
    };
    expect(codes({ state: stuck })).toEqual([]);
    expect(hasNoWayBack('isolate', stuck)).toBe(true);
    expect(hasNoWayBack('release', stuck)).toBe(false);
    expect(hasNoWayBack('isolate', { ...stuck, backup: 'tainted' })).toBe(false);
    expect(codes({ state: { ...stuck, status: 'isolated', reasons: [] } })).toEqual([
      'already_isolated',
      'backup_missing',
    ]);
  });

  it('never holds back a release: undo does not depend on what is believed', () => {
    for (const status of ['no_record', 'not_isolated', 'isolated', 'unknown'] as const) {
      const state: EndpointState = { ...NO_RECORD, status, backup: 'missing' };
      expect(codes({ verb: 'release', state, protection: 'refused' })).toEqual([]);
    }
  });

  it('is no reason where it is unknown, and the backup is there', () => {
    const state: EndpointState = { ...NO_RECORD, status: 'unknown', backup: 'tainted' };
    expect(codes({ state })).toEqual([]);
  });
});

describe('the state against a change of addresses', () => {
  const isolated: EndpointState = { ...NO_RECORD, status: 'isolated', backup: 'present' };

  it('is none where it is proven to be isolated, with a backup of its own firewall', () => {
    expect(codes({ verb: 'reisolate', state: isolated })).toEqual([]);
  });

  it.each([
    ['no_record', 'none_needed', 'not_isolated'],
    ['not_isolated', 'none_needed', 'not_isolated'],
    ['unknown', 'present', 'not_isolated'],
    ['isolated', 'missing', 'backup_missing'],
    ['isolated', 'tainted', 'backup_tainted'],
  ] as const)('is one that is %s with a backup that is %s', (status, backup, code) => {
    expect(codes({ verb: 'reisolate', state: { ...isolated, status, backup } })).toEqual([code]);
  });

  it('is not asked for on an endpoint that must not be isolated', () => {
    expect(codes({ verb: 'reisolate', state: isolated, protection: 'refused' })).toEqual([
      'protected',
    ]);
  });
});

describe('a protected endpoint', () => {
  it('is not isolated where no confirmation helps, and is where one does', () => {
    expect(codes({ protection: 'refused' })).toEqual(['protected']);
    expect(codes({ protection: 'confirm' })).toEqual([]);
  });
});

describe('an endpoint without an isolation program', () => {
  it('is one that is no Windows endpoint or isn’t listed, and none that is only away or too old', () => {
    const all = ELIGIBILITY_CODES.filter((code) => hasNoProgram([{ code }]));
    expect(all).toEqual(['not_listed', 'not_windows']);
    expect(hasNoProgram([])).toBe(false);
  });
});
