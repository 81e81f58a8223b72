/** Target of the URL's hash, as Wazuh's apps read it. */
export interface PageRoute {
  /** `/agents`, `/agents-preview`, `/overview`. */
  readonly path: string;
  readonly tab: string;
  /** `agent` of the agent page, `agentId` of a module. */
  readonly agent: string | undefined;
}

export function readRoute(hash: string): PageRoute {
  const [path = '', query = ''] = hash.replace(/^#/, '').split('?');
  const parameters = new URLSearchParams(query);
  return {
    path: path.replace(/\/$/, ''),
    tab: parameters.get('tab') ?? 'welcome',
    agent: parameters.get('agent') ?? parameters.get('agentId') ?? undefined,
  };
}

export const LIST_HASH = '#/agents-preview';

export function agentHash(tab: string, agent?: string): string {
  return `#/agents?tab=${tab}${agent === undefined ? '' : `&agent=${agent}`}`;
}

export function moduleHash(agent: string | undefined): string {
  return `#/overview/?tab=general&tabView=dashboard${
    agent === undefined ? '' : `&agentId=${agent}`
  }`;
}
