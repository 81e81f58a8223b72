import type { AgentResult } from '../../../server/manager/manager';

/**
 * Results on one line, such as `affected 001 002; agent_not_active 006` — the code of a refusal as it is, that of an uncertain result
 * with a question mark. Long lists are counted.
 */
export function summary(
  agents: ReadonlyMap<string, AgentResult>,
  unexpected: readonly string[]
): string {
  const groups = new Map<string, string[]>();
  agents.forEach((result, id) => {
    const key = keyOf(result);
    groups.set(key, [...(groups.get(key) ?? []), id]);
  });
  const lines = Array.from(groups, ([key, ids]) => `${key} ${shown(ids)}`);
  return [...lines, ...(unexpected.length > 0 ? [`UNEXPECTED ${shown(unexpected)}`] : [])].join(
    '; '
  );
}

function keyOf(result: AgentResult): string {
  if (result.result === 'affected') return 'affected';
  return result.result === 'refused' ? result.code : `${result.code}?`;
}

function shown(ids: readonly string[]): string {
  return ids.length > 12 ? `(${ids.length})` : ids.join(' ');
}
