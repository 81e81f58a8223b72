import { describeOnOpenSearch } from '../store/stores';
import { isolated, shownAs, startedOf } from './actions_in_tests';
import { routesLab } from './routes_lab';
import { previewOf, reports, argumentsSentTo } from './lifeline_previews';

jest.setTimeout(60_000);

describeOnOpenSearch('where no address of the manager is configured', () => {
  const lab = routesLab({ configuration: { managers: {} } });

  it('isolates nobody without a lifeline; what enough others report is learned and trusted', async () => {
    const agents = Array.from({ length: 4 }, () => lab().endpoint());
    agents.forEach((agent) => reports(lab(), agent, '192.168.1.1'));
    const [agent = '', ...others] = agents;
    const { preview, endpoint } = await previewOf(lab(), agent);
    expect(endpoint.lifeline).toMatchObject({
      entries: [],
      reported_only: [{ address: '192.168.1.1', included: false }],
      impossible: 'empty_lifeline',
      needs: ['no_trusted_address', 'reported_not_covered'],
    });
    const acknowledgements = endpoint.lifeline?.needs;
    expect(await lab().as('analyst').startAs(preview, { acknowledgements })).toMatchObject({
      status: 400,
      body: {
        message: expect.stringContaining('wazuh_isolation.managers.<host id>.addresses'),
        attributes: { code: 'lifeline_empty' },
      },
    });
    expect(lab().sentTo(agent)).toEqual([]);

    for (const other of others) await previewOf(lab(), other);
    const learned = await lab().as('analyst').preview('isolate', [agent]);
    // What others reported is found by a search, a second behind.
    expect(learned.status).toBe(200);
    await lab().client.indices.refresh({ index: `${lab().ledger.prefix}-endpoints` });
    const now = await previewOf(lab(), agent);
    expect(now.endpoint.lifeline).toMatchObject({
      entries: [{ address: '192.168.1.1', sources: [{ source: 'other_endpoints' }] }],
      needs: [],
    });
  });

  it('isolates with an address of the analyst’s own, once it is acknowledged that none is trusted', async () => {
    const agent = lab().endpoint();
    reports(lab(), agent, '192.168.1.1');
    const choice = { addresses: ['192.168.1.0/24'], profiles: [], reported: [], left_out: [] };
    const { preview, endpoint } = await previewOf(lab(), agent, choice);
    const acknowledgements = endpoint.lifeline?.needs;
    await lab().as('analyst').startAs(preview, { choice, acknowledgements });
    await shownAs(lab(), agent, 'isolated');
    expect(argumentsSentTo(lab(), agent)).toEqual([expect.arrayContaining(['192.168.1.0/24'])]);
  });
});

describeOnOpenSearch('with references off', () => {
  const lab = routesLab({ configuration: { reference_in_user: false } });

  it('sends the user alone, ties each answer to its action by time, and says that references are off', async () => {
    const agent = lab().endpoint();
    const detail = await isolated(lab(), agent);
    expect(detail.actions).toMatchObject([{ status: 'succeeded', sent_user: 'analyst' }]);
    expect(await startedOf(lab(), 'release', agent)).toMatchObject({ sent_user: 'analyst' });
    const released = await shownAs(lab(), agent, 'not_isolated');
    expect(released.actions.map(({ status }) => status)).toEqual(['succeeded', 'succeeded']);
    const { text } = await lab().as('analyst').get('/api/endpoint_isolation/context');
    expect(text).toContain('references_off');
  });
});
