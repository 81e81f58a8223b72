import type { SourceFile } from './source_files';
import type { TextWithId } from './texts_with_ids';
import { keysOfText, nameOfTextsHolder, textsWithIds, textsWithoutId } from './texts_with_ids';

/** Texts whose ids the code puts together: the id as written, with `{}` for what is put in, and the results. */
export interface TextTable {
  readonly id: string;
  /** Ids with their texts. */
  readonly texts: ReadonlyMap<string, string>;
  /** The codes that choose a text; each has to be used somewhere. */
  readonly codes: readonly string[];
  readonly usedIn: readonly SourceFile[];
}

export interface TextSources {
  readonly ui: readonly SourceFile[];
  /** All that ships: what uses a text may stand anywhere in it. */
  readonly shipped: readonly SourceFile[];
  readonly tables: readonly TextTable[];
  readonly translations: readonly SourceFile[];
  /** Words that need no id, because somebody else defines them. */
  readonly namesOfOthers: readonly string[];
}

export interface IdFindings {
  /** Number of ids that were read. */
  readonly ids: number;
  readonly textsWithoutId: readonly string[];
  readonly idsWithoutText: readonly string[];
  readonly unusedIds: readonly string[];
  readonly idsWithTwoTexts: readonly string[];
  readonly otherTranslations: readonly string[];
}

/** Compares the ids of the interface with its texts, in both directions, and with the translations. */
export function idFindings(sources: TextSources): IdFindings {
  const written = sources.ui.flatMap(textsWithIds);
  const single = written.filter(({ id }) => !isFromTable(id, sources));
  const texts = textsById(single, sources.tables);
  return {
    ids: texts.size,
    textsWithoutId: sources.ui
      .flatMap(textsWithoutId)
      .filter((found) => !sources.namesOfOthers.some((name) => found.endsWith(`: ${name}`))),
    idsWithoutText: [
      ...single
        .filter(({ id, text }) => !/^endpointIsolation(\.\w+)+$/.test(id ?? '') || !text?.trim())
        .map(({ id, place }) => `${place}: ${id ?? 'not written out'}`),
      ...sources.tables.flatMap((table) =>
        [...table.texts].filter(([, text]) => text.trim() === '').map(([id]) => id)
      ),
    ],
    unusedIds: [...unusedTexts(single, sources.shipped), ...unusedCodes(sources.tables)],
    idsWithTwoTexts: [...texts].filter(([, all]) => all.size > 1).map(([id]) => id),
    otherTranslations: sources.translations.flatMap((file) => otherIds(file, texts)),
  };
}

function isFromTable(id: string | undefined, { tables }: TextSources): boolean {
  return tables.some((table) => table.id === id);
}

function textsById(
  single: readonly TextWithId[],
  tables: readonly TextTable[]
): Map<string, Set<string>> {
  const texts = new Map<string, Set<string>>();
  const add = (id: string, text: string) => texts.set(id, (texts.get(id) ?? new Set()).add(text));
  for (const { id, text } of single) add(id ?? '', text ?? '');
  for (const table of tables) table.texts.forEach((text, id) => add(id, text));
  return texts;
}

/** A text is unused if nothing names the constant or function that it stands in, or its key in a table. */
function unusedTexts(texts: readonly TextWithId[], shipped: readonly SourceFile[]): string[] {
  const count = wordCounts(shipped);
  return texts
    .filter(({ node }) => {
      const names = [nameOfTextsHolder(node), ...keysOfText(node)];
      return names.some((name) => name !== undefined && (count.get(name) ?? 0) < 2);
    })
    .map(({ id, place }) => `${place}: ${id}`);
}

function unusedCodes(tables: readonly TextTable[]): string[] {
  return tables.flatMap(({ codes, usedIn }) => {
    const count = wordCounts(usedIn);
    return codes.filter((code) => !count.has(code));
  });
}

function wordCounts(files: readonly SourceFile[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { text } of files) {
    for (const word of text.match(/\w+/g) ?? []) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return counts;
}

/** Ids that a translation has and the code doesn't, and the other way round. */
function otherIds({ path, text }: SourceFile, texts: ReadonlyMap<string, unknown>): string[] {
  const { messages = {} }: { messages?: Record<string, unknown> } = JSON.parse(text);
  return [
    ...Object.keys(messages).filter((id) => !texts.has(id)),
    ...[...texts.keys()].filter((id) => !Object.keys(messages).includes(id)),
  ].map((id) => `${path}: ${id}`);
}
