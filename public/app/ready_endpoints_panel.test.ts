import { fireEvent, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReadinessView } from '../../common/api/readiness_view';
import { HOUR } from '../../common/base/time';
import {
  aContext,
  anAgent,
  anEndpointView,
  aProbe,
  endpointsView,
} from '../../test/builders/views';
import { READY, open } from '../../test/fakes/readiness_page';

describe('the endpoints on which the way is proven', () => {
  const two: ReadinessView = {
    ...READY,
    ready: [
      { agent_id: '001', agent_name: 'FIN-WS-01', ready_at: Date.now() - 48 * HOUR },
      { agent_id: '002', agent_name: 'FIN-WS-02', ready_at: Date.now() - 72 * HOUR },
    ],
  };

  it('say since when, and lead to the endpoint', async () => {
    const navigation = open({ readiness: async () => two });
    const link = await screen.findByRole('link', { name: 'FIN-WS-01' });
    expect(link.closest('tr')).toHaveTextContent('Ready, confirmed 2 days ago');
    userEvent.click(link);
    expect(navigation.go).toHaveBeenCalledWith(
      expect.objectContaining({ page: 'isolation', host: 'lab', agent: '001' })
    );
  });

  it('are none yet, and it is said what to do about it', async () => {
    open({ readiness: async () => READY });
    expect(await screen.findByText(/None yet\. Test your critical endpoints/)).toBeVisible();
  });

  it('can be tested again, some or one', async () => {
    const startProbes = jest.fn(async () => ({
      batch: 'b',
      started: [{ agent_id: '002', probe: aProbe({ agent_id: '002', status: 'dispatched' }) }],
    }));
    const readiness = jest.fn(async () => two);
    const probes = async () => ({ probes: [aProbe({ agent_id: '002' })] });
    open({ readiness, startProbes, probes });
    await screen.findByRole('link', { name: 'FIN-WS-02' });
    const boxes = screen.getAllByRole('checkbox', { name: 'Select this row' });
    fireEvent.click(boxes[1] as HTMLElement);
    userEvent.click(screen.getByTestId('probeSelected'));
    userEvent.click(await screen.findByTestId('startProbes'));
    await waitFor(() =>
      expect(screen.getByTestId('probeSummary')).toHaveTextContent(
        '1 ready, 0 not ready, 0 in progress'
      )
    );
    expect(startProbes).toHaveBeenCalledWith({ host: 'lab', agents: ['002'] }, expect.anything());
    userEvent.click(screen.getByTestId('closeProbeDialog'));
    await waitFor(() => expect(readiness).toHaveBeenCalledTimes(2));
  });

  it('can be tested all: every active Windows endpoint, over all pages', async () => {
    const endpoints = jest.fn(async ({ cursor }: { readonly cursor?: string }) =>
      cursor === undefined
        ? endpointsView([anEndpointView()], { next: 'c' })
        : endpointsView([anEndpointView({ agent_id: '002', name: 'FIN-WS-02' })])
    );
    open({ readiness: async () => READY, endpoints });
    userEvent.click(await screen.findByTestId('probeAll'));
    const dialog = await screen.findByTestId('probeDialog');
    expect(dialog).toHaveTextContent('Test readiness of 2 endpoints');
    expect(dialog).toHaveTextContent('FIN-WS-01, FIN-WS-02');
    expect(endpoints.mock.calls[0]?.[0]).toMatchObject({ status: 'active', os: 'windows' });
  });

  describe('where there are more than one test takes', () => {
    const dialog = () => screen.findByTestId('probeDialog');
    const all = () => screen.getByTestId('probeAll');
    beforeEach(async () => {
      const endpoints = jest.fn(async ({ cursor = '0' }: { readonly cursor?: string }) => {
        const from = Number(cursor);
        const page = Array.from({ length: Math.min(100, 620 - from) }, (_, i) =>
          anEndpointView({ agent: anAgent({ id: String(from + i + 1).padStart(3, '0') }) })
        );
        const next = from + page.length < 620 ? { next: String(from + page.length) } : {};
        return { ...endpointsView(page), total: 620, ...next };
      });
      const startProbes = async () => ({ batch: 'batch:p1', started: [] });
      open({ readiness: async () => READY, endpoints, startProbes });
      userEvent.click(await screen.findByTestId('probeAll'));
      await dialog();
    });

    it('are tested 500 at a time, which is said, and then the next ones', async () => {
      expect(await dialog()).toHaveTextContent('Test readiness of 500 endpoints');
      expect(await dialog()).toHaveTextContent(
        'One test covers up to 500 endpoints; this one goes up to number 500 of 620.'
      );
      userEvent.click(screen.getByTestId('startProbes'));
      await waitFor(() => expect(all()).toHaveTextContent('starting at 501'));
      expect(
        screen.getByText('500 of 620 active Windows endpoints tested so far.')
      ).toBeInTheDocument();
      userEvent.click(screen.getByTestId('closeProbeDialog'));
      userEvent.click(all());
      expect(await dialog()).toHaveTextContent('Test readiness of 120 endpoints');
      expect(await dialog()).not.toHaveTextContent('One test covers');
      userEvent.click(screen.getByTestId('startProbes'));
      await waitFor(() => expect(all()).toHaveTextContent('Test all active Windows endpoints'));
      expect(screen.queryByText(/tested so far/)).not.toBeInTheDocument();
    });

    it('are offered again to whoever cancels: none of them was tested', async () => {
      userEvent.click(screen.getByTestId('closeProbeDialog'));
      expect(all()).toHaveTextContent('Test all active Windows endpoints');
      expect(screen.queryByText(/tested so far/)).not.toBeInTheDocument();
      userEvent.click(all());
      expect(await dialog()).toHaveTextContent('Test readiness of 500 endpoints');
    });
  });

  it('are never more at a time than one request takes, also where pages are shorter than asked for', async () => {
    const endpoints = jest.fn(async ({ cursor = '0', size = 100 }) => {
      const from = Number(cursor);
      const page = Array.from({ length: from === 0 ? 90 : size }, (_, i) =>
        anEndpointView({ agent: anAgent({ id: String(from + i + 1).padStart(3, '0') }) })
      );
      return { ...endpointsView(page), next: String(from + page.length) };
    });
    open({ readiness: async () => READY, endpoints });
    userEvent.click(await screen.findByTestId('probeAll'));
    expect(await screen.findByTestId('probeDialog')).toHaveTextContent(
      'Test readiness of 500 endpoints'
    );
  });

  it('cannot be tested by who may not, and say why', async () => {
    const probe = {
      given: false,
      refusals: [{ code: 'role_missing' as const, needs: ['soc_lead'] }],
    };
    const context = aContext({ rights: { ...aContext().rights, probe } });
    open({ readiness: async () => READY }, context);
    const button = await screen.findByTestId('probeAll');
    expect(button).toHaveAttribute('aria-disabled', 'true');
    userEvent.hover(button);
    expect(await screen.findByText('You need the role soc_lead.')).toBeInTheDocument();
  });

  it('are none to test where no Windows endpoint is active', async () => {
    open({ readiness: async () => READY, endpoints: async () => endpointsView([]) });
    userEvent.click(await screen.findByTestId('probeAll'));
    expect(
      await screen.findByText('This manager has no active Windows endpoints.')
    ).toBeInTheDocument();
  });
});
