import ts from 'typescript';
import { parse as parseYaml } from 'yaml';
import type { SourceFile } from './source_files';

/** Something written in words, with its place as `path:line`. */
export interface Passage {
  readonly place: string;
  readonly text: string;
}

/** Parses a file of code. */
export function parse({ path, text }: SourceFile): ts.SourceFile {
  const kind = path.endsWith('.tsx') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  return ts.createSourceFile(path, text, ts.ScriptTarget.ES2020, true, kind);
}

/** Calls back for a node and everything below it. */
export function visitAll(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  ts.forEachChild(node, (child) => visitAll(child, visit));
}

/** The place of a node as `path:line`. */
export function placeOf(node: ts.Node): string {
  const file = node.getSourceFile();
  return `${file.fileName}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
}

/** The value of a text that is written out, also in parts joined by `+`. `{}` stands for what is put into a template. */
export function writtenText(node: ts.Node | undefined): string | undefined {
  if (node === undefined) return undefined;
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isJsxExpression(node)) return writtenText(node.expression);
  if (ts.isTemplateExpression(node)) {
    return node.head.text + node.templateSpans.map(({ literal }) => `{}${literal.text}`).join('');
  }
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken) {
    const [left, right] = [writtenText(node.left), writtenText(node.right)];
    return left === undefined || right === undefined ? undefined : left + right;
  }
  return undefined;
}

/** Texts of code that read like words: several of them, or one between the tags of JSX. */
export function textsOf(file: SourceFile): Passage[] {
  const found: Passage[] = [];
  const add = (node: ts.Node, text: string) => {
    if (/[a-z]/i.test(text)) found.push({ place: placeOf(node), text });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return;
    const text = writtenText(node)?.replace(/ value="[^"]*"/g, '');
    if (text !== undefined && !ts.isJsxExpression(node)) {
      if (/[A-Za-z’']+ [A-Za-z{]+/.test(text)) add(node, text);
      if (!ts.isTemplateExpression(node)) return;
    } else if (ts.isJsxText(node)) add(node, node.text.trim());
    ts.forEachChild(node, visit);
  };
  visit(parse(file));
  return found;
}

/** Comments of code, without what stands between backticks: names of code keep their words. */
export function commentsOf(file: SourceFile): Passage[] {
  return commentRanges(file).map(({ place, text }) => ({ place, text: plainWords(text) }));
}

/** Docstrings of code, from their first word. Those that begin with a tag say what the name says already. */
export function docstringsOf(file: SourceFile): Passage[] {
  return commentRanges(file)
    .filter(({ text }) => text.startsWith('/**'))
    .map(({ place, text }) => ({ place, text: withoutMarks(text) }))
    .filter(({ text }) => text !== '' && !text.startsWith('@'));
}

/** Titles, summaries and descriptions of an API's description: what it says to people. */
export function descriptionsOf({ path, text }: SourceFile): Passage[] {
  const found: Passage[] = [];
  const visit = (value: unknown, place: string): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [name, below] of Object.entries(value)) {
      const at = `${place}/${name}`;
      if (typeof below === 'string' && /^(title|summary|description)$/.test(name)) {
        found.push({ place: at, text: plainWords(below) });
      }
      visit(below, at);
    }
  };
  visit(parseYaml(text), path);
  return found;
}

/** Paragraphs of a file of the documentation, without blocks and spans of code. */
export function paragraphsOf({ path, text }: SourceFile): Passage[] {
  const found: Passage[] = [];
  let isCode = false;
  let from = 0;
  let lines: string[] = [];
  const end = () => {
    if (lines.length > 0)
      found.push({ place: `${path}:${from}`, text: plainWords(lines.join(' ')) });
    lines = [];
  };
  text.split('\n').forEach((line, index) => {
    if (line.trim().startsWith('```')) isCode = !isCode;
    if (isCode || line.trim() === '' || line.trim().startsWith('```')) return end();
    if (lines.length === 0) from = index + 1;
    lines.push(line.trim());
  });
  end();
  return found;
}

function commentRanges(file: SourceFile): Passage[] {
  const source = parse(file);
  const found = new Map<number, Passage>();
  const add = (ranges: readonly ts.CommentRange[] | undefined) =>
    (ranges ?? []).forEach(({ pos, end }) => {
      const line = source.getLineAndCharacterOfPosition(pos).line + 1;
      found.set(pos, { place: `${file.path}:${line}`, text: file.text.slice(pos, end) });
    });
  const visit = (node: ts.Node): void => {
    add(ts.getLeadingCommentRanges(file.text, node.getFullStart()));
    add(ts.getTrailingCommentRanges(file.text, node.getEnd()));
    node.getChildren(source).forEach(visit);
  };
  visit(source);
  return [...found.values()];
}

/** The words of a comment or of some Markdown, without spans of code and targets of links. */
function plainWords(text: string): string {
  return withoutMarks(text)
    .replace(/`[^`\n]*`/g, '`')
    .replace(/\]\([^)\s]*\)/g, ']');
}

function withoutMarks(text: string): string {
  return text
    .replace(/^\s*(\/\*\*?|\*(?!\/)|\/\/|#)/gm, ' ')
    .replace(/\*\/$/, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
