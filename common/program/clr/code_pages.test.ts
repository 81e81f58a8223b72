import { ANSI_PAGES, OEM_PAGES, throughCodePages } from './code_pages';

describe('the code pages', () => {
  it.each(Object.entries({ ...OEM_PAGES, ...ANSI_PAGES }))('%s has 128 letters', (_, page) => {
    expect(Array.from(page)).toHaveLength(128);
  });

  it.each([1250, 1251, 1253, 1254, 1257] as const)(
    '%s is that of the web standard, but for the bytes that Python does not know',
    (number) => {
      const web = new TextDecoder(`windows-${number}`).decode(
        Uint8Array.from({ length: 128 }, (_, i) => 0x80 + i)
      );
      Array.from(ANSI_PAGES[number]).forEach((letter, i) => {
        if (letter !== '\ufffd') expect(letter).toBe(web.charAt(i));
      });
    }
  );

  it('866 is that of the web standard', () => {
    const web = new TextDecoder('ibm866').decode(
      Uint8Array.from({ length: 128 }, (_, i) => 0x80 + i)
    );
    expect(OEM_PAGES[866]).toBe(web);
  });

  it.each([
    ['ü', { oem: 850, ansi: 1252 }],
    ['ł', { oem: 852, ansi: 1250 }],
    ['ı', { oem: 857, ansi: 1254 }],
  ] as const)('end the program at %s of %j', (letter, pages) => {
    expect(throughCodePages(`a ${letter}`, pages)).toBeUndefined();
  });

  it('leave ASCII as it is, and have no form of a letter that the console cannot write', () => {
    expect(throughCodePages('Ok.', { oem: 852, ansi: 1250 })).toBe('Ok.');
    expect(throughCodePages('ОК.', { oem: 850, ansi: 1252 })).toBeUndefined();
    expect(throughCodePages('José', { oem: 65001, ansi: 1252 })).toBe('JosÃ©');
  });
});
