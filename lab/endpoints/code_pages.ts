import type { NetshLanguage } from './netsh_texts';

/** Windows' two code pages: consoles write the OEM one, Python reads the ANSI one. */
interface CodePages {
  readonly oem: 'cp850' | 'ibm866' | 'same';
  readonly ansi: 'windows-1252' | 'windows-1251' | 'gbk' | 'shift_jis' | 'euc-kr';
}

const western: CodePages = { oem: 'cp850', ansi: 'windows-1252' };

const pages: Record<NetshLanguage, CodePages> = {
  en: western,
  es: western,
  de: western,
  pt: western,
  fr: western,
  ru: { oem: 'ibm866', ansi: 'windows-1251' },
  zh: { oem: 'same', ansi: 'gbk' },
  ja: { oem: 'same', ansi: 'shift_jis' },
  ko: { oem: 'same', ansi: 'euc-kr' },
};

// Node has no decoder for cp850; these are its bytes 0x80 to 0xA7, letters only, enough for every text that netsh is known to print.
const cp850From80 = 'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº';

// Bytes that Python's ANSI pages leave undefined, where the decoders of the web standard do not.
const undefinedBytes: Record<string, readonly number[]> = {
  'windows-1252': [0x81, 0x8d, 0x8f, 0x90, 0x9d],
  'windows-1251': [0x98],
};

// windows-1252 from 0x80 to 0x9F. Some releases of Node 20 to 23 take windows-1252 for Latin-1, which has control characters there.
const windows1252From80 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

function oemByte(letter: string, oem: 'cp850' | 'ibm866'): number {
  if (letter <= '\u007f') return letter.charCodeAt(0);
  const upperHalf =
    oem === 'cp850'
      ? cp850From80
      : new TextDecoder('ibm866').decode(Uint8Array.from({ length: 128 }, (_, i) => 128 + i));
  const index = upperHalf.indexOf(letter);
  if (index === -1) throw new Error(`${letter} is not in code page ${oem}`);
  return 128 + index;
}

function decodeAnsi(bytes: Uint8Array, ansi: CodePages['ansi']): string | undefined {
  if (bytes.some((byte) => undefinedBytes[ansi]?.includes(byte))) return undefined;
  try {
    const text = new TextDecoder(ansi, { fatal: true }).decode(bytes);
    return ansi === 'windows-1252'
      ? text.replace(/[\u0080-\u009f]/g, (control) =>
          windows1252From80.charAt(control.charCodeAt(0) - 0x80)
        )
      : text;
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

/**
 * A text of the console as the program's Python receives it: ASCII as it is, other letters as other letters (`ОК.` as `ЋЉ.`).
 * `undefined` where a byte is not in the ANSI page: Python then dies.
 */
export function throughConsole(text: string, language: NetshLanguage): string | undefined {
  const { oem, ansi } = pages[language];
  if (oem === 'same') return text;
  return decodeAnsi(
    Uint8Array.from(Array.from(text), (letter) => oemByte(letter, oem)),
    ansi
  );
}

/** A line of the agent (UTF-8) as Python reads it from standard input; `undefined` where Python dies of a byte. */
export function throughStandardInput(line: string, language: NetshLanguage): string | undefined {
  return decodeAnsi(new TextEncoder().encode(line), pages[language].ansi);
}
