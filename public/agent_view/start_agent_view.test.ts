import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { readFramePages } from '../../lab/wazuh_pages/recorded_pages';
import { buildFrame } from '../../test/builders/page_of_frame';
import { aContext, anAgent, anEndpoint, provenState } from '../../test/builders/views';
import { FakeHostBrowser } from '../../test/fakes/host_browser';
import { ENDPOINTS_PATH, STATES_PATH } from '../../common/api/paths';
import { startAgentView } from './start_agent_view';

const AGENT = anAgent();
const OTHER = anAgent({ id: '002', name: 'FIN-WS-02' });
const HASH = '#/agents?tab=welcome&agent=';

const frameOf = (name: string) =>
  readFramePages().find((page) => page.version === '4.12' && page.name === name)?.structure ?? '';
const AGENT_PAGE = frameOf('agent-active-windows.1600');

let host: FakeHostBrowser;
let stop: () => void;

const pin = ({ id, name, date_add: at = 0 }: typeof AGENT) =>
  sessionStorage.setItem(
    'wz-shared-selected-agent',
    JSON.stringify({ id, name, dateAdd: new Date(at).toISOString() })
  );

const goTo = (hash: string) => window.history.pushState(null, '', hash);

function showAgentPage({ id, name }: typeof AGENT): void {
  document.querySelector('.wz-module-welcome')?.remove();
  buildFrame(AGENT_PAGE, document.body, { euiButtonEmpty__text: `${name} (${id})` });
}

/** The page of an agent as it is when all of it has come. */
function openAgentPage(agent: typeof AGENT): void {
  pin(agent);
  goTo(HASH + agent.id);
  showAgentPage(agent);
}

const endpointAnswer = () => anEndpoint({ state: provenState('isolated') });

beforeEach(() => {
  document.body.innerHTML = '';
  document.cookie = `currentApi=${encodeURIComponent(encodeURIComponent('{"id":"lab"}'))}`;
  window.innerWidth = 1600;
  sessionStorage.clear();
  goTo('#');
  host = new FakeHostBrowser();
  host.answers = {
    [`${ENDPOINTS_PATH}/lab/001`]: endpointAnswer,
    [`${ENDPOINTS_PATH}/lab/002`]: () =>
      anEndpoint({ agent: OTHER, name: OTHER.name, agent_id: '002' }),
    [STATES_PATH]: () => ({ states: [] }),
  };
});

afterEach(() => {
  stop();
  document.cookie = 'currentApi=; max-age=0';
});

const start = (button: 'on' | 'off' = 'on') => {
  stop = startAgentView(host.core, button);
};

const button = () => screen.findByTestId('isolationButton');
const noButton = () => screen.queryByTestId('isolationButton');

beforeAll(() => {
  // The attribute by which the dashboard's tests know elements.
  const { configure } = jest.requireActual('@testing-library/react');
  configure({ testIdAttribute: 'data-test-subj' });
});

describe('the agent view', () => {
  it('asks for nothing and adds nothing where no agent is shown', async () => {
    goTo('#/agents-preview');
    start();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(host.asked).toEqual([]);
    expect(host.controls).toEqual([]);
    expect(document.body.innerHTML).toBe('');
  });

  it('shows the state once, in the header of the page of an agent, with one request', async () => {
    openAgentPage(AGENT);
    start();
    await waitFor(async () => expect(await button()).toHaveTextContent('Isolation Isolated'));
    expect(screen.queryByTestId('isolationHeaderControl')).toBeNull();
    expect(host.asked).toEqual([`${ENDPOINTS_PATH}/lab/001`]);
  });

  it('shows the state in the bar above on a page without that header', async () => {
    pin(AGENT);
    goTo(HASH + AGENT.id);
    start();
    const control = await screen.findByTestId('isolationHeaderControl');
    await waitFor(() =>
      expect(within(control).getByTestId('isolationState')).toHaveTextContent('Isolated')
    );
    expect(control).toHaveTextContent('FIN-WS-01');
  });

  it('leads to no page of the agent from the flyout over that very page', async () => {
    host.answers = { ...host.answers, '/api/endpoint_isolation/context': () => aContext() };
    openAgentPage(AGENT);
    start();
    await waitFor(async () => expect(await button()).toHaveTextContent('Isolated'));
    userEvent.click(await button());
    expect(await screen.findByText('View events')).toBeInTheDocument();
    expect(screen.queryByText('Open agent page')).toBeNull();
  });

  it('has the control only, where the button is off by configuration', async () => {
    openAgentPage(AGENT);
    start('off');
    await screen.findByTestId('isolationHeaderControl');
    expect(noButton()).toBeNull();
    expect(document.querySelector('[data-endpoint-isolation]')).toBeNull();
  });

  it('opens the flyout on that endpoint, and closes it with another agent', async () => {
    host.answers = { ...host.answers, '/api/endpoint_isolation/context': () => aContext() };
    openAgentPage(AGENT);
    start();
    await waitFor(async () => expect(await button()).toHaveTextContent('Isolated'));
    userEvent.click(await button());
    await screen.findByRole('heading', { name: 'FIN-WS-01 (001)' });
    openAgentPage(OTHER);
    host.breadcrumbs$.next([]);
    expect(host.overlays.map(({ element }) => element.isConnected)).toEqual([false]);
    await waitFor(async () => expect(await button()).toHaveTextContent('No record'));
  });

  it('closes the flyout with another app, though the agent stays pinned', async () => {
    host.answers = { ...host.answers, '/api/endpoint_isolation/context': () => aContext() };
    openAgentPage(AGENT);
    start();
    await waitFor(async () => expect(await button()).toHaveTextContent('Isolated'));
    userEvent.click(await button());
    await screen.findByRole('heading', { name: 'FIN-WS-01 (001)' });
    host.appId$.next('discover');
    expect(host.overlays.map(({ element }) => element.isConnected)).toEqual([false]);
  });

  it('opens no flyout that was asked for before another agent was shown', async () => {
    openAgentPage(AGENT);
    start();
    await waitFor(async () => expect(await button()).toHaveTextContent('Isolated'));
    userEvent.click(await button());
    openAgentPage(OTHER);
    host.breadcrumbs$.next([]);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(host.overlays).toEqual([]);
  });

  it('offers nothing where the URL names another agent, even where nothing told so', async () => {
    openAgentPage(AGENT);
    start();
    await waitFor(async () => expect(await button()).toHaveTextContent('Isolated'));
    goTo(`${HASH}006`);
    userEvent.click(await button());
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(host.overlays).toEqual([]);
    expect(await button()).toHaveAttribute('aria-disabled', 'true');
    expect((await button()).getAttribute('aria-label')).toMatch(/shows agent 001.*names agent 006/);
  });

  it('waits with its button until the header names the agent that is pinned', async () => {
    openAgentPage(AGENT);
    start();
    await waitFor(async () => expect(await button()).toHaveAttribute('aria-disabled', 'false'));
    // What the selector does: the agent is pinned and in the URL before the header says it.
    pin(OTHER);
    goTo(`${HASH}002`);
    window.dispatchEvent(new Event('popstate'));
    await waitFor(async () => expect(await button()).toHaveTextContent('No record'));
    expect(await button()).toHaveAttribute('aria-disabled', 'true');
    const text = document.querySelector('.wz-unpin-agent-bg .euiButtonEmpty__text')?.firstChild;
    if (text) text.nodeValue = 'FIN-WS-02 (002)';
    await waitFor(async () => expect(await button()).toHaveAttribute('aria-disabled', 'false'));
  });

  it.each([
    ['the manager itself', '{"id":"000","name":"wazuh-server"}', `${HASH}000`],
    ['nobody, with a path in the URL', '{}', `${HASH}../../x`],
    ['an agent, with a path in the URL', '{"id":"001"}', `${HASH}../../x`],
    ['an agent, with markup in the URL', '{"id":"001"}', `${HASH}<script>alert(1)</script>`],
    ['what 4.9 leaves', 'undefined', `${HASH}undefined`],
  ])('shows nothing and asks for nothing where the page shows %s', async (_, pinned, hash) => {
    sessionStorage.setItem('wz-shared-selected-agent', pinned);
    goTo(hash);
    showAgentPage(AGENT);
    start();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(noButton()).toBeNull();
    expect(screen.queryByTestId('isolationHeaderControl')).toBeNull();
    expect(host.asked).toEqual([]);
  });

  it('shows nothing of an agent that the person may not see', async () => {
    host.answers = {
      [`${ENDPOINTS_PATH}/lab/001`]: () => {
        const body = { statusCode: 404, attributes: { code: 'endpoint_unknown' } };
        throw Object.assign(new Error('Not Found'), { response: { status: 404 }, body });
      },
      '/api/endpoint_isolation/context': () => aContext(),
    };
    openAgentPage(AGENT);
    start();
    await waitFor(() => expect(host.asked.length).toBe(2));
    await waitFor(() => expect(noButton()).toBeNull());
    expect(screen.queryByTestId('isolationHeaderControl')).toBeNull();
  });

  it('tries again on demand where the state could not be read', async () => {
    let isDown = true;
    host.answers = {
      ...host.answers,
      [`${ENDPOINTS_PATH}/lab/001`]: () => {
        if (isDown) throw new Error('connection refused');
        return endpointAnswer();
      },
    };
    openAgentPage(AGENT);
    start();
    await waitFor(async () => expect(await button()).toHaveTextContent('Unavailable'));
    isDown = false;
    userEvent.click(await button());
    await waitFor(async () => expect(await button()).toHaveTextContent('Isolated'));
  });

  it('takes all that it added away at its end', async () => {
    openAgentPage(AGENT);
    start();
    await waitFor(async () => expect(await button()).toHaveTextContent('Isolated'));
    stop();
    expect(noButton()).toBeNull();
    expect(screen.queryByTestId('isolationHeaderControl')).toBeNull();
    expect([host.appId$, host.breadcrumbs$].map(({ observers }) => observers)).toEqual([[], []]);
  });
});
