import { act, waitFor } from '@testing-library/react';
import { I18nProvider } from '@osd/i18n/react';
import { createMemoryHistory } from 'history';
import type { AppMountParameters, CoreStart } from 'opensearch-dashboards/public';
import { aContext, endpointsView } from '../test/builders/views';
import { renderApplication } from './application';

function aCore(): CoreStart {
  const answers: Record<string, unknown> = {
    '/api/endpoint_isolation/context': aContext(),
    '/api/endpoint_isolation/endpoints': endpointsView([]),
  };
  return {
    http: { get: async (path: string) => answers[path], post: jest.fn() },
    uiSettings: { get: (_: string, otherwise: unknown) => otherwise },
    application: { getUrlForApp: () => '/x' },
    chrome: { docTitle: { change: jest.fn() }, setBreadcrumbs: jest.fn() },
    i18n: { Context: I18nProvider },
  } as unknown as CoreStart;
}

describe('renderApplication', () => {
  it('draws the app into its element, with title and breadcrumbs, and takes it away again', async () => {
    const core = aCore();
    const element = document.createElement('div');
    document.body.append(element);
    const history = createMemoryHistory() as unknown as AppMountParameters['history'];
    const unmount = renderApplication(core, { element, history });
    await waitFor(() => expect(element).toHaveTextContent('No endpoint is isolated'));
    expect(core.chrome.docTitle.change).toHaveBeenLastCalledWith(['Endpoint isolation']);
    expect(core.chrome.setBreadcrumbs).toHaveBeenLastCalledWith([{ text: 'Endpoint isolation' }]);
    // The host cuts off a breadcrumb before others that is longer than 116 px.
    act(() => history.push('#/events'));
    await waitFor(() =>
      expect(core.chrome.setBreadcrumbs).toHaveBeenLastCalledWith([
        { text: 'Isolation', href: expect.stringContaining('#/') },
        { text: 'Events' },
      ])
    );
    unmount();
    expect(element).toBeEmptyDOMElement();
    element.remove();
  });
});
