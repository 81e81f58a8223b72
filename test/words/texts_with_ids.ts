import ts from 'typescript';
import { parse, placeOf, visitAll, writtenText } from './passages';
import type { SourceFile } from './source_files';

/** A text of the interface, as the code hands it to i18n. */
export interface TextWithId {
  /** The text is undefined if the code doesn't write it out. `{}` stands for a part that is put in. */
  readonly id: string | undefined;
  /** The text is undefined if it isn't written beside its id but comes from a table. */
  readonly text: string | undefined;
  readonly place: string;
  readonly node: ts.Node;
}

/** Attributes and fields that people read or hear. */
const SPOKEN = new Set([
  'alt',
  'aria-label',
  'ariaLabel',
  'content',
  'description',
  'helpText',
  'label',
  'noItemsMessage',
  'placeholder',
  'text',
  'title',
  'toolTipContent',
]);

/** Reads all calls of i18n in a file: `i18n.translate` and `FormattedMessage`. */
export function textsWithIds(file: SourceFile): TextWithId[] {
  const found: TextWithId[] = [];
  visitAll(parse(file), (node) => {
    const use = idAndMessage(node);
    if (use === undefined) return;
    const [id, message] = use;
    found.push({ id: writtenText(id), text: writtenText(message), place: placeOf(node), node });
  });
  return found;
}

/** Finds words for people that i18n doesn't know: between tags, in spoken attributes and fields, or as whole sentences. */
export function textsWithoutId(file: SourceFile): string[] {
  const found: string[] = [];
  const add = (node: ts.Node, text: string) => found.push(`${placeOf(node)}: ${text.trim()}`);
  const visit = (node: ts.Node): void => {
    if (idAndMessage(node) !== undefined || isForDevelopers(node)) return;
    if (ts.isJsxText(node) && /[A-Za-z]/.test(node.text)) add(node, node.text);
    const text = writtenText(node);
    if (text !== undefined && !ts.isJsxExpression(node)) {
      if (isSpoken(node) ? /[A-Za-z]{2}/.test(text) : isSentence(text)) add(node, text);
      return;
    }
    ts.forEachChild(node, visit);
  };
  visit(parse(file));
  return found;
}

/** The name under which a text can be used outside the statement that it stands in; undefined if there is none. */
export function nameOfTextsHolder(node: ts.Node): string | undefined {
  let statement = node;
  while (statement.parent && !ts.isSourceFile(statement.parent)) statement = statement.parent;
  if (ts.isVariableStatement(statement)) {
    const [declaration] = statement.declarationList.declarations;
    return declaration && ts.isIdentifier(declaration.name) ? declaration.name.text : undefined;
  }
  if (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) {
    return statement.name?.text;
  }
  return undefined;
}

/** Keys of the table that a text stands in, from the outermost one. */
export function keysOfText(node: ts.Node): string[] {
  const keys: string[] = [];
  for (let at = node; at.parent && !ts.isSourceFile(at.parent); at = at.parent) {
    if (ts.isFunctionLike(at.parent)) return [];
    if (ts.isPropertyAssignment(at.parent) && at.parent.initializer === at) {
      const { name } = at.parent;
      if (ts.isIdentifier(name) || ts.isStringLiteralLike(name)) keys.unshift(name.text);
    }
  }
  return keys;
}

function idAndMessage(node: ts.Node): [id?: ts.Node, message?: ts.Node] | undefined {
  if (ts.isCallExpression(node)) {
    const { expression, arguments: given } = node;
    if (!ts.isPropertyAccessExpression(expression) || expression.name.text !== 'translate') {
      return undefined;
    }
    const [id, options] = given;
    return [id, options && ts.isObjectLiteralExpression(options) ? fieldOf(options) : undefined];
  }
  if (ts.isJsxSelfClosingElement(node) || ts.isJsxOpeningElement(node)) {
    if (node.tagName.getText() !== 'FormattedMessage') return undefined;
    const attribute = (name: string) =>
      node.attributes.properties
        .filter(ts.isJsxAttribute)
        .find((each) => each.name.getText() === name)?.initializer;
    return [attribute('id'), attribute('defaultMessage')];
  }
  return undefined;
}

function fieldOf({ properties }: ts.ObjectLiteralExpression): ts.Node | undefined {
  const field = properties.find(({ name }) => name?.getText() === 'defaultMessage');
  if (field === undefined) return undefined;
  if (ts.isShorthandPropertyAssignment(field)) return field.name;
  return ts.isPropertyAssignment(field) ? field.initializer : undefined;
}

/** Errors and logs are for developers; names of modules, classes and types are for machines. */
function isForDevelopers(node: ts.Node): boolean {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node) || ts.isTypeNode(node))
    return true;
  if (ts.isNewExpression(node)) return /Error$/.test(node.expression.getText());
  if (ts.isCallExpression(node)) return node.expression.kind === ts.SyntaxKind.SuperKeyword;
  return (
    ts.isJsxAttribute(node) &&
    ['className', 'data-test-subj', 'style'].includes(node.name.getText())
  );
}

function isSpoken(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isJsxAttribute(parent) || ts.isPropertyAssignment(parent)) {
    return parent.name !== node && SPOKEN.has(parent.name.getText().replace(/['"]/g, ''));
  }
  return ts.isJsxExpression(parent) && ts.isJsxAttribute(parent.parent) && isSpoken(parent);
}

/** True for words with a capital in front, or with the full stop of a sentence behind. */
function isSentence(text: string): boolean {
  return /^[A-Z][a-z’']+ [a-z{]/.test(text) || /[a-z]+ [a-z{}’']+.*[a-z}]\.$/.test(text);
}
