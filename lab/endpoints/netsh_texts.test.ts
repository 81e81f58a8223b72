import { endpoint, isolate, release, resultOf } from '../../test/builders/endpoint_programs';
import { isReallyIsolated, openFirewall } from './endpoint_state';
import { netshLanguages } from './netsh_texts';
import { apply } from './program';

describe('netsh in other languages', () => {
  const success: Record<(typeof netshLanguages)[number], [string, string, string]> = {
    en: ['Ok.', 'Deleted 412 rule(s).', 'O k .'],
    es: ['Aceptar', 'Se eliminaron 412 reglas.', 'A c e p t a r'],
    // The umlaut is byte 94 of the console's page, which is another letter in the page that Python reads.
    de: ['OK.', '412 Regel(n) gel”scht.', 'O K .'],
    pt: ['Ok.', 'Deleted 412 rule(s).', 'O k .'],
    fr: ['Ok.', '412 rŠgle(s) supprim‚e(s).', 'O k .'],
    ru: ['ЋЉ.', '“¤ «Ґ\u00ad® Їа ўЁ«: 412.', 'Ћ Љ .'],
    zh: ['确定。', '已删除 412 规则。', '确 定 。'],
    ja: ['OK', 'Deleted 412 rule(s).', 'O K'],
    ko: ['확인됨', 'Deleted 412 rule(s).', '확 인 됨'],
  };

  it.each(netshLanguages)('answers in %s as Python reads that console', (language) => {
    const [ok, deleted, released] = success[language];
    const isolated = apply(isolate, endpoint({ language }));
    const text = resultOf(isolated)?.replace(/\u00a0/g, ' ');
    expect(text).toBe(
      `stdout: ${ok}    ${deleted} ${Array(5).fill(ok).join('   ')}  \nstderr:${' '.repeat(6)}`
    );
    expect(resultOf(apply(release, isolated.state))).toBe(`stdout: ${released}    \nstderr: `);
  });

  it('dies half way where the console prints a byte that the other page lacks', () => {
    const bare = { ...endpoint({ language: 'de' }), firewall: { ...openFirewall, rules: 0 } };
    const { state, logLine } = apply(isolate, bare);
    expect(logLine).toBeUndefined();
    expect(state.backup).toEqual(bare.firewall);
    expect(isReallyIsolated(state)).toBe(false);
  });
});
