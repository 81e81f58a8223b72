import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { projectRoot } from '../../scripts/project_root';

/** A field of an interface as its source declares it. */
export interface DeclaredField {
  readonly need: 'required' | 'optional';
  /** Its type as written, without `readonly`. */
  readonly type: string;
}

/** The fields of an interface, with those of the interfaces of the same file that it extends. @throws where there is none */
export function declaredFields(file: string, name: string): ReadonlyMap<string, DeclaredField> {
  const source = sourceOf(file);
  const found = source.statements.find(
    (one): one is ts.InterfaceDeclaration =>
      ts.isInterfaceDeclaration(one) && one.name.text === name
  );
  if (!found) throw new Error(`${file} declares no interface ${name}`);
  const bases = (found.heritageClauses ?? []).flatMap(({ types }) =>
    types.map(({ expression }) => expression.getText(source))
  );
  const inherited = bases.flatMap((base) => Array.from(declaredFields(file, base)));
  return new Map([...inherited, ...fieldsIn(found.members, source)]);
}

/** Names of the interfaces of a file that have a field of their own called `kind`. */
export function documentsIn(file: string): readonly string[] {
  return sourceOf(file).statements.flatMap((one) =>
    ts.isInterfaceDeclaration(one) &&
    one.members.some(
      (member) => member.name && ts.isIdentifier(member.name) && member.name.text === 'kind'
    )
      ? [one.name.text]
      : []
  );
}

function sourceOf(file: string): ts.SourceFile {
  const text = readFileSync(join(projectRoot, file), 'utf8');
  return ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
}

function fieldsIn(
  members: ts.NodeArray<ts.TypeElement>,
  source: ts.SourceFile
): Array<[string, DeclaredField]> {
  return members.flatMap((member) => {
    if (!ts.isPropertySignature(member) || !member.type) return [];
    const type = member.type.getText(source).replace(/\breadonly\s+/g, '');
    return [
      [member.name.getText(source), { need: member.questionToken ? 'optional' : 'required', type }],
    ];
  });
}
