import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { READINESS_PATH } from '../../../common/api/paths';
import type { ReadinessView } from '../../../common/api/readiness_view';
import { projectRoot } from '../../../scripts/project_root';
import { healthyEndpoints } from '../lab/healthy_endpoints';
import { until } from '../lab/until';
import { describeOnOpenSearch, startTimeLimit, uniquePrefix } from '../store/stores';
import { HOST_ID } from './access_lab';
import type { SecuredLab } from './secured_lab';
import { startSecuredLab } from './secured_lab';

jest.setTimeout(60_000);

const ROLE = 'isolation_ledger';

/** The two parts of the block in the documentation, word for word: the role and its mapping. */
function documentedRole(): { readonly role: object; readonly mapping: object } {
  const text = readFileSync(join(projectRoot, 'docs', 'admin', 'access.md'), 'utf8');
  const [, block = ''] = /```yaml\n(# roles\.yml[^]*?)```/.exec(text) ?? [];
  const [roles, mappings] = block.split('# roles_mapping.yml').map((part) => parse(part)[ROLE]);
  const { reserved, ...role } = roles;
  expect(reserved).toBe(false);
  return { role, mapping: mappings };
}

describeOnOpenSearch('a ledger under a prefix that Wazuh’s index security does not know', () => {
  let lab: SecuredLab;
  const prefix = `isolation-${uniquePrefix()}`;

  const security = (method: 'PUT' | 'DELETE', kind: 'roles' | 'rolesmapping', body?: object) =>
    lab.admin.transport.request({
      method,
      path: `/_plugins/_security/api/${kind}/${ROLE}`,
      ...(body ? { body } : {}),
    });

  beforeAll(async () => {
    lab = await startSecuredLab({ configuration: { ledger_index_prefix: prefix } });
  }, startTimeLimit);
  afterAll(async () => {
    await security('DELETE', 'rolesmapping');
    await security('DELETE', 'roles');
    await lab.stop();
  });

  const ledger = async () => {
    const { body } = await lab.as('admin').get<ReadinessView>(READINESS_PATH, { host: HOST_ID });
    return body.checks.find(({ check }) => check === 'ledger');
  };

  it('cannot be written, which Readiness says with the indices and what they need, and nothing is sent', async () => {
    const found = await ledger();
    expect(found).toMatchObject({ code: 'ledger_failed', status: 'problem' });
    expect(found?.remedy).toContain(`${prefix}-actions and ${prefix}-endpoints`);
    const [agent = ''] = healthyEndpoints(lab.simulation);
    expect(await lab.as('admin').preview('isolate', [agent])).toMatchObject({ status: 503 });
    expect(lab.simulation.manager.commandsReached()).toEqual([]);
  });

  it('works with the one role of the documentation', async () => {
    const { role, mapping } = documentedRole();
    await security('PUT', 'roles', role);
    await security('PUT', 'rolesmapping', mapping);
    await until(ledger, (found) => found?.code === 'ledger_writable');
    const [agent = ''] = healthyEndpoints(lab.simulation);
    expect(await lab.as('admin').start('isolate', [agent])).toMatchObject({ status: 200 });
    await until(
      () => lab.as('admin').endpoint(agent),
      ({ state }) => state.status === 'isolated'
    );
  });
});
