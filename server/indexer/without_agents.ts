/** Ids in one clause. The indexer takes some 65,000. */
const CHUNK = 10000;

/** The part of a bool query that leaves out documents of these agents, for whoever can't see them. */
export function withoutAgents(
  field: string,
  agents: readonly string[] | undefined
): { readonly must_not?: readonly object[] } {
  if (!agents || agents.length === 0) return {};
  const clauses: object[] = [];
  for (let at = 0; at < agents.length; at += CHUNK) {
    clauses.push({ terms: { [field]: agents.slice(at, at + CHUNK) } });
  }
  return { must_not: clauses };
}
