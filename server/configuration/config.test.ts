import { configSchema } from './config';
import { config } from '../index';

function refusalOf(configuration: Record<string, unknown>): string {
  try {
    configSchema.validate(configuration);
  } catch (error) {
    return error instanceof Error ? error.message : '';
  }
  return 'accepted';
}

const HOST = {
  id: 'default',
  url: 'https://wazuh.example:55000',
  username: 'wazuh-wui',
  password: 'marker-secret',
};

describe('the configuration', () => {
  it('needs nothing, and is safe as it is', () => {
    const defaults = configSchema.validate({});
    expect(JSON.parse(JSON.stringify(defaults))).toEqual({
      enabled: true,
      agent_view: true,
      ledger_index_prefix: 'wazuh-isolation',
      alerts_pattern: 'wazuh-alerts-*',
      answer_time: 'PT5M',
      sweep: 'P7D',
      program: 'isolation.exe',
      origin_names: ['C-LR', 'WLR'],
      netsh_ok_words: [],
      netsh_no_rules_words: [],
      reference_in_user: true,
      roles: {},
      allow_without_security: false,
      manager_requests_per_minute: 300,
      managers: {},
      always_allowed: [],
      profiles: {},
      reported_by_at_least: 3,
      protected: { agents: [], names: [], groups: [], mode: 'confirm' },
      hosts: [],
    });
  });

  it('shows the browser one switch and nothing else', () => {
    expect(config.exposeToBrowser).toEqual({ agent_view: true });
  });

  it.each<[string, Record<string, unknown>]>([
    [
      'roles for each right',
      { roles: { view: ['a'], isolate: ['b'], release: [], probe: ['c'], export: ['d'] } },
    ],
    [
      'a manager',
      { managers: { default: { addresses: ['10.0.0.1', '2001:db8::/64'], aliases: ['vm'] } } },
    ],
    ['the place of a manager’s alerts', { managers: { default: { alerts_from: 'remote' } } }],
    [
      'several places of a manager’s alerts',
      { managers: { default: { alerts_from: ['local', 'remote'] } } },
    ],
    ['always allowed addresses', { always_allowed: ['10.1.0.0/16'] }],
    ['a profile', { profiles: { edr: { label: 'EDR servers', addresses: ['10.2.0.1'] } } }],
    [
      'protected endpoints',
      { protected: { agents: ['001'], names: ['*-DC-*'], groups: ['servers'], mode: 'refuse' } },
    ],
    ['a direct host', { hosts: [HOST] }],
    [
      'a direct host of an own CA',
      { hosts: [{ ...HOST, ca_file: '/etc/ca.pem', verify_tls: true, run_as: true }] },
    ],
    ['other durations', { answer_time: '30s', sweep: '90d' }],
    ['another program', { program: 'isolation2.exe' }],
    ['another success word', { netsh_ok_words: ['Goed.'] }],
    ['a fixed line before a success word', { netsh_ok_words: [`${'x'.repeat(196)} Ok.`] }],
    ['a sentence for no rules', { netsh_no_rules_words: ['x'.repeat(200)] }],
  ])('takes %s', (_, configuration) => {
    expect(refusalOf(configuration)).toBe('accepted');
  });

  it.each<[Record<string, unknown>, string]>([
    [{ isolation: true }, '[isolation]: definition for this key is missing'],
    [{ ledger_index_prefix: 'Wazuh' }, '[ledger_index_prefix]: must be lowercase letters'],
    [{ ledger_index_prefix: '-a' }, '[ledger_index_prefix]: must be lowercase letters'],
    [{ ledger_index_prefix: 'a/b' }, '[ledger_index_prefix]: must be lowercase letters'],
    [
      { alerts_pattern: '' },
      '[alerts_pattern]: value has length [0] but it must have a minimum length of [1].',
    ],
    [{ answer_time: '29s' }, '[answer_time]: must be between 30s and 1h'],
    [{ answer_time: '2h' }, '[answer_time]: must be between 30s and 1h'],
    [{ answer_time: 'soon' }, '[answer_time]: Failed to parse value as time value.'],
    [{ sweep: '10m' }, '[sweep]: must be between 1h and 90d'],
    [{ sweep: '91d' }, '[sweep]: must be between 1h and 90d'],
    [{ program: 'C:\\isolation.exe' }, "[program]: must be the program's file name"],
    [{ program: '!isolation.exe' }, "[program]: must be the program's file name"],
    [{ program: 'isolação.exe' }, "[program]: must be the program's file name"],
    [{ netsh_ok_words: ['?? ?.'] }, '[netsh_ok_words.0]: must contain a letter'],
    [{ netsh_ok_words: ['x'.repeat(201)] }, '[netsh_ok_words.0]: value has length [201]'],
    [{ netsh_no_rules_words: [''] }, '[netsh_no_rules_words.0]: value has length [0]'],
    [{ netsh_no_rules_words: ['???'] }, '[netsh_no_rules_words.0]: must contain a letter'],
    [{ origin_names: [] }, '[origin_names]: array size is [0], but cannot be smaller than [1]'],
    [{ roles: { isolate: ['  '] } }, '[roles.isolate.0]: a role must not be blank'],
    [{ roles: { isolate: 'soc' } }, '[roles.isolate]: could not parse array value from json input'],
    [{ roles: { wipe: ['soc'] } }, '[roles.wipe]: definition for this key is missing'],
    [
      { managers: { default: { addresses: ['wazuh.example'] } } },
      '[managers.default.addresses.0]: not an IPv4 or IPv6 address or network that can be allowed (host_name)',
    ],
    [
      { always_allowed: ['0.0.0.0/0'] },
      '[always_allowed.0]: not an IPv4 or IPv6 address or network that can be allowed (everything)',
    ],
    [
      { profiles: { edr: { label: 'EDR', addresses: ['127.0.0.1'] } } },
      '[profiles.edr.addresses.0]: not an IPv4 or IPv6 address or network that can be allowed (unusable)',
    ],
    [
      { reported_by_at_least: 1 },
      '[reported_by_at_least]: Value must be equal to or greater than [2].',
    ],
    [{ protected: { mode: 'ask' } }, '[protected.mode]: types that failed validation:'],
    [{ hosts: [HOST, HOST] }, '[hosts]: two hosts have the same ID'],
    [{ hosts: [{ ...HOST, url: 'http://wazuh.example:55000' }] }, '[hosts.0.url]:'],
    [{ hosts: [{ ...HOST, password: '' }] }, '[hosts.0.password]: value has length [0]'],
  ])('refuses %j by name', (configuration, message) => {
    expect(refusalOf(configuration)).toContain(message);
  });

  it('never names a password in a refusal', () => {
    for (const host of [
      { ...HOST, password: ['marker-secret'] },
      { ...HOST, url: 'https://wazuh-wui:marker-secret@wazuh.example:55000/x y' },
      { ...HOST, extra: 'marker-secret' },
    ]) {
      expect(refusalOf({ hosts: [host, host] })).not.toContain('marker-secret');
    }
  });
});
