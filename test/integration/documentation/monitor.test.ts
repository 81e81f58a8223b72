import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Client } from '@opensearch-project/opensearch';
import { MINUTE, SECOND } from '../../../common/base/time';
import { asOffered } from '../../../lab/host/opensearch/clients';
import { projectRoot } from '../../../scripts/project_root';
import { actionIdOf } from '../../../server/indexer/action_ledger';
import { ensureLedgerIndices, ledgerIndicesOf } from '../../../server/indexer/ledger_indices';
import { ActionBuilder } from '../../builders/actions';
import {
  clientOf,
  describeOnOpenSearch,
  sharedOpenSearch,
  startTimeLimit,
  uniquePrefix,
} from '../store/stores';

/** The query of the monitor in the documentation, as Alerting sends it for a run that ends at a time. */
function monitorQuery(periodEnd: number): Record<string, unknown> {
  const page = readFileSync(join(projectRoot, 'docs', 'admin', 'ledger.md'), 'utf8');
  const [, monitor = ''] = /```json\n([^]*?)```/.exec(page) ?? [];
  const { query } = JSON.parse(monitor).inputs[0].search;
  return JSON.parse(JSON.stringify(query).replace(/\{\{period_end\}\}/g, String(periodEnd)));
}

describeOnOpenSearch('the monitor of the documentation', () => {
  const indices = ledgerIndicesOf(`${uniquePrefix()}ledger`);
  const now = Date.UTC(2026, 10, 24, 12);
  let client: Client;

  beforeAll(async () => {
    client = clientOf(await sharedOpenSearch());
    await ensureLedgerIndices(asOffered(client), indices);
    const sent = (n: number, at: number) =>
      new ActionBuilder('isolate').number(n).at(at).sending().dispatched();
    const actions = [
      sent(1, now - MINUTE)
        .unanswered()
        .build(),
      sent(2, now - MINUTE).build(),
      sent(3, now - 10 * MINUTE)
        .unanswered()
        .build(),
      new ActionBuilder('release')
        .number(4)
        .at(now - 30 * SECOND)
        .sending()
        .rejected()
        .build(),
    ];
    for (const action of actions) {
      await client.index({ index: indices.actions, id: actionIdOf(action), body: action });
    }
    await client.indices.refresh({ index: indices.actions });
  }, startTimeLimit);
  afterAll(() => client.close());

  it('finds what ended otherwise than wanted within its period, and nothing else', async () => {
    const { body } = await client.search({ index: indices.actions, body: monitorQuery(now) });
    const found = body.hits.hits.map(
      ({ _source: one }: { _source: Record<string, unknown> }) =>
        `${one.n} ${one.verb} ${one.status}`
    );
    expect(found.sort()).toEqual(['1 isolate unanswered', '4 release rejected']);
  });
});
