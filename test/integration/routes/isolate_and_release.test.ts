import type { EndpointsView, StatesView } from '../../../common/api/endpoint_view';
import type { EventsView } from '../../../common/api/event_view';
import type { HistoryView } from '../../../common/api/history_view';
import { ACTIONS_PATH, ENDPOINTS_PATH, EVENTS_PATH, STATES_PATH } from '../../../common/api/paths';
import { isReallyIsolated } from '../../../lab/endpoints/endpoint_state';
import { until } from '../lab/until';
import { describeOnOpenSearch } from '../store/stores';
import { endedAs, isolated, shownAs, startedOf, statusesOf } from './actions_in_tests';
import { routesLab } from './routes_lab';

jest.setTimeout(60_000);

const host = 'lab';

describeOnOpenSearch('isolating and releasing over HTTP', () => {
  const lab = routesLab();

  it('is recorded, sent, proven by the endpoint and undone, and each step is told', async () => {
    const agent = lab().endpoint();
    const analyst = lab().as('analyst');
    const preview = await analyst.preview('isolate', [agent]);
    expect(preview.body.endpoints).toMatchObject([
      { agent_id: agent, n: 0, reasons: [], right_refusals: [], state: { status: 'no_record' } },
    ]);

    const alert = { index: 'wazuh-alerts-4.x-2026.11.24', id: 'aBcD' };
    const details = { reason: ' Talks to a known C2 ', case: 'INC-7', alert };
    const answer = await analyst.startAs(preview.body, details);
    expect(answer).toMatchObject({
      status: 200,
      body: { started: [{ action: { status: 'dispatched', reason: 'Talks to a known C2' } }] },
    });
    const detail = await shownAs(lab(), agent, 'isolated');
    expect(isReallyIsolated(lab().endpoints.state(agent))).toBe(true);
    expect(detail).toMatchObject({
      state: { proof: { status: 'isolated' }, backup: 'present', cautions: [] },
      proven_by: { action: { user: 'analyst', case: 'INC-7' } },
      contact: { contact: 'in_contact' },
      possible: { isolate: { reasons: [{ code: 'already_isolated' }] }, release: { reasons: [] } },
    });
    expect(statusesOf(detail.actions[0])).toEqual([
      'recorded',
      'sending',
      'dispatched',
      'succeeded',
    ]);

    expect(await startedOf(lab(), 'release', agent)).toMatchObject({ status: 'dispatched', n: 2 });
    const released = await shownAs(lab(), agent, 'not_isolated');
    expect(isReallyIsolated(lab().endpoints.state(agent))).toBe(false);
    expect(released.actions.map(({ verb, status }) => [verb, status])).toEqual([
      ['release', 'succeeded'],
      ['isolate', 'succeeded'],
    ]);
    expect(lab().sentTo(agent)).toEqual(['isolate', 'release']);
    expect(await lab().ledger.actionsOf(agent)).toMatchObject([
      {
        n: 1,
        verb: 'isolate',
        user: 'analyst',
        ...details,
        reason: 'Talks to a known C2',
        lifeline: [{ address: '192.168.1.1' }, { address: '192.168.1.2' }],
        evidence: [{ user: 'analyst' }],
      },
      { n: 2, verb: 'release', pending_before: [] },
    ]);
  });

  it('follows a machine that was registered again: under its new id it may be isolated as the old one', async () => {
    const [old, anew] = [lab().endpoint(), lab().endpoint()];
    await isolated(lab(), old);
    const { name = '' } = lab().manager.fleet.find(old) ?? {};
    lab().manager.fleet.remove(old);
    lab().manager.fleet.change(anew, { name, addedAt: Date.now() });
    const admin = lab().as('admin');
    // A search finds what is a second old.
    const detail = await until(
      async () => await admin.endpoint(anew),
      ({ state }) => state.may_be_isolated_as === old
    );
    expect(detail).toMatchObject({ name, state: { status: 'no_record' } });
    const { body } = await admin.get<EndpointsView>(ENDPOINTS_PATH, { host, search: name });
    expect(body.endpoints).toContainEqual(
      expect.objectContaining({
        agent_id: anew,
        state: expect.objectContaining({ may_be_isolated_as: old }),
      })
    );
  });

  it('sends what the preview showed, with the ref that the ledger has', async () => {
    const agent = lab().endpoint();
    const { body } = await lab().as('analyst').preview('isolate', [agent]);
    const request = body.endpoints[0]?.request;
    await lab().as('analyst').startAs(body);
    const [recorded] = await lab().ledger.actionsOf(agent);
    const [sent] = lab()
      .manager.commandsReached()
      .filter(({ agentId }) => agentId === agent);
    const shown = JSON.stringify(request?.body).replace('<ref>', recorded?.ref ?? '');
    const { command, arguments: addresses, alert } = sent?.command ?? {};
    expect({ command, arguments: addresses, alert }).toEqual(JSON.parse(shown));
    expect(request?.path).toBe(`/active-response?agents_list=${agent}`);
  });

  it('is seen in lists, states, history and events', async () => {
    const agent = lab().endpoint();
    await isolated(lab(), agent);
    const analyst = lab().as('analyst');
    const name = lab().manager.fleet.find(agent)?.name ?? '';
    const listed = await analyst.get(ENDPOINTS_PATH, { host, search: name });
    expect(listed.body).toMatchObject({
      total: 1,
      endpoints: [{ agent_id: agent, name, state: { status: 'isolated' } }],
    });
    // The list of a state is a search, a second behind.
    await until(
      () => analyst.get<StatesView>(ENDPOINTS_PATH, { host, state: 'isolated', size: '100' }),
      ({ text }) => text.includes(`"agent_id":"${agent}"`)
    );
    const states = await analyst.get<StatesView>(STATES_PATH, { host, agents: agent });
    expect(states.body.states).toMatchObject([{ agent_id: agent, state: { status: 'isolated' } }]);
    const history = await until(
      () => analyst.get<HistoryView>(ACTIONS_PATH, { host, agent }),
      ({ body }) => body.entries[0]?.status === 'succeeded'
    );
    expect(history.body).toMatchObject({
      total: 1,
      entries: [{ kind: 'action', user: 'analyst' }],
    });
    const events = await analyst.get<EventsView>(EVENTS_PATH, { host, agent });
    expect(events.body.events).toMatchObject([
      {
        agent_id: agent,
        verb: 'isolate',
        user: 'analyst',
        outcome: { result: 'succeeded' },
        not_evidence: [],
      },
    ]);
  });

  it('moves by itself while it waits: states make no call to the manager', async () => {
    const agent = lab().endpoint();
    const analyst = lab().as('analyst');
    lab().endpoints.startFault(agent, 'alerts_lost');
    await analyst.start('isolate', [agent]);
    lab().manager.faults.start('manager_down');
    try {
      const waiting = await until(
        () => analyst.get<StatesView>(STATES_PATH, { host, agents: agent }),
        ({ body }) => body.states[0]?.state.waiting !== undefined
      );
      expect(waiting.body.states).toMatchObject([
        { state: { status: 'no_record', waiting: { verb: 'isolate', n: 1 } } },
      ]);
      lab().endpoints.endFault(agent, 'alerts_lost');
      lab().endpoints.forge(agent, 'isolate', 'own_log');
      await until(
        () => analyst.get<StatesView>(STATES_PATH, { host, agents: agent }),
        ({ body }) => body.states[0]?.state.status === 'isolated'
      );
    } finally {
      lab().manager.faults.end('manager_down');
    }
  });

  it('isolates nobody twice: what is isolated has to be released first', async () => {
    const agent = lab().endpoint();
    await isolated(lab(), agent);
    const { body } = await lab().as('admin').preview('isolate', [agent]);
    expect(body.endpoints[0]?.reasons).toEqual([{ code: 'already_isolated' }]);
    expect(await lab().as('admin').startAs(body)).toMatchObject({
      status: 409,
      body: {
        message: expect.stringContaining('"Change allowed addresses" (reisolate)'),
        attributes: {
          code: 'not_eligible',
          endpoints: [{ agent_id: agent, reasons: [{ code: 'already_isolated' }] }],
        },
      },
    });
    expect(lab().sentTo(agent)).toEqual(['isolate']);
    expect(await lab().ledger.actionsOf(agent)).toHaveLength(1);
  });

  it('refuses a second isolation while the first waits for its answer, and says by whom and until when', async () => {
    const agent = lab().endpoint();
    lab().endpoints.startFault(agent, 'alerts_lost');
    await lab().as('analyst').start('isolate', [agent]);
    const [first] = await lab().ledger.actionsOf(agent);
    const { body } = await lab().as('admin').preview('isolate', [agent]);
    const until_ = first?.waits_until;
    expect(body.endpoints[0]?.slot).toEqual({
      code: 'already_pending',
      verb: 'isolate',
      by: 'analyst',
      until: until_,
    });
    expect(await lab().as('admin').startAs(body)).toMatchObject({
      status: 409,
      body: {
        message: expect.stringContaining('analyst'),
        attributes: { code: 'already_pending', by: 'analyst', until: until_ },
      },
    });
    expect(lab().sentTo(agent)).toEqual(['isolate']);
  });

  it('releases one that is still being isolated: undo never waits', async () => {
    const agent = lab().endpoint();
    lab().endpoints.startFault(agent, 'alerts_lost');
    await lab().as('analyst').start('isolate', [agent]);
    lab().endpoints.endFault(agent, 'alerts_lost');
    expect(await startedOf(lab(), 'release', agent)).toMatchObject({ status: 'dispatched', n: 2 });
    const detail = await shownAs(lab(), agent, 'not_isolated');
    expect(detail.state.cautions).toEqual(['unanswered_before']);
    expect(lab().sentTo(agent)).toEqual(['isolate', 'release']);
    expect((await lab().ledger.actionsOf(agent))[1]).toMatchObject({ pending_before: [1] });
  });

  it('takes several endpoints in one request: all are recorded before the first is sent', async () => {
    const agents = Array.from({ length: 5 }, () => lab().endpoint());
    const answer = await lab().as('analyst').start('isolate', agents);
    expect(answer.status).toBe(200);
    expect(answer.body.started.map(({ agent_id }) => agent_id)).toEqual(agents);
    for (const agent of agents) await shownAs(lab(), agent, 'isolated');
    const recorded = (await Promise.all(agents.map((one) => lab().ledger.actionsOf(one)))).flat();
    expect(recorded.map(({ batch }) => batch)).toEqual(agents.map(() => answer.body.batch));
    const firstSent = Math.min(...recorded.map(({ sent_at }) => sent_at ?? 0));
    const lastRecorded = Math.max(...recorded.map(({ created_at }) => created_at));
    expect(firstSent).toBeGreaterThanOrEqual(lastRecorded);
    expect(agents.map((one) => lab().sentTo(one))).toEqual(agents.map(() => ['isolate']));
  });

  it('does nothing at all where one of several cannot be isolated, and names it', async () => {
    const [free, taken] = [lab().endpoint(), lab().endpoint()];
    await isolated(lab(), taken);
    expect(await lab().as('analyst').start('isolate', [free, taken])).toMatchObject({
      status: 409,
      body: {
        message: expect.stringContaining(`${taken}: It's already isolated`),
        attributes: { code: 'not_eligible', endpoints: [{ agent_id: taken }] },
      },
    });
    expect(lab().sentTo(free)).toEqual([]);
    expect(await lab().ledger.actionsOf(free)).toEqual([]);
  });

  it('tells each outcome that the endpoint reports by its name', async () => {
    const cases = [
      ['not_elevated', 'failed', 'not_elevated', 'no_record'],
      ['export_fails', 'failed', 'export_failed', 'isolated'],
      ['policy_fails', 'partial', undefined, 'unknown'],
    ] as const;
    const agents = cases.map(([fault]) => {
      const agent = lab().endpoint();
      lab().endpoints.startFault(agent, fault);
      return agent;
    });
    await lab().as('analyst').start('isolate', agents);
    for (const [index, [, status, reason, state]] of cases.entries()) {
      const detail = await endedAs(lab(), agents[index] ?? '', status);
      expect(detail.actions[0]?.outcome).toMatchObject({
        result: status,
        ...(reason === undefined ? {} : { reason }),
      });
      expect(detail.state.status).toBe(state);
    }
  });

  it('writes one line to the log for each end, with ids and no reason', async () => {
    const agent = lab().endpoint();
    await isolated(lab(), agent, { reason: 'a very secret reason' });
    const key = `manager:wazuh-server/${agent}`;
    const lines = lab()
      .logLines('info')
      .filter((line) => line.includes(key));
    expect(lines).toEqual([expect.stringMatching(/^isolation\.outcome .*"status":"succeeded"/)]);
    expect(
      lab()
        .logged.map(({ message }) => message)
        .join()
    ).not.toContain('very secret');
  });

  it('has logged no error in all this', () => {
    expect(lab().logLines('error', 'fatal')).toEqual([]);
  });
});
