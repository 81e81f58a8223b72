import { PROGRAMS } from '../../test/builders/programs';
import { fakeClient, responseError } from '../../test/fakes/opensearch';
import { NumberLedger } from '../indexer/number_ledger';
import { DocumentStore } from '../indexer/document_store';
import { LedgerReader } from '../indexer/ledger_reader';
import { ShardWatch } from '../indexer/shard_watch';
import { MINUTE } from '../../common/base/time';
import { checkAlertFields } from './check_alerts';
import { checkLedgerShards } from './check_ledger';

const SETTINGS = { pattern: 'wazuh-alerts-*', programs: PROGRAMS };
const check = (fields: object) =>
  checkAlertFields(
    fakeClient(() => ({ fields })),
    SETTINGS
  );

describe('the fields of the alerts', () => {
  it('are right with the types of the template, and where an index has none of them', async () => {
    const found = await check({
      'agent.id': { keyword: { type: 'keyword' }, unmapped: { type: 'unmapped' } },
      timestamp: { date: { type: 'date' } },
    });
    expect(found.code).toBe('alert_fields_right');
  });

  it('are named with their indices where one has another type, which finds nothing without a word', async () => {
    const found = await check({
      'data.origin.name': {
        keyword: { type: 'keyword', indices: ['wazuh-alerts-good'] },
        text: { type: 'text', indices: ['wazuh-alerts-bad'] },
      },
    });
    expect(found).toMatchObject({
      code: 'alert_fields_wrong',
      facts: { indices: 'wazuh-alerts-bad', fields: 'data.origin.name (text)' },
    });
  });

  it('are named by the pattern where all have the same wrong type', async () => {
    const found = await check({ 'agent.id': { text: { type: 'text' } } });
    expect(found.facts).toMatchObject({ indices: 'wazuh-alerts-*' });
  });

  it('cannot be told where the indexer refuses it', async () => {
    const refused = fakeClient(() => {
      throw responseError(403, { error: { type: 'security_exception' } });
    });
    await expect(checkAlertFields(refused, SETTINGS)).rejects.toMatchObject({
      message: expect.not.stringMatching(/ledger/i),
    });
  });
});

describe('the shards of the ledger', () => {
  const INDICES = { actions: 'ledger-actions', endpoints: 'ledger-endpoints' };

  it('are counted as missing from when that was noticed, until all are back', async () => {
    let now = 0;
    let shards = { total: 2, successful: 1, failed: 0 };
    const client = fakeClient(() => ({
      responses: [{ hits: { hits: [], total: { value: 0 } }, _shards: shards }],
    }));
    const watch = new ShardWatch(() => now);
    const store = new DocumentStore(client, async () => undefined);
    const reader = new LedgerReader(
      () => now,
      () => undefined
    );
    const numbers = new NumberLedger(client, INDICES, store, reader, () => now, watch);
    const ledger = { numbers, shards: watch };
    await checkLedgerShards(ledger, INDICES, now);
    now += 7 * MINUTE;
    expect(await checkLedgerShards(ledger, INDICES, now)).toMatchObject({
      code: 'ledger_shards_missing',
      facts: { minutes: 7 },
    });
    shards = { total: 2, successful: 2, failed: 0 };
    expect((await checkLedgerShards(ledger, INDICES, now)).code).toBe('ledger_shards_there');
  });
});
