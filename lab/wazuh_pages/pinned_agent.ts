import type { WazuhAgent } from './wazuh_agent';

const KEY = 'wz-shared-selected-agent';
const BROKEN = 'undefined';

/** The agent that Wazuh's apps share in one tab of the browser: it is what their pages show, whatever the URL says. */
export const pinnedAgent = {
  read(): WazuhAgent | undefined {
    try {
      const agent = JSON.parse(sessionStorage.getItem(KEY) ?? '{}');
      return typeof agent?.id === 'string' ? agent : undefined;
    } catch {
      return undefined;
    }
  },
  pin(agent: WazuhAgent): void {
    sessionStorage.setItem(KEY, JSON.stringify(agent));
  },
  unpin(): void {
    sessionStorage.setItem(KEY, '{}');
  },
  isBroken(): boolean {
    return sessionStorage.getItem(KEY) === BROKEN;
  },
  /** Leaves what 4.9 leaves for an agent that doesn't exist: no JSON. */
  leaveUndefined(): void {
    sessionStorage.setItem(KEY, BROKEN);
  },
};
