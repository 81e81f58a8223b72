import {
  ENDPOINTS_READINESS_PATH,
  IDEMPOTENCY_KEY_HEADER,
  PROBES_PATH,
  READINESS_PATH,
} from '../../../common/api/paths';
import type { EndpointsReadinessView, ReadinessView } from '../../../common/api/readiness_view';
import { healthyEndpoints } from '../lab/healthy_endpoints';
import { until } from '../lab/until';
import { describeOnOpenSearch, startTimeLimit } from '../store/stores';
import { HOST_ID } from './access_lab';
import { newKey } from './api_client';
import type { SecuredLab } from './secured_lab';
import { startSecuredLab } from './secured_lab';

jest.setTimeout(60_000);

describeOnOpenSearch('Readiness', () => {
  let lab: SecuredLab;

  beforeAll(async () => {
    lab = await startSecuredLab();
  }, startTimeLimit);
  afterAll(() => lab.stop());

  const readiness = async (user: string) =>
    (await lab.as(user).get<ReadinessView>(READINESS_PATH, { host: HOST_ID })).body;
  const codes = ({ checks }: ReadinessView) =>
    Object.fromEntries(checks.map(({ check, code }) => [check, code]));

  it('says of everything whether it is so, to an administrator', async () => {
    const view = await until(
      () => readiness('admin'),
      (answer) =>
        codes(answer).reconciler === 'reconciler_up_to_date' &&
        codes(answer).program === 'program_seen'
    );
    expect(codes(view)).toEqual({
      security: 'signed_in',
      rights: 'rights_all',
      run_as: 'run_as_on',
      manager: 'manager_reached_by_wazuh',
      version: 'version_supported',
      tls: 'tls_not_verified_by_wazuh',
      login: 'logins_fine',
      identity: 'identity_known',
      clock: 'clocks_agree',
      alerts_as_person: 'alerts_readable',
      alerts_as_dashboard: 'alerts_read',
      reports: 'reports_arrive',
      unattributed: 'all_attributed',
      namesakes: 'namesakes_none',
      former_name: 'former_name_none',
      future_reports: 'future_reports_none',
      alert_fields: 'alert_fields_right',
      locations: 'locations_right',
      ledger_shards: 'ledger_shards_there',
      reconciler: 'reconciler_up_to_date',
      ledger: 'ledger_writable',
      ledger_readers: 'ledger_open',
      retention: 'retention_none',
      references: 'references_on',
      protection: 'protected_none_servers',
      dns_dhcp: 'dns_dhcp_none',
      program: 'program_seen',
      group_policy: 'group_policy_rules',
    });
    const open = view.checks.find(({ check }) => check === 'ledger_readers');
    expect(open?.sentence).toContain('all_access');
    expect(view.checks.every(({ sentence }) => !/[{}]/.test(sentence))).toBe(true);
  });

  it('tells an analyst what they may, and that the ledger is closed to them', async () => {
    const view = await readiness('analyst');
    expect(codes(view)).toMatchObject({
      rights: 'rights_all',
      alerts_as_person: 'alerts_readable',
      ledger_readers: 'ledger_private',
    });
    const looksOnly = await readiness('nobody');
    expect(codes(looksOnly)).toMatchObject({
      rights: 'rights_some',
      alerts_as_person: 'alerts_not_yours',
      ledger_readers: 'ledger_private',
    });
    const rights = looksOnly.checks.find(({ check }) => check === 'rights');
    expect(rights?.sentence).toContain('active-response:command');
  });

  it('says which program has answered where, and when, after a probe or an isolation', async () => {
    const [agent = ''] = healthyEndpoints(lab.simulation);
    await lab.as('admin').start('isolate', [agent]);
    const view = await until(
      () => readiness('admin'),
      ({ ready }) => ready[0]?.agent_id === agent
    );
    expect(view.ready[0]?.ready_at).toBeGreaterThan(Date.now() - 60_000);
  });

  it('lists an endpoint that did not respond to a test, until it responds', async () => {
    const [, silent = ''] = healthyEndpoints(lab.simulation);
    const admin = lab.as('admin');
    const read = async () =>
      (await admin.get<EndpointsReadinessView>(ENDPOINTS_READINESS_PATH, { host: HOST_ID })).body;
    const reasonOf = ({ not_ready: notReady }: EndpointsReadinessView) =>
      notReady.find(({ agent_id: id }) => id === silent)?.reason;
    const test = () =>
      admin.post(
        PROBES_PATH,
        { host: HOST_ID, agents: [silent] },
        { [IDEMPOTENCY_KEY_HEADER]: newKey() }
      );
    const before = await read();
    expect(reasonOf(before)).toBe('not_tested');
    lab.simulation.endpoints.startFault(silent, 'alerts_held');
    expect((await test()).status).toBe(200);
    // A search is up to a second old.
    await until(read, (view) => reasonOf(view) === 'in_progress');
    lab.simulation.endpoints.endFault(silent, 'alerts_held');
    expect((await test()).status).toBe(200);
    const after = await until(read, (view) => reasonOf(view) === undefined);
    expect(after).toMatchObject({ active: before.active, ready: before.ready + 1 });
  });

  it('says of a manager that is down what to do, and everything else all the same', async () => {
    lab.simulation.manager.faults.start('manager_down');
    const view = await readiness('admin');
    lab.simulation.manager.faults.end('manager_down');
    const manager = view.checks.find(({ check }) => check === 'manager');
    expect(manager).toMatchObject({ code: 'manager_failed', status: 'problem' });
    expect(codes(view)).toMatchObject({ ledger: 'ledger_writable' });
  });

  it('never hangs, also on a manager that never answers', async () => {
    lab.simulation.manager.faults.start('never_answers');
    const startedAt = Date.now();
    const view = await readiness('admin');
    lab.simulation.manager.faults.end('never_answers');
    expect(Date.now() - startedAt).toBeLessThan(15_000);
    expect(view.checks.find(({ check }) => check === 'manager')?.status).not.toBe('ok');
    expect(codes(view)).toMatchObject({ ledger: 'ledger_writable' });
  });
});

describeOnOpenSearch('Readiness for somebody who may do nothing', () => {
  it(
    'says why, and nothing of the manager',
    async () => {
      const lab = await startSecuredLab({ runAs: 'off' });
      try {
        const { body } = await lab
          .as('analyst')
          .get<ReadinessView>(READINESS_PATH, { host: HOST_ID });
        expect(body.checks.map(({ code }) => code)).toEqual([
          'signed_in',
          'rights_none',
          'run_as_off',
        ]);
        expect(body.checks[1]?.sentence).toContain('all_access');
        expect(body.ready).toEqual([]);
      } finally {
        await lab.stop();
      }
    },
    startTimeLimit
  );
});
