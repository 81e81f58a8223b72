import { describeOnOpenSearch } from '../store/stores';
import { shownAs } from './actions_in_tests';
import { routesLab } from './routes_lab';
import { previewOf, reports, argumentsSentTo } from './lifeline_previews';

jest.setTimeout(60_000);

describeOnOpenSearch('what stays open', () => {
  const lab = routesLab({
    configuration: {
      always_allowed: ['10.0.9.5'],
      profiles: { forensics: { label: 'Forensics', addresses: ['10.0.9.0/28'] } },
      protected: { names: ['HQ-DC-*'] },
    },
  });

  it('is shown with the source of each address, chosen ones in their normal form', async () => {
    const agent = lab().endpoint();
    const choice = { addresses: ['10.1.2.3/24', '2001:DB8:0::1'], profiles: ['forensics'] };
    const { preview, endpoint } = await previewOf(lab(), agent, choice);
    expect(endpoint.lifeline).toMatchObject({
      entries: [
        { address: '192.168.1.1', sources: [{ source: 'configured' }] },
        { address: '192.168.1.2', sources: [{ source: 'configured' }] },
        // The profile's network holds the address that is always allowed.
        {
          address: '10.0.9.0/28',
          sources: [{ source: 'always_allowed' }, { source: 'profile', label: 'Forensics' }],
        },
        { address: '10.1.2.0/24', sources: [{ source: 'request' }] },
        { address: '2001:db8::1', sources: [{ source: 'request' }] },
      ],
      refused: [],
      needs: [],
    });
    await lab()
      .as('analyst')
      .startAs(preview, { choice: { reported: [], left_out: [], ...choice } });
    expect(argumentsSentTo(lab(), agent)).toEqual([
      ['192.168.1.1', '192.168.1.2', '10.0.9.0/28', '10.1.2.0/24', '2001:db8::1'],
    ]);
    // By its name, which stays whatever becomes of the configuration.
    expect(await lab().ledger.actionsOf(agent)).toMatchObject([{ profiles: ['Forensics'] }]);
    expect((await lab().as('analyst').endpoint(agent)).actions[0]).toMatchObject({
      profiles: ['Forensics'],
    });
  });

  it('is not widened by what the endpoint reports by itself, unless somebody ticks it', async () => {
    const agent = lab().endpoint();
    reports(lab(), agent, '10.66.0.9');
    const { preview, endpoint } = await previewOf(lab(), agent);
    expect(endpoint.lifeline).toMatchObject({
      reported_only: [{ address: '10.66.0.9', included: false }],
      needs: ['reported_not_covered'],
    });
    expect(await lab().as('analyst').startAs(preview)).toMatchObject({
      status: 409,
      body: {
        message: expect.stringContaining('None of the managers the endpoint reports is allowed'),
        attributes: {
          code: 'not_acknowledged',
          endpoints: [{ agent_id: agent, reasons: ['reported_not_covered'] }],
        },
      },
    });
    expect(lab().sentTo(agent)).toEqual([]);

    const choice = { addresses: [], profiles: [], reported: ['10.66.0.9'], left_out: [] };
    const ticked = await previewOf(lab(), agent, choice);
    expect(ticked.endpoint.lifeline?.needs).toEqual([]);
    await lab().as('analyst').startAs(ticked.preview, { choice });
    expect(argumentsSentTo(lab(), agent)[0]).toContain('10.66.0.9');
  });

  it('may leave out what the endpoint reports by itself, where that is acknowledged and recorded', async () => {
    const agent = lab().endpoint();
    reports(lab(), agent, '10.66.0.9');
    const { preview } = await previewOf(lab(), agent);
    const acknowledgements = ['reported_not_covered', 'made_up'];
    await lab().as('analyst').startAs(preview, { acknowledgements });
    expect(argumentsSentTo(lab(), agent)[0]).not.toContain('10.66.0.9');
    expect(await lab().ledger.actionsOf(agent)).toMatchObject([
      { acknowledgements: ['reported_not_covered'] },
    ]);
  });

  it('holds each trusted address of the manager, unless cutting it off is acknowledged and recorded', async () => {
    const agent = lab().endpoint();
    const choice = { addresses: [], profiles: [], reported: [], left_out: ['192.168.1.1'] };
    reports(lab(), agent, '192.168.1.2');
    const { preview, endpoint } = await previewOf(lab(), agent, choice);
    expect(endpoint.lifeline).toMatchObject({
      left_out: [{ address: '192.168.1.1', source: 'configured' }],
      needs: ['trusted_left_out'],
    });
    expect(await lab().as('analyst').startAs(preview, { choice })).toMatchObject({
      status: 409,
      body: { attributes: { code: 'not_acknowledged' } },
    });
    const acknowledgements = ['trusted_left_out'];
    await lab().as('analyst').startAs(preview, { choice, acknowledgements });
    expect(argumentsSentTo(lab(), agent)).toEqual([['192.168.1.2', '10.0.9.5']]);
    expect(await lab().ledger.actionsOf(agent)).toMatchObject([
      { acknowledgements, left_out: ['192.168.1.1'] },
    ]);
  });

  it('says what could not be read from the endpoint, which makes nothing impossible', async () => {
    const agent = lab().endpoint();
    lab().manager.faults.start('agent_unreachable', agent);
    const { preview, endpoint } = await previewOf(lab(), agent);
    lab().manager.faults.end('agent_unreachable', agent);
    expect(endpoint.lifeline?.needs).toEqual(['reported_unreadable']);
    const acknowledgements = ['reported_unreadable'];
    expect(await lab().as('analyst').startAs(preview, { acknowledgements })).toMatchObject({
      status: 200,
    });
    await shownAs(lab(), agent, 'isolated');
  });

  it('asks before it opens a very wide network, and before it cuts off a protected endpoint', async () => {
    const choice = { addresses: ['10.0.0.0/8'], profiles: [], reported: [], left_out: [] };
    const wide = await previewOf(lab(), lab().endpoint(), choice);
    expect(wide.endpoint.lifeline?.needs).toEqual(['very_wide']);
    const [controller] = lab()
      .manager.fleet.list()
      .filter(({ name, status }) => name.startsWith('HQ-DC') && status === 'active');
    reports(lab(), controller?.id ?? '', '192.168.1.1');
    const { preview, endpoint } = await previewOf(lab(), controller?.id ?? '');
    expect(endpoint).toMatchObject({ protection: 'confirm', lifeline: { needs: ['protected'] } });
    expect(await lab().as('analyst').startAs(preview)).toMatchObject({
      status: 409,
      body: { attributes: { code: 'not_acknowledged' } },
    });
  });

  const refusedAddresses: ReadonlyArray<readonly [text: string, why: string]> = [
    ['', 'empty'],
    ['   ', 'empty'],
    ['siem.example.org', 'host_name'],
    ['LocalSubnet', 'host_name'],
    ['any', 'host_name'],
    ['0.0.0.0/0', 'everything'],
    ['::/0', 'everything'],
    ['0.0.0.0', 'unusable'],
    ['127.0.0.1', 'unusable'],
    ['::1', 'unusable'],
    ['224.0.0.1', 'unusable'],
    ['169.254.1.1', 'unusable'],
    ['255.255.255.255', 'unusable'],
    ['fe80::1', 'unusable'],
    ['fe80::1%12', 'not_an_address'],
    ['10.0.0.1-10.0.0.9', 'not_an_address'],
    ['10.0.0', 'not_an_address'],
    ['10.0.0.256', 'not_an_address'],
    ['010.0.0.1', 'not_an_address'],
    ['10.0.0.1/33', 'not_an_address'],
    ['10.0.0.0/255.255.255.0', 'not_an_address'],
    ['10.0.0.1 10.0.0.2', 'not_an_address'],
    ['<script>alert(1)</script>', 'not_an_address'],
    ['10.0.0.1;calc.exe', 'not_an_address'],
    ['１０.0.0.1', 'not_an_address'],
  ];

  it('takes addresses and networks only: each other text is refused with its reason, and nothing is sent', async () => {
    const agent = lab().endpoint();
    const choice = {
      addresses: refusedAddresses.map(([text]) => text),
      profiles: ['nowhere'],
      reported: ['10.9.9.9'],
      left_out: [],
    };
    const { preview, endpoint } = await previewOf(lab(), agent, choice);
    expect(endpoint.lifeline?.refused.map(({ text, why }) => [text, why])).toEqual([
      ...refusedAddresses,
      ['nowhere', 'unknown_profile'],
      ['10.9.9.9', 'not_reported'],
    ]);
    expect(await lab().as('analyst').startAs(preview, { choice })).toMatchObject({
      status: 400,
      body: {
        message: expect.stringMatching(
          /^One of the addresses can't be allowed.*"nowhere" .*Correct or remove it/
        ),
        attributes: { code: 'lifeline_refused' },
      },
    });
    expect(lab().sentTo(agent)).toEqual([]);
    expect(await lab().ledger.actionsOf(agent)).toEqual([]);
  });

  it('is at most 200 addresses', async () => {
    const agent = lab().endpoint();
    const addresses = Array.from({ length: 199 }, (_, index) => `10.7.${index}.1`);
    const choice = { addresses, profiles: [], reported: [], left_out: [] };
    const { preview, endpoint } = await previewOf(lab(), agent, choice);
    expect(endpoint.lifeline?.impossible).toBe('too_many_addresses');
    expect(await lab().as('analyst').startAs(preview, { choice })).toMatchObject({
      status: 400,
      body: {
        message: expect.stringContaining('use networks instead'),
        attributes: { code: 'too_many_addresses' },
      },
    });
    expect(lab().sentTo(agent)).toEqual([]);
  });

  it('is what the analyst saw: a request with other addresses than its preview is refused', async () => {
    const agent = lab().endpoint();
    const { preview } = await previewOf(lab(), agent);
    const choice = { addresses: ['10.1.1.1'], profiles: [], reported: [], left_out: [] };
    const answer = await lab().as('analyst').startAs(preview, { choice });
    expect(answer).toMatchObject({
      status: 409,
      body: {
        attributes: {
          code: 'preview_changed',
          preview: { endpoints: [{ agent_id: agent, lifeline: { needs: [] } }] },
        },
      },
    });
    expect(lab().sentTo(agent)).toEqual([]);
  });
});
