import type { ReadinessFinding } from '../../common/readiness/readiness_findings';
import { isServerByName } from '../../common/action/protection';
import type { ProtectionSettings } from '../../common/action/protection';
import { MOST_AGENTS_A_PAGE } from '../manager/agents_request';
import type { ManagerSession } from '../manager/manager';
import { finding, listed } from './finding';

/** Checks that something is protected, and if nothing is, which servers this person sees. */
export async function checkProtection(
  { agents, names, groups, mode }: ProtectionSettings,
  open: () => Promise<ManagerSession>
): Promise<ReadinessFinding> {
  const rules = agents.length + names.length + groups.length;
  if (rules > 0) return finding('protection', 'protected_some', { rules, mode });
  const session = await open();
  const { rows } = await session.agents({
    search: 'Server',
    os: 'windows',
    limit: MOST_AGENTS_A_PAGE,
  });
  const servers = rows.filter(isServerByName);
  if (servers.length === 0) return finding('protection', 'protected_none');
  return finding('protection', 'protected_none_servers', {
    count: servers.length,
    names: listed(servers.map(({ name }) => name)),
  });
}
