import { configSchema } from './config';
import { managerSettingsOf, settingsOf } from './settings';

const settingsFor = (configuration: Record<string, unknown>) =>
  settingsOf(configSchema.validate(configuration));

describe('the settings', () => {
  it('are durations in milliseconds and addresses in their normal form', () => {
    const settings = settingsFor({
      answer_time: '2m',
      sweep: '1d',
      always_allowed: ['2001:DB8:0::1', '10.1.2.3/16'],
      profiles: { edr: { label: 'EDR', addresses: ['::ffff:10.0.0.1'] } },
      managers: { default: { addresses: ['010.0.0.1'.slice(1)], aliases: ['vm'] } },
    });
    expect(settings.answerTime).toBe(120_000);
    expect(settings.sweep).toBe(86_400_000);
    expect(settings.alwaysAllowed).toEqual(['2001:db8::1', '10.1.0.0/16']);
    expect(settings.profiles).toEqual([{ id: 'edr', label: 'EDR', addresses: ['10.0.0.1'] }]);
    expect(managerSettingsOf(settings, 'default')).toEqual({
      addresses: ['10.0.0.1'],
      aliases: ['vm'],
      formerNames: [],
    });
  });

  it('know every success word of netsh, and the configured ones beside them', () => {
    const { ok: okWords } = settingsFor({ netsh_ok_words: ['Goed.', 'Ok.'] }).alerts.netsh;
    expect(okWords).toEqual(expect.arrayContaining(['Ok.', 'Aceptar', 'Goed.']));
    expect(okWords.filter((word) => word === 'Ok.')).toHaveLength(1);
    const { noRules } = settingsFor({ netsh_no_rules_words: ['Geen regels.'] }).alerts.netsh;
    expect(noRules).toEqual(
      expect.arrayContaining(['No rules match the specified criteria.', 'Geen regels.'])
    );
  });

  it('keep the ledger for ever, or as long as is said, and not for less than a day', () => {
    expect(settingsFor({}).ledgerRetention).toBeUndefined();
    expect(settingsFor({ ledger_retention: '365d' }).ledgerRetention).toBe(31_536_000_000);
    expect(() => settingsFor({ ledger_retention: '23h' })).toThrow('must be at least 1d');
  });

  it('name the two indices by the prefix', () => {
    expect(settingsFor({ ledger_index_prefix: 'soc' }).ledger).toEqual({
      actions: 'soc-actions',
      endpoints: 'soc-endpoints',
    });
  });

  it('are empty for a manager that is not configured, also one of an odd name', () => {
    expect(managerSettingsOf(settingsFor({}), 'constructor')).toEqual({
      addresses: [],
      aliases: [],
      formerNames: [],
    });
  });

  it('hold no secret', () => {
    const hosts = [{ id: 'a', url: 'https://a', username: 'u', password: 'marker-secret' }];
    expect(JSON.stringify(settingsFor({ hosts }))).not.toContain('marker-secret');
  });

  it('say whether references are on', () => {
    expect(settingsFor({}).references).toBe('on');
    expect(settingsFor({ reference_in_user: false }).references).toBe('off');
  });
});
