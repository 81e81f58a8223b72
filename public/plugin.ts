import type {
  AppMountParameters,
  CoreSetup,
  CoreStart,
  Plugin,
  PluginInitializerContext,
} from 'opensearch-dashboards/public';
import type { DiscoverSetup } from '../types/discover';
import { startAgentView } from './agent_view/start_agent_view';
import { addDiscoverView } from './discover/add_discover_view';
import { agentsCategory, APP_ORDER } from './base/app_category';
import { drawChunkFailure } from './base/chunk_failure';
import { ChunkLoadFailure, loadChunk } from './base/load_chunk';
import { addToNewNavigation } from './base/new_navigation';
import { APP_ID } from './base/page_links';
import { appName } from './words/app_words';

/** Server configuration that the browser may know. */
export interface BrowserConfig {
  readonly agent_view?: boolean;
}

interface SetupPlugins {
  readonly discover?: DiscoverSetup;
}

export class EndpointIsolationPlugin implements Plugin<void, void, SetupPlugins> {
  private stopAgentView: () => void = () => undefined;

  constructor(private readonly context: PluginInitializerContext<BrowserConfig>) {}

  setup(core: CoreSetup, { discover }: SetupPlugins): void {
    const category = agentsCategory(this.context.env.packageInfo.version);
    core.application.register({
      id: APP_ID,
      title: appName(),
      category,
      order: APP_ORDER,
      mount: (parameters: AppMountParameters) => mount(core, parameters),
    });
    // Whatever fails here fails for itself: an error in a plugin's setup takes the whole dashboard down.
    safely(() => addToNewNavigation(core.chrome, { id: APP_ID, category, order: APP_ORDER }));
    safely(() => {
      if (discover) addDiscoverView(discover, core);
    });
  }

  start(core: CoreStart): void {
    safely(() => {
      const { agent_view: agentView } = this.context.config.get();
      this.stopAgentView = startAgentView(core, agentView === false ? 'off' : 'on');
    });
  }

  stop(): void {
    this.stopAgentView();
  }
}

async function mount(core: CoreSetup, parameters: AppMountParameters): Promise<() => void> {
  try {
    const [{ renderApplication }, [coreStart]] = await Promise.all([
      loadChunk(() => import(/* webpackChunkName: "application" */ './application')),
      core.getStartServices(),
    ]);
    return renderApplication(coreStart, parameters);
  } catch (error) {
    if (!(error instanceof ChunkLoadFailure)) {
      safely(() => {
        throw error;
      });
    }
    // The host shows nothing at all where a mount fails.
    return drawChunkFailure(parameters.element);
  }
}

/** The error is said in the browser's console, behind everything that runs now. */
function safely(work: () => void): void {
  try {
    work();
  } catch (error) {
    window.setTimeout(() => {
      throw error;
    });
  }
}
