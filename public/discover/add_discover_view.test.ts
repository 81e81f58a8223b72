import { screen, waitFor } from '@testing-library/react';
import type { CoreSetup } from 'opensearch-dashboards/public';
import type { DiscoverHit, DocViewInput } from '../../types/discover';
import { CONTEXT_PATH, ENDPOINTS_PATH } from '../../common/api/paths';
import { aContext, anEndpoint } from '../../test/builders/views';
import { FakeHostBrowser } from '../../test/fakes/host_browser';
import { addDiscoverView } from './add_discover_view';

const hit = (source: unknown): DiscoverHit => ({
  _index: 'wazuh-alerts-4.x-2026.11.24',
  _id: 'hNv9',
  _source: source,
});
const ofAgent = hit({ agent: { id: '001', name: 'FIN-WS-01' }, manager: { name: 'wazuh-server' } });

function addedView(host: FakeHostBrowser): DocViewInput {
  const views: DocViewInput[] = [];
  const core = { getStartServices: async () => [host.core, {}, undefined] } as unknown as CoreSetup;
  addDiscoverView(
    {
      docViews: {
        addDocView: (view) => views.push(typeof view === 'function' ? view() : view),
      },
      docViewsLinks: { addDocViewLink: () => undefined },
    },
    core
  );
  const [view] = views;
  if (!view) throw new Error('no view was added');
  return view;
}

describe('our view in Discover', () => {
  let host: FakeHostBrowser;
  let element: HTMLDivElement;

  beforeEach(() => {
    host = new FakeHostBrowser();
    host.answers = { [CONTEXT_PATH]: () => aContext(), [ENDPOINTS_PATH]: () => anEndpoint() };
    element = document.createElement('div');
    document.body.replaceChildren(element);
  });

  it.each<[string, DiscoverHit, boolean]>([
    ['an agent', ofAgent, true],
    ['the manager itself', hit({ agent: { id: '000' } }), false],
    ['no agent', hit({}), false],
    ['a broken source', hit(null), false],
  ])('is shown or not for a document of %s', (_, document, isShown) => {
    expect(addedView(host).shouldShow?.(document)).toBe(isShown);
  });

  it('draws the endpoint of the document, and takes it away again', async () => {
    const takeAway = addedView(host).render?.(element, { hit: ofAgent });
    await screen.findByText('FIN-WS-01 (001)');
    takeAway?.();
    expect(element.innerHTML).toBe('');
  });

  it('draws nothing into a view that was closed while it was loaded', async () => {
    addedView(host).render?.(element, { hit: ofAgent })();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(element.innerHTML).toBe('');
    expect(host.asked).toEqual([]);
  });

  it('says so where it cannot be loaded', async () => {
    const broken = new FakeHostBrowser();
    Object.defineProperty(broken, 'core', {
      get: () => {
        throw new Error('the chunk is gone');
      },
    });
    addedView(broken).render?.(element, { hit: ofAgent });
    await waitFor(() =>
      expect(screen.getByText('Couldn’t load part of Endpoint Isolation')).toBeInTheDocument()
    );
  });
});
