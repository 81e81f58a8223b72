import type { CoreStart } from 'opensearch-dashboards/public';
import { ChunkFailureToast } from '../base/chunk_failure';
import { loadChunk } from '../base/load_chunk';
import type { AgentView } from './agent_view';
import { guardedBy } from './guarded';
import type { PageContext } from './page_context';
import { PageContextSource } from './page_context';

/**
 * Follows which agent Wazuh shows. Where none is, this is all that runs: four listeners, and no request. The rest is loaded with the
 * first agent.
 * @param button whether our button stands in the header of Wazuh's own pages; the control in the bar above does in any case
 * @returns takes everything away again
 */
export function startAgentView(core: CoreStart, button: 'on' | 'off'): () => void {
  const source = new PageContextSource({
    currentAppId$: core.application.currentAppId$,
    breadcrumbs$: core.chrome.getBreadcrumbs$(),
  });
  const chunkFailure = new ChunkFailureToast(core);
  let loading: Promise<void> | undefined;
  let view: AgentView | undefined;
  let isStopped = false;
  const stop = () => {
    isStopped = true;
    source.stop();
    view?.stop();
  };
  const guarded = guardedBy(stop);

  const load = async () => {
    try {
      const chunk = await loadChunk(
        () => import(/* webpackChunkName: "agent_view" */ './agent_view')
      );
      if (isStopped) return;
      guarded(() => {
        view = new chunk.AgentView({ core, source, guarded, chunkFailure, button });
        view.follow(source.read());
      });
    } catch (error) {
      chunkFailure.show();
    }
  };
  const follow = (context: PageContext) => {
    if (view) view.follow(context);
    else if (context.shown.shown !== 'none') loading = loading ?? load();
  };

  guarded(() => source.start((context) => guarded(() => follow(context))));
  return stop;
}
