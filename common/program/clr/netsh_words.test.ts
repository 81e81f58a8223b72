import { netshWordsWith } from './netsh_words';

describe('the words of netsh', () => {
  it('are those of every language, and the configured ones beside them, each once', () => {
    const { ok, noRules } = netshWordsWith({ ok: ['Goed.', 'Ok.'], noRules: ['Geen regels.'] });
    expect(ok).toEqual(expect.arrayContaining(['Ok.', 'Aceptar', 'Goed.']));
    expect(ok.filter((word) => word === 'Ok.')).toHaveLength(1);
    expect(noRules).toEqual(
      expect.arrayContaining(['No rules match the specified criteria.', 'Geen regels.'])
    );
  });
});
