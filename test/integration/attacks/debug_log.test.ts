import {
  ACTIONS_PATH,
  ATTENTION_PATH,
  CONTEXT_PATH,
  endpointPath,
  ENDPOINTS_PATH,
  EVENTS_PATH,
  EXPORT_PATH,
  IDEMPOTENCY_KEY_HEADER,
  PROBES_PATH,
  READINESS_PATH,
} from '../../../common/api/paths';
import { API_USER } from '../../../lab/api_user';
import type { ManagerFault } from '../../../lab/manager/faults';
import { HOST_ID } from '../access/access_lab';
import { everyAnswer, newKey } from '../access/api_client';
import type { SecuredLab } from '../access/secured_lab';
import { startSecuredLab } from '../access/secured_lab';
import { describeOnOpenSearch, startTimeLimit } from '../store/stores';
import { isolateAs, visibleAgents } from './visible_agents';

jest.setTimeout(180_000);

/** Faults that happen while everything is logged; the first is none. */
const FAULTS: ReadonlyArray<ManagerFault | undefined> = [
  undefined,
  'tokens_refused',
  'credentials_refused',
  'logins_blocked',
];
const TOKEN = /\bey[A-Za-z0-9_-]{10,}\.ey[A-Za-z0-9_-]{10,}\./;

describeOnOpenSearch.each(['wazuhCore', 'direct'] as const)(
  'a dashboard that logs everything, at every level (%s)',
  (way) => {
    let lab: SecuredLab;
    beforeAll(async () => {
      lab = await startSecuredLab({ way });
    }, startTimeLimit);
    afterAll(() => lab.stop());

    /** Passwords, as they are and as HTTP sends them. */
    const secrets = () => {
      const users = Object.values(lab.store.users);
      const basic = [...users, API_USER].map(({ username, password }) =>
        Buffer.from(`${username}:${password}`).toString('base64')
      );
      return [API_USER.password, ...users.map(({ password }) => password), ...basic];
    };

    /** Finds the secrets in a text. */
    const found = (text: string) => [
      ...secrets().filter((secret) => text.includes(secret)),
      ...(TOKEN.exec(text) ?? []),
    ];

    async function tryEverything(user: string, agent: string): Promise<void> {
      const person = lab.as(user);
      const paths = [
        CONTEXT_PATH,
        ENDPOINTS_PATH,
        ACTIONS_PATH,
        EVENTS_PATH,
        ATTENTION_PATH,
        READINESS_PATH,
        endpointPath(HOST_ID, agent),
      ];
      for (const path of paths) await person.get(path, { host: HOST_ID });
      await person.get(EXPORT_PATH, { host: HOST_ID, list: 'history' });
      await person.post(
        PROBES_PATH,
        { host: HOST_ID, agents: [agent] },
        { [IDEMPOTENCY_KEY_HEADER]: newKey() }
      );
      await isolateAs(lab, user, agent);
    }

    it('has no secret in its log, its responses or its ledger, whatever fails', async () => {
      const agents = visibleAgents(lab);
      for (const [index, fault] of FAULTS.entries()) {
        if (fault) lab.simulation.manager.faults.start(fault);
        for (const user of ['admin', 'analyst', 'nobody']) {
          await tryEverything(user, agents[index] ?? '');
        }
        if (fault) lab.simulation.manager.faults.end(fault);
      }
      expect(lab.logged.length).toBeGreaterThan(0);
      const levels = new Set(lab.logged.map(({ level }) => level));
      expect(levels).toContain('info');
      expect(found(lab.logged.map((record) => JSON.stringify(record)).join('\n'))).toEqual([]);
      expect(found(everyAnswer.join('\n'))).toEqual([]);
      // A dashboard that logs its queries at debug level writes into the log what it writes into the ledger.
      const index = [lab.indices.actions, lab.indices.endpoints];
      await lab.admin.indices.refresh({ index });
      const { body } = await lab.admin.search({ index, size: 1000 });
      expect(body.hits.hits.length).toBeGreaterThan(3);
      expect(found(JSON.stringify(body))).toEqual([]);
    });
  }
);
