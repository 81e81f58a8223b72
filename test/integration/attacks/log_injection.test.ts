import type { Client } from '@opensearch-project/opensearch';
import type { EventsView } from '../../../common/api/event_view';
import { asObject } from '../../../common/base/json_reading';
import {
  ACTIONS_PATH,
  ENDPOINTS_PATH,
  EVENTS_PATH,
  EXPORT_PATH,
  READINESS_PATH,
} from '../../../common/api/paths';
import type { AlertDocument } from '../../../lab/endpoints/alert_document';
import { createAlertSink } from '../../../lab/store/alert_sink';
import { reportedAlert } from '../../bench/parts/reported_alert';
import type { AccessLab } from '../access/access_lab';
import { HOST_ID, startAccessLab } from '../access/access_lab';
import { healthyEndpoints } from '../lab/healthy_endpoints';
import { until } from '../lab/until';
import { clientOf, describeOnOpenSearch, sharedOpenSearch, startTimeLimit } from '../store/stores';

jest.setTimeout(120_000);

/** A line of its own, the colors and cursor of a terminal in both forms, and a direction that is turned. */
const INJECTED = 'x\n2026-01-01 [fatal] forged\r\u001b[2J\u001b]0;t\u0007\u009b31m\u2028\u202eb';
/** Characters that a line of a log must not contain. */
// eslint-disable-next-line no-control-regex
const RAW = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/;
const PERSON = `mallory${INJECTED}`;

describeOnOpenSearch('names that contain lines of a log and commands of a terminal', () => {
  let lab: AccessLab;
  let client: Client;
  beforeAll(async () => {
    const store = await sharedOpenSearch();
    client = clientOf(store);
    lab = await startAccessLab({
      store: { url: store.url, client },
      security: 'lab',
      users: [
        { name: PERSON, roles: ['all_access'], backendRoles: [] },
        { name: 'admin', roles: ['all_access'], backendRoles: [] },
      ],
      runAs: 'off',
    });
    const { fleet } = lab.simulation.manager;
    const healthy = healthyEndpoints(lab.simulation);
    for (const { id, name } of fleet.list()) {
      if (id === '000') continue;
      fleet.change(id, {
        name: `${name}${INJECTED}`,
        groups: ['default', `g${INJECTED}`],
        // A command goes by the node, and to a version that is read.
        ...(healthy.includes(id)
          ? {}
          : { node: `n${INJECTED}`, version: `Wazuh v4.12.0${INJECTED}` }),
      });
    }
  }, startTimeLimit);
  afterAll(async () => {
    await lab.stop();
    await client.close();
  });

  /** Stores reports whose user, agent, manager and node are such names. */
  async function storeForged(agentId: string): Promise<void> {
    const user = `mallory${INJECTED}#k7m2q9xd`;
    const alert = reportedAlert({ agentId, user: 'x', at: Date.now() - 5000, before: 0, place: 1 });
    const named = { id: agentId, name: `WS${INJECTED}` };
    const clr = { ...asObject(alert.data.clr), user, result: INJECTED };
    const forged: AlertDocument = {
      ...alert,
      agent: { ...alert.agent, ...named },
      data: { ...alert.data, clr },
    };
    const alerts: readonly AlertDocument[] = [
      forged,
      { ...forged, id: '1.2', manager: { name: `m${INJECTED}` } },
      { ...forged, id: '1.3', agent: { ...forged.agent, id: `9${INJECTED}` } },
      {
        ...forged,
        id: '1.4',
        location: `l${INJECTED}`,
        decoder: { parent: 'json', name: `d${INJECTED}` },
      },
    ];
    const sink = createAlertSink(client, lab.alertsPattern.replace(/\*$/, ''));
    await sink.index(alerts);
    await client.indices.refresh({ index: lab.alertsPattern });
  }

  it('never reach the log as they are', async () => {
    const person = lab.as(PERSON);
    const [agent = '', other = ''] = healthyEndpoints(lab.simulation);
    await storeForged(healthyEndpoints(lab.simulation)[2] ?? '');
    await until(
      () => person.get<EventsView>(EVENTS_PATH, { host: HOST_ID }),
      ({ text }) => text.includes('mallory')
    );
    await person.get(ENDPOINTS_PATH, { host: HOST_ID, search: INJECTED });
    await person.get(ENDPOINTS_PATH, { host: `h${INJECTED}` });
    await person.get(READINESS_PATH, { host: HOST_ID });
    const changes = { reason: `why ${INJECTED}`, case: `case ${INJECTED}` };
    for (const id of [agent, other]) {
      const { body } = await person.preview('isolate', [id]);
      const acknowledgements = body.endpoints.flatMap(({ lifeline }) => lifeline?.needs ?? []);
      await person.startAs(body, { ...changes, acknowledgements });
    }
    const said = () =>
      lab.logged.map(({ message }) => message).filter((text) => text.includes('isolation.'));
    await until(
      async () => said(),
      (lines) => lines.filter((line) => line.includes('isolation.outcome')).length >= 2
    );
    await person.get(EXPORT_PATH, { host: HOST_ID, list: 'history', user: PERSON });
    await person.get(ACTIONS_PATH, { host: HOST_ID, status: INJECTED });
    const exported = said().filter((line) => line.includes('isolation.export'));
    // It is said who exported, in one line that shows every character.
    expect(exported.join()).toContain('mallory');
    expect(exported.join()).toContain('\\u009b31m');
    for (const { message } of lab.logged) expect(message).not.toMatch(RAW);
  });
});
