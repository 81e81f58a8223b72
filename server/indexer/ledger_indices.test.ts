import { omit } from 'lodash';
import { SCHEMA_VERSION } from '../../common/ledger/endpoint_document';
import { fakeClient } from '../../test/fakes/opensearch';
import { responseError, typed } from '../../test/fakes/opensearch';
import { ensureLedgerIndices, ledgerIndicesOf } from './ledger_indices';
import { ACTIONS_INDEX, ENDPOINTS_INDEX } from './ledger_mappings';

const INDICES = ledgerIndicesOf('wazuh-isolation');

const MAPPINGS = new Map<string, object>([
  [INDICES.actions, ACTIONS_INDEX.mappings.properties],
  [INDICES.endpoints, ENDPOINTS_INDEX.mappings.properties],
]);

/** @param schemas version in the mapping of each index that there is; `none` where it has none */
function clientWith(
  schemas: Record<string, number | 'none'>,
  {
    create,
    without,
    template,
  }: {
    readonly create?: () => void;
    readonly without?: string;
    readonly template?: 'refused';
  } = {}
) {
  const created: Array<{ index: string; body: unknown }> = [];
  const templates: Array<{ name: string; body: unknown }> = [];
  const added: Array<{ index: string; body: unknown }> = [];
  const client = fakeClient(() => ({}));
  const indices = {
    getMapping: async ({ index }: { index: string }) => {
      const version = schemas[index];
      if (version === undefined) return { statusCode: 404, body: {} };
      const meta = version === 'none' ? {} : { _meta: { schema_version: version } };
      const properties = omit(MAPPINGS.get(index), without ?? []);
      const mappings = { ...meta, properties };
      return { statusCode: 200, body: { [`${index}-000001`]: { mappings } } };
    },
    putMapping: async (one: { index: string; body: unknown }) => {
      added.push(one);
      return { statusCode: 200, body: {} };
    },
    putIndexTemplate: async (one: { name: string; body: unknown }) => {
      templates.push(one);
      if (template === 'refused') throw responseError(403, typed('security_exception'));
      return { statusCode: 200, body: {} };
    },
    create: async (one: { index: string; body: unknown }) => {
      create?.();
      created.push(one);
      return { statusCode: 200, body: {} };
    },
  };
  return { client: Object.assign(client, { indices }) as never, created, added, templates };
}

describe('the indices of the ledger', () => {
  it('are created with their strict mappings before anything is written', async () => {
    const { client, created } = clientWith({});
    await ensureLedgerIndices(client, INDICES);
    expect(created).toEqual([
      { index: 'wazuh-isolation-actions', body: ACTIONS_INDEX },
      { index: 'wazuh-isolation-endpoints', body: ENDPOINTS_INDEX },
    ]);
    for (const { mappings } of [ACTIONS_INDEX, ENDPOINTS_INDEX]) {
      expect(mappings).toMatchObject({
        dynamic: 'strict',
        _meta: { schema_version: SCHEMA_VERSION },
      });
    }
  });

  it('are made anew with the same mapping by a write after somebody deleted them: a template sees to it', async () => {
    const { client, templates } = clientWith({});
    await ensureLedgerIndices(client, INDICES);
    expect(templates.map(({ name }) => name)).toEqual([INDICES.actions, INDICES.endpoints]);
    expect(templates[0]?.body).toMatchObject({
      index_patterns: [INDICES.actions],
      template: ACTIONS_INDEX,
    });
  });

  it('are created all the same where no template may be written', async () => {
    const { client, created } = clientWith({}, { template: 'refused' });
    await ensureLedgerIndices(client, INDICES);
    expect(created).toHaveLength(2);
  });

  it('are left as they are where they are there, also behind an alias', async () => {
    const { client, created, added } = clientWith({
      [INDICES.actions]: SCHEMA_VERSION,
      [INDICES.endpoints]: SCHEMA_VERSION,
    });
    await ensureLedgerIndices(client, INDICES);
    expect({ created, added }).toEqual({ created: [], added: [] });
  });

  it.each([
    [
      'an older version',
      { [INDICES.actions]: SCHEMA_VERSION - 1, [INDICES.endpoints]: SCHEMA_VERSION },
      undefined,
    ],
    [
      'the same version, with a field less',
      { [INDICES.actions]: SCHEMA_VERSION },
      'attention_closed',
    ],
  ])('of %s are given what they have not', async (_name, schemas, without) => {
    const { client, added } = clientWith(schemas, { without });
    await ensureLedgerIndices(client, INDICES);
    expect(added).toEqual([{ index: INDICES.actions, body: ACTIONS_INDEX.mappings }]);
  });

  it('may be created by another process in the same moment', async () => {
    const { client } = clientWith(
      {},
      {
        create: () => {
          throw responseError(400, typed('resource_already_exists_exception'));
        },
      }
    );
    await expect(ensureLedgerIndices(client, INDICES)).resolves.toBeUndefined();
  });

  it('of a newer version are not touched', async () => {
    const { client } = clientWith({
      [INDICES.actions]: SCHEMA_VERSION,
      [INDICES.endpoints]: SCHEMA_VERSION + 1,
    });
    await expect(ensureLedgerIndices(client, INDICES)).rejects.toMatchObject({
      code: 'indexer_newer_schema',
    });
  });

  it('of somebody else under our name are not touched', async () => {
    const { client } = clientWith({ [INDICES.actions]: 'none' });
    await expect(ensureLedgerIndices(client, INDICES)).rejects.toMatchObject({
      code: 'indexer_mapping',
    });
  });

  it('that may not be created are told as such', async () => {
    const { client } = clientWith(
      {},
      {
        create: () => {
          throw responseError(403, typed('security_exception'));
        },
      }
    );
    await expect(ensureLedgerIndices(client, INDICES)).rejects.toMatchObject({
      code: 'indexer_denied',
    });
  });
});
