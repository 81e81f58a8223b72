import { ACTIONS_PATH, IDEMPOTENCY_KEY_HEADER, PREVIEW_PATH } from '../../../common/api/paths';
import type { Agent } from '../../../lab/manager/agent';
import { newKey } from '../access/api_client';
import { describeOnOpenSearch } from '../store/stores';
import { isolated, startedOf } from './actions_in_tests';
import { routesLab } from './routes_lab';

jest.setTimeout(90_000);

const host = 'lab';
const choice = { addresses: [], profiles: [], reported: [], left_out: [] };

describeOnOpenSearch('what cannot be done is refused with its own reason', () => {
  const lab = routesLab();

  /** Nothing is recorded and no command is sent by what is tried. */
  const changesNothing = async (trying: () => Promise<void>) => {
    const before = [await lab().ledger.actions(), lab().manager.commandsReached().length];
    await trying();
    expect([await lab().ledger.actions(), lab().manager.commandsReached().length]).toEqual(before);
  };
  const agentWith = (isWanted: (agent: Agent) => boolean): string => {
    const found = lab().manager.fleet.list().find(isWanted);
    if (!found) throw new Error('the fleet has no such agent');
    return found.id;
  };

  it.each<[string, () => string, string]>([
    ['a Linux endpoint', () => agentWith(({ os }) => os?.platform === 'ubuntu'), 'not_windows'],
    [
      'a disconnected endpoint',
      () => agentWith(({ os, status }) => os?.platform === 'windows' && status === 'disconnected'),
      'not_active',
    ],
    [
      'one that never connected',
      () => agentWith(({ status }) => status === 'never_connected'),
      'os_not_known',
    ],
    ['one that the manager does not have', () => '9999', 'not_listed'],
  ])('%s', async (_, find, code) => {
    await changesNothing(async () => {
      const agent = find();
      const preview = await lab().as('analyst').preview('isolate', [agent]);
      const [shown] = preview.body.endpoints;
      expect(shown?.reasons.map((reason) => reason.code)).toContain(code);
      const answer = await lab().as('analyst').startAs(preview.body);
      expect(answer).toMatchObject({
        status: 409,
        body: {
          message: expect.stringMatching(/\w{3}/),
          attributes: {
            code: 'not_eligible',
            endpoints: [
              { agent_id: agent, reasons: expect.arrayContaining([{ ...shown?.reasons[0] }]) },
            ],
          },
        },
      });
    });
  });

  it.each<[string, object]>([
    ['000', { endpoints: [{ agent_id: '000', n: 0 }] }],
    ['an id that is not canonical', { endpoints: [{ agent_id: '0001', n: 0 }] }],
    ['a path for an id', { endpoints: [{ agent_id: '../../x', n: 0 }] }],
    ['every agent', { endpoints: [{ agent_id: '*', n: 0 }] }],
    ['no endpoint', { endpoints: [] }],
    [
      '10,000 endpoints',
      { endpoints: Array.from({ length: 10_000 }, (_, i) => ({ agent_id: `${i + 1000}`, n: 0 })) },
    ],
    ['no reason', { reason: undefined }],
    ['a blank reason', { reason: ' \n\t ' }],
    ['a reason that is no text', { reason: { toString: 'x' } }],
    ['a reason of 100 kB', { reason: 'x'.repeat(100_000) }],
    ['a verb of somebody’s own', { verb: 'wipe' }],
    ['a field that nobody knows', { arguments: ['0.0.0.0/0'] }],
    ['a digest of another length', { digest: 'abc' }],
    ['no body at all', { host: undefined, verb: undefined, endpoints: undefined }],
  ])('%s', async (_, changes) => {
    await changesNothing(async () => {
      const agent = agentWith(
        ({ os, status }) => os?.platform === 'windows' && status === 'active'
      );
      const body = {
        ...{
          host,
          verb: 'isolate',
          endpoints: [{ agent_id: agent, n: 0 }],
          reason: 'tried',
          choice,
        },
        ...{ acknowledgements: [], digest: '0'.repeat(64) },
        ...changes,
      };
      const headers = { [IDEMPOTENCY_KEY_HEADER]: newKey() };
      const answer = await lab().as('analyst').post(ACTIONS_PATH, body, headers);
      expect(answer).toMatchObject({
        status: 400,
        body: { message: expect.stringMatching(/\w{3}/), attributes: { code: 'invalid_request' } },
      });
    });
  });

  it('a reason of 1 MB', async () => {
    await changesNothing(async () => {
      const body = { host, verb: 'isolate', endpoints: [], reason: 'x'.repeat(1024 * 1024) };
      const headers = { [IDEMPOTENCY_KEY_HEADER]: newKey() };
      const { status } = await lab().as('analyst').post(ACTIONS_PATH, body, headers);
      expect([400, 413]).toContain(status);
    });
  });

  it('the same endpoint twice is asked for once', async () => {
    const agent = lab().endpoint();
    const { body } = await lab().as('analyst').preview('isolate', [agent, agent]);
    expect(body.endpoints.map(({ agent_id }) => agent_id)).toEqual([agent]);
    const [one] = lab().as('analyst').actionRequest(body).endpoints;
    await lab()
      .as('analyst')
      .startAs(body, { endpoints: [one, one] });
    expect((await lab().ledger.actionsOf(agent)).length).toBeLessThanOrEqual(1);
    expect(lab().sentTo(agent).length).toBeLessThanOrEqual(1);
  });

  it('a body that is no JSON', async () => {
    await changesNothing(async () => {
      const headers = { 'osd-xsrf': 'test', 'content-type': 'application/json' };
      const { status } = await lab().as('analyst').send('POST', PREVIEW_PATH, '{"host":', headers);
      expect(status).toBe(400);
    });
  });

  it('markup and formulas in a reason are text: recorded and shown as they were typed', async () => {
    const reason = '<img src=x onerror=alert(1)> =cmd|"/c calc"!A1 {{constructor}}';
    const { reason: recorded } = await startedOf(lab(), 'isolate', lab().endpoint(), { reason });
    expect(recorded).toBe(reason);
  });

  it('a manager that is down: nothing is sent, and it is said why', async () => {
    const agent = lab().endpoint();
    await isolated(lab(), agent);
    await changesNothing(async () => {
      lab().manager.faults.start('manager_down');
      const preview = await lab().as('admin').preview('release', [agent]);
      lab().manager.faults.end('manager_down');
      expect(preview).toMatchObject({
        status: 502,
        body: {
          message: expect.stringMatching(/API/),
          attributes: { code: 'connection_refused' },
        },
      });
    });
  });
});
