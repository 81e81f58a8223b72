import { DAY, MINUTE } from '../../../common/base/time';
import { until } from '../lab/until';
import { describeOnOpenSearch, startTimeLimit } from '../store/stores';
import { evidenceWorld } from './evidence_world';
import { agentIdOf, keyOf } from './server_in_process';

jest.setTimeout(startTimeLimit);

describeOnOpenSearch('evidence, as it really comes', () => {
  const evidence = evidenceWorld();
  const { reports, endpoint, sent, answerTo, searchable, stateOf, ledgerOf, reported } = evidence;

  describe('late', () => {
    it('by minutes: an action without an answer gets it all the same', async () => {
      const agent = endpoint();
      const action = await sent('isolate', agent, -20 * MINUTE);
      await reported();
      expect(await stateOf(agent)).toMatchObject({
        status: 'unknown',
        reasons: ['may_be_isolated'],
      });
      // What has an earlier time is read within a minute, or by a server that has just begun.
      evidence.beginAnew();
      await reported(answerTo(action));
      expect(await stateOf(agent)).toMatchObject({ status: 'isolated', reasons: [] });
      const { actions } = await ledgerOf(agent);
      expect(actions[0]?.timeline.map(({ status }) => status).slice(-2)).toEqual([
        'unanswered',
        'succeeded',
      ]);
    });

    it('by a day, with yesterday’s time: the sweep finds it', async () => {
      const agent = endpoint();
      const action = await sent('isolate', agent, -DAY);
      await reported();
      await evidence.server.services.reconciler.sweep();
      await evidence.world.alerts.store([answerTo(action)]);
      await evidence.server.services.reconciler.sweep();
      expect((await stateOf(agent)).status).toBe('isolated');
      expect((await ledgerOf(agent)).actions).toMatchObject([{ status: 'succeeded' }]);
    });

    it('beyond the sweep: whoever looks at the endpoint finds it', async () => {
      const agent = endpoint();
      const action = await sent('isolate', agent, -10 * DAY);
      await evidence.world.alerts.store([answerTo(action)]);
      await searchable();
      await evidence.server.services.reconciler.round();
      await evidence.server.services.reconciler.sweep();
      expect((await stateOf(agent)).status).toBe('unknown');
      const { state } = await evidence.server.services.reader.read(keyOf(agent), 'events');
      expect(state.status).toBe('isolated');
      expect((await ledgerOf(agent)).actions).toMatchObject([{ status: 'succeeded' }]);
    });
  });

  describe('in whatever order', () => {
    it('the release before the isolation, and each of them twice: the end is what was really last', async () => {
      const agent = endpoint();
      const isolation = answerTo(await sent('isolate', agent));
      const release = answerTo(await sent('release', agent));
      await reported(release, release);
      expect((await stateOf(agent)).status).toBe('not_isolated');
      await reported(isolation, isolation, release);
      expect((await stateOf(agent)).status).toBe('not_isolated');
      const { actions, elsewhere } = await ledgerOf(agent);
      expect(actions.map(({ status, evidence }) => [status, evidence.length])).toEqual([
        ['succeeded', 1],
        ['succeeded', 1],
      ]);
      expect(elsewhere).toEqual([]);
    });

    it('two in one millisecond are told apart by their place in the log', async () => {
      const agent = endpoint();
      const [at, decodedAt] = [Date.now() - MINUTE, Date.now() - MINUTE + 2000];
      const both = { agent, user: 'somebody', at, decodedAt };
      const isolation = reports.success({ ...both, verb: 'isolate' });
      const release = reports.success({ ...both, verb: 'release' });
      expect(isolation.timestamp).toBe(release.timestamp);
      await reported(release, isolation);
      expect((await stateOf(agent)).status).toBe('not_isolated');
    });

    it('from clocks a quarter of an hour apart', async () => {
      for (const apart of [-15 * MINUTE, 15 * MINUTE]) {
        const agent = endpoint();
        const action = await sent('isolate', agent);
        const { sent_user: user, sent_at: at = 0 } = action;
        await reported(
          reports.success({ agent, verb: 'isolate', user, at, decodedAt: at + apart })
        );
        expect((await stateOf(agent)).status).toBe('isolated');
      }
    });
  });

  describe('of somebody else', () => {
    it('another manager’s agent of the same id changes nothing', async () => {
      const agent = endpoint();
      const action = await sent('isolate', agent);
      const other = { ...answerTo(action), manager: { name: 'another-server' } };
      await reported(other);
      expect(await stateOf(agent)).toMatchObject({ status: 'no_record', waiting: { n: action.n } });
      expect((await ledgerOf(agent)).actions).toMatchObject([
        { status: 'dispatched', evidence: [] },
      ]);
    });

    it('what was done by hand in Dev Tools is proven and kept as done elsewhere', async () => {
      const agent = endpoint();
      const at = Date.now() - MINUTE;
      await reported(reports.success({ agent, verb: 'isolate', user: 'wazuh', at }));
      expect((await stateOf(agent)).status).toBe('isolated');
      expect((await ledgerOf(agent)).elsewhere).toMatchObject([
        { user: 'wazuh', verb: 'isolate', evidence: [{ outcome: { result: 'succeeded' } }] },
      ]);
    });

    it('a forged user decides nothing, and does not become the user of the action', async () => {
      const agent = endpoint();
      const action = await sent('isolate', agent);
      await reported(answerTo({ ...action, sent_user: `mallory#${action.ref}` }));
      expect((await ledgerOf(agent)).actions).toMatchObject([
        { user: 'alice', status: 'succeeded', evidence: [{ user: 'mallory' }] },
      ]);
    });

    it('a ref that nobody gave, or another endpoint’s, settles nothing', async () => {
      const [agent, other] = [endpoint(), endpoint()];
      const mine = await sent('isolate', agent);
      const theirs = await sent('isolate', other);
      const at = Date.now();
      await reported(
        reports.success({ agent, verb: 'isolate', user: `alice#${theirs.ref}`, at }),
        reports.success({ agent, verb: 'isolate', user: 'alice#aaaaaaaa', at })
      );
      const ledger = await ledgerOf(agent);
      expect(ledger.actions).toMatchObject([{ n: mine.n, status: 'dispatched', evidence: [] }]);
      expect(ledger.elsewhere).toHaveLength(2);
      expect((await ledgerOf(other)).actions).toMatchObject([
        { status: 'dispatched', evidence: [] },
      ]);
      expect((await stateOf(other)).status).toBe('no_record');
    });

    it('the ref of an isolation does not settle it in the answer to a release', async () => {
      const agent = endpoint();
      const action = await sent('isolate', agent);
      await reported(answerTo({ ...action, verb: 'release' }));
      expect((await ledgerOf(agent)).actions).toMatchObject([
        { status: 'dispatched', evidence: [] },
      ]);
    });

    it('of an endpoint that its manager does not list nothing is certain, and it is not forgotten', async () => {
      const agent = agentIdOf('987');
      await reported(
        reports.success({ agent, verb: 'isolate', user: 'wazuh', at: Date.now() - MINUTE })
      );
      expect(await stateOf(agent)).toMatchObject({
        status: 'unknown',
        reasons: ['name_not_checked'],
      });
      expect((await ledgerOf(agent)).elsewhere).toHaveLength(1);
    });
  });

  describe('of other shapes', () => {
    it('the older program’s and the newer one’s are read alike', async () => {
      const agent = endpoint();
      const at = Date.now() - 5 * MINUTE;
      const user = 'somebody';
      await reported(
        reports.success({ agent, verb: 'isolate', user, at, machine: { program: 'WLR' } }),
        reports.success({ agent, verb: 'release', user, at: at + MINUTE })
      );
      expect((await stateOf(agent)).status).toBe('not_isolated');
    });

    it('the module Shell, and an application log with the same JSON, are no evidence', async () => {
      const agent = endpoint();
      const success = () =>
        reports.success({ agent, verb: 'isolate', user: 'somebody', at: Date.now() - MINUTE });
      const origin = { name: 'C-LR', module: 'Shell' };
      await reported(
        { ...success(), data: { ...success().data, origin } },
        { ...success(), location: 'C:\\inetpub\\logs\\app.log' },
        { ...success(), decoder: { parent: 'json', name: 'json' } }
      );
      expect((await stateOf(agent)).status).toBe('no_record');
      expect(await ledgerOf(agent)).toEqual({ actions: [], elsewhere: [], endpoints: [] });
    });

    it('what is cut, empty or of another type stops nothing that comes with it', async () => {
      const agent = endpoint();
      const at = Date.now() - MINUTE;
      const success = () => reports.success({ agent, verb: 'isolate', user: 'somebody', at });
      const { data } = success();
      await reported(
        { ...success(), data: { ...data, clr: undefined } },
        { ...success(), data: { ...data, clr: { action: 'isolate' } } },
        { ...success(), data: { ...data, clr: { action: ['isolate', 'release'], result: '' } } },
        { ...success(), data: { ...data, parameters: undefined } },
        { ...success(), id: '' },
        { ...success(), agent: { id: '0001', name: '' } },
        { ...success(), agent: { id: 'a"b\\c', name: 'x' } },
        { ...success(), full_log: '' },
        success()
      );
      expect((await stateOf(agent)).status).toBe('isolated');
    });

    it('a result of 30 kB, and names that are not ASCII, are kept, and cut', async () => {
      const agent = endpoint();
      const action = await sent('isolate', agent);
      const alert = answerTo(action);
      const result = `stdout: ${'Ж'.repeat(15_000)}\nstderr: `;
      const clr = { action: 'isolate', user: action.sent_user, result };
      await reported({
        ...alert,
        agent: { ...alert.agent, name: 'ФИН-РС-01 „José“' },
        data: { ...alert.data, clr },
      });
      const { actions, endpoints } = await ledgerOf(agent);
      expect(actions).toMatchObject([
        { status: 'unrecognised', evidence: [{ agent_name: 'ФИН-РС-01 „José“' }] },
      ]);
      expect(actions[0]?.evidence[0]?.text).toHaveLength(1000);
      expect(JSON.stringify(endpoints).length).toBeLessThan(10_000);
      expect((await stateOf(agent)).status).toBe('unknown');
    });

    it('2,000 made-up answers of one endpoint make its state unknown, its record no larger, and nobody else’s wait', async () => {
      const [liar, honest] = [endpoint(), endpoint()];
      const action = await sent('isolate', honest);
      const from = Date.now() - 20 * MINUTE;
      const isolation = { agent: liar, verb: 'isolate' as const, user: 'somebody', at: from };
      await reported(reports.success(isolation));
      expect((await stateOf(liar)).status).toBe('isolated');
      const lies = Array.from({ length: 2000 }, (_, index) =>
        reports.refusal({
          agent: liar,
          verb: index % 2 === 0 ? 'release' : 'isolate',
          user: `alice#${String(index).padStart(8, '0')}`,
          at: from + (index + 1) * 100,
        })
      );
      await evidence.world.alerts.store(lies);
      // What comes with an earlier time than others before it is read within a minute, or by a server that has just begun.
      evidence.beginAnew();
      await reported(answerTo(action));
      expect((await stateOf(honest)).status).toBe('isolated');
      // Whoever fills the pages is read apart, behind everybody else.
      await until(
        () => stateOf(liar),
        ({ status }) => status === 'unknown'
      );
      const { endpoints } = await ledgerOf(liar);
      expect(endpoints).toHaveLength(1);
      expect(JSON.stringify(endpoints).length).toBeLessThan(150_000);
      expect(await stateOf(liar)).toMatchObject({
        status: 'unknown',
        reasons: expect.arrayContaining(['too_many_events']),
        last_proven: { status: 'isolated' },
      });
    });
  });
});
