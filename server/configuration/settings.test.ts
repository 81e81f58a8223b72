import { configSchema } from './config';
import { managerSettingsOf, settingsOf } from './settings';

const settingsFor = (configuration: Record<string, unknown>) =>
  settingsOf(configSchema.validate(configuration));

function outcomeOf(result: string, { alerts }: ReturnType<typeof settingsFor>) {
  const source = {
    ...{ timestamp: '2026-11-24T03:00:00.000+0000', id: '1.1', agent: { id: '001', name: 'WS' } },
    data: { origin: { name: 'C-LR' }, clr: { action: 'isolate', user: 'alice', result } },
  };
  return alerts.programs[0].readReport(source)?.outcome;
}

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

  it('read reports by the built-in words of every language, and by the configured ones beside them', () => {
    const report = 'stdout: Goed. Geen regels. Goed. Goed. Goed. Goed.\nstderr: ';
    const settings = settingsFor({
      netsh_ok_words: ['Goed.', 'Ok.'],
      netsh_no_rules_words: ['Geen regels.'],
    });
    expect(outcomeOf(report, settingsFor({}))).toEqual({ result: 'unrecognised' });
    expect(outcomeOf(report, settings)).toMatchObject({ result: 'succeeded', deleted_rules: 0 });
    for (const word of ['Ok.', 'Aceptar']) {
      expect(outcomeOf(report.replace(/Goed./g, word), settings)).toMatchObject({
        result: 'succeeded',
      });
    }
  });

  it('call the program as configured, and read what has its origins', () => {
    const [program] = settingsFor({ program: 'cut.exe', origin_names: ['OURS'] }).alerts.programs;
    expect(program).toMatchObject({ file: 'cut.exe', originNames: ['OURS'] });
    expect(settingsFor({}).alerts.programs[0]).toMatchObject({
      file: 'isolation.exe',
      originNames: ['C-LR', 'WLR'],
    });
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
