import { findJava } from './java';
import { findMaven } from './maven';

/** Commands that start what fetches and runs a real OpenSearch. */
export interface Tools {
  readonly java: string;
  readonly maven: string;
}

/** The tools that run a real OpenSearch here, or sentences about what is missing. */
export type ToolsFound =
  | { readonly found: true; readonly tools: Tools }
  | { readonly found: false; readonly missing: string };

export async function findTools(): Promise<ToolsFound> {
  const [java, maven] = await Promise.all([findJava(), findMaven()]);
  if (java.found && maven.found) {
    return { found: true, tools: { java: java.command, maven: maven.command } };
  }
  const missing = [java, maven].flatMap((program) => (program.found ? [] : [program.missing]));
  return { found: false, missing: missing.join(' ') };
}
