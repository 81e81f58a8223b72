import { BehaviorSubject } from 'rxjs';
import { agentHash, LIST_HASH, moduleHash, readRoute } from './page_route';
import type { PageRoute } from './page_route';
import { pinnedAgent } from './pinned_agent';
import type { WazuhAgent } from './wazuh_agent';
import type { PagesVersion } from './wazuh_version';

/** The page one of Wazuh's apps shows. */
export type ShownPage =
  | { readonly page: 'loading' | 'list' | 'no_agent' | 'start' }
  | { readonly page: 'welcome' | 'never_connected'; readonly agent: WazuhAgent }
  | { readonly page: 'tab'; readonly agent: WazuhAgent; readonly tab: AgentTab }
  | { readonly page: 'module'; readonly agent: WazuhAgent | undefined };

const TABS = ['stats', 'configuration', 'software', 'syscollector'] as const;
export type AgentTab = (typeof TABS)[number];

const isTab = (text: string): text is AgentTab => TABS.some((tab) => tab === text);

/** The page an app shows if the hash names none of its own. */
export type HomePage = 'list' | 'start' | 'module';

interface Parts {
  readonly version: PagesVersion;
  readonly home: HomePage;
  readonly findAgent: (id: string) => Promise<WazuhAgent | undefined>;
  readonly setBreadcrumbs: (texts: readonly string[]) => void;
}

/** Delays between what happens when the agent changes, ms (measured on 4.9.2, 4.12.0 and 4.14.7). */
const AFTER = {
  /** Delay after a hash that changes nothing but the URL. */
  breadcrumbs: 40,
  /** Delay after the agent was selected and pinned. */
  chosenUrl: 20,
  chosenTexts: 55,
  chosenBreadcrumbs: 87,
  /** Delay from the hash to the other page, while the old one is already gone. */
  load: 60,
};

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/**
 * Decides what an app of Wazuh's shows, as recorded after each kind of navigation: a hash that names another agent changes nothing
 * but the URL while an agent is shown; another tab, the list and a new app take the agent of the URL; the selector pins the other
 * agent first, then the URL changes, then the texts of the same nodes.
 */
export class ShownPages {
  readonly shown$ = new BehaviorSubject<ShownPage>({ page: 'loading' });
  private isOver = false;
  /** Number of the current load: earlier loads are dropped. */
  private turn = 0;
  private readonly listener = () => void this.follow();

  constructor(private readonly parts: Parts) {}

  start(): void {
    window.addEventListener('hashchange', this.listener);
    const pinned = pinnedAgent.read();
    const { path } = readRoute(window.location.hash);
    if (pinned && path === '/agents') this.parts.setBreadcrumbs(['Endpoints', pinned.name]);
    void this.open();
  }

  stop(): void {
    this.isOver = true;
    window.removeEventListener('hashchange', this.listener);
  }

  goTo(hash: string): void {
    window.location.hash = hash;
  }

  unpin(): void {
    pinnedAgent.unpin();
    const { page } = this.shown$.value;
    if (page === 'module') {
      this.show({ page: 'module', agent: undefined });
      return this.goTo(moduleHash(undefined));
    }
    this.show({ page: 'no_agent' });
    this.goTo(agentHash(readRoute(window.location.hash).tab));
  }

  /** Selects an agent as the selector does. */
  async choose(agent: WazuhAgent): Promise<void> {
    const isModule = this.shown$.value.page === 'module';
    const { tab } = readRoute(window.location.hash);
    pinnedAgent.pin(agent);
    await wait(AFTER.chosenUrl);
    if (this.isOver) return;
    this.goTo(isModule ? moduleHash(agent.id) : agentHash(tab, agent.id));
    await wait(AFTER.chosenTexts - AFTER.chosenUrl);
    if (this.isOver) return;
    this.show(isModule ? { page: 'module', agent } : this.pageOf(agent, tab));
    await wait(AFTER.chosenBreadcrumbs - AFTER.chosenTexts);
    if (!this.isOver) this.tell(agent, tab);
  }

  /** The page of the URL; what is pinned serves where the URL names no agent. */
  private async open(): Promise<void> {
    this.turn += 1;
    const turn = this.turn;
    const route = readRoute(window.location.hash);
    if (route.path === '/agents-preview') return this.showList();
    if (route.path !== '/agents') return this.openHome(route);
    const { value: before } = this.shown$;
    this.show({ page: 'loading' });
    const pinned = pinnedAgent.read();
    // What 4.9 leaves behind for an agent that does not exist stops it until the tab of the browser is closed.
    if (pinnedAgent.isBroken() && this.parts.version === '4.9') return;
    if (pinned && 'agent' in before) this.tell(pinned, route.tab);
    if (route.tab !== 'welcome' && !isTab(route.tab)) {
      pinnedAgent.unpin();
      this.show({ page: 'no_agent' });
      return window.history.replaceState(null, '', agentHash('welcome'));
    }
    const id = route.agent ?? pinned?.id;
    const [agent] = await Promise.all([id && this.parts.findAgent(id), wait(AFTER.load)]);
    if (this.isOver || turn !== this.turn) return;
    if (!agent) return this.showNothing(id);
    pinnedAgent.pin(agent);
    this.show(this.pageOf(agent, route.tab));
    this.tell(agent, route.tab);
  }

  private async openHome({ agent: id }: PageRoute): Promise<void> {
    const { home } = this.parts;
    if (home === 'list') {
      window.location.replace(LIST_HASH);
      return this.showList();
    }
    if (home === 'start') return this.show({ page: 'start' });
    const { turn } = this;
    const pinned = pinnedAgent.read();
    const agent = id === undefined || id === pinned?.id ? pinned : await this.parts.findAgent(id);
    if (this.isOver || turn !== this.turn) return;
    if (agent) pinnedAgent.pin(agent);
    this.show({ page: 'module', agent });
    this.parts.setBreadcrumbs(['Threat Hunting']);
    if (id !== agent?.id) window.location.replace(moduleHash(agent?.id));
  }

  private async follow(): Promise<void> {
    const { value: shown } = this.shown$;
    const { path, tab } = readRoute(window.location.hash);
    const isShown =
      path === '/agents' &&
      ((tab === 'welcome' && ['welcome', 'never_connected', 'no_agent'].includes(shown.page)) ||
        (shown.page === 'tab' && shown.tab === tab));
    const isModule = shown.page === 'module' && path === '/overview';
    if (!isShown && !isModule) return this.open();
    // 4.9 says nothing again that it has said.
    if (this.parts.version === '4.9') return;
    await wait(AFTER.breadcrumbs);
    const agent = pinnedAgent.read();
    if (!this.isOver && isShown && agent) this.tell(agent, tab);
  }

  private pageOf(agent: WazuhAgent, tab: string): ShownPage {
    if (isTab(tab)) return { page: 'tab', agent, tab };
    return { page: agent.status === 'never_connected' ? 'never_connected' : 'welcome', agent };
  }

  private showList(): void {
    this.show({ page: 'list' });
    this.parts.setBreadcrumbs(['Endpoints']);
  }

  private showNothing(id: string | undefined): void {
    if (id !== undefined && this.parts.version === '4.9') {
      pinnedAgent.leaveUndefined();
      window.history.replaceState(null, '', agentHash('welcome', 'undefined'));
    } else {
      window.history.replaceState(null, '', agentHash('welcome'));
    }
    this.show({ page: 'no_agent' });
  }

  private tell(agent: WazuhAgent, tab: string): void {
    const title = { stats: 'Stats', configuration: 'Configuration' }[tab];
    if (this.parts.version !== '4.9') this.parts.setBreadcrumbs(['Endpoints']);
    this.parts.setBreadcrumbs(['Endpoints', agent.name, ...(title === undefined ? [] : [title])]);
  }

  private show(page: ShownPage): void {
    this.shown$.next(page);
  }
}
