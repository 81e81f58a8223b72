import type { AgentRow } from '../../manager/agent';
import { isAtLeast, parseVersion } from '../../manager/agent';
import type { ProgramReason, ServedEndpoints } from '../endpoint_program';

/** Older agents get a legacy string without the alert, which the program does not answer. */
const LEAST_VERSION = [4, 2, 0] as const;

/** The endpoints that C-LR's program runs on: Windows, with an agent that passes the alert on. */
export const CLR_ENDPOINTS: ServedEndpoints = {
  reasonsAgainst: (agent) => [...againstSystem(agent), ...againstVersion(agent)],
};

function againstSystem({ os_platform: platform, os_name: name }: AgentRow): ProgramReason[] {
  if (platform === undefined) return [{ code: 'os_not_known' }];
  return platform === 'windows' ? [] : [{ code: 'not_windows', detail: name ?? platform }];
}

function againstVersion({ version }: AgentRow): ProgramReason[] {
  if (!parseVersion(version)) return [{ code: 'version_not_known' }];
  return isAtLeast(version, LEAST_VERSION) ? [] : [{ code: 'version_too_old', detail: version }];
}
