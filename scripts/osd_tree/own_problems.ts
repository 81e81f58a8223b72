import type typescript from 'typescript';

/** A compiler of another version; its interface is a part of the one that the project works with. */
export type OtherTypeScript = typeof typescript;
export type CompilerOptions = typescript.CompilerOptions;

/**
 * Filters a compiler's output for the project's own files, in its own format. Empty if there is nothing. Dependencies are omitted: an old
 * compiler does not read all of their types, and a syntax error there would keep it from checking ours.
 */
export function ownProblems(
  ts: OtherTypeScript,
  program: typescript.Program,
  isOwn: (fileName: string) => boolean
): string {
  const problems = program
    .getSourceFiles()
    .filter(({ fileName }) => isOwn(fileName))
    .flatMap((file) => [
      ...program.getSyntacticDiagnostics(file),
      ...program.getSemanticDiagnostics(file),
    ]);
  return ts.formatDiagnostics(problems, {
    getCurrentDirectory: () => program.getCurrentDirectory(),
    getCanonicalFileName: (name) => name,
    getNewLine: () => '\n',
  });
}
