import { i18n } from '@osd/i18n';
import type { CoreSetup } from 'opensearch-dashboards/public';
import type { DiscoverHit, DiscoverSetup } from '../../types/discover';
import { drawChunkFailure } from '../base/chunk_failure';
import { loadChunk } from '../base/load_chunk';
import { readDocumentAgent } from './document_agent';

/** Position after Discover's own views, Table (10) and JSON (20). */
const ORDER = 30;

/** Adds the view "Isolation" to every document of an agent. What it draws is loaded when somebody opens it. */
export function addDiscoverView({ docViews }: DiscoverSetup, core: CoreSetup): void {
  docViews.addDocView({
    title: i18n.translate('endpointIsolation.discover.title', { defaultMessage: 'Isolation' }),
    order: ORDER,
    shouldShow: (hit) => readDocumentAgent(hit) !== undefined,
    render: (element, { hit }) => drawLater(element, hit, core),
  });
}

function drawLater(element: HTMLElement, hit: DiscoverHit, core: CoreSetup): () => void {
  let isOver = false;
  let takeAway: () => void = () => undefined;
  const draw = async () => {
    const [{ drawDocumentView }, [coreStart]] = await Promise.all([
      loadChunk(() => import(/* webpackChunkName: "document_view" */ './document_view')),
      core.getStartServices(),
    ]);
    const agent = readDocumentAgent(hit);
    // The view may have been closed while it was loaded.
    if (!isOver && agent) takeAway = drawDocumentView(coreStart, element, agent);
  };
  draw().catch(() => {
    if (!isOver) takeAway = drawChunkFailure(element);
  });
  return () => {
    isOver = true;
    takeAway();
  };
}
