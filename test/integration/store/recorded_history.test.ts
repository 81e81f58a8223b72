import type { OpenSearchClient } from 'opensearch-dashboards/server';
import type { ActionDocument } from '../../../common/action/action';
import { actionIdOf } from '../../../server/indexer/action_ledger';
import { Ledger } from '../../../server/indexer/ledger';
import { ledgerIndicesOf } from '../../../server/indexer/ledger_indices';
import { ActionBuilder } from '../../builders/actions';
import { aProbe } from '../../builders/probes';
import { describeOnBothStores } from './both_stores';

jest.setTimeout(60_000);

const ENDPOINT = 'manager:wazuh-server/001';
/** More than two pages of it. */
const ACTIONS = 620;
const PROBES = 520;

const anAction = (n: number): ActionDocument => ({ ...new ActionBuilder().build(), n });
const refOf = (number: number) => `r${String(number).padStart(7, '0')}`;

describeOnBothStores('all that the ledger has recorded', (store) => {
  it('is read page by page, each document once, whatever a page ends with', async () => {
    const client = store.client as unknown as OpenSearchClient;
    const indices = ledgerIndicesOf(store.index());
    const unreadable: string[] = [];
    const ledger = new Ledger(client, indices, Date.now, ({ id }) => unreadable.push(id));
    await ledger.ensure();
    const actions = Array.from({ length: ACTIONS }, (_, i) => anAction(i + 1));
    const probes = Array.from({ length: PROBES }, (_, i) =>
      aProbe('dispatched', { ref: refOf(i), event: refOf(i) })
    );
    const { body } = await store.client.bulk({
      refresh: true,
      body: [
        ...actions.flatMap((action) => [
          { create: { _index: indices.actions, _id: actionIdOf(action) } },
          action,
        ]),
        ...probes.flatMap((probe) => [
          { create: { _index: indices.actions, _id: `${ENDPOINT}:p:${probe.ref}` } },
          probe,
        ]),
      ],
    });
    expect(body.errors).toBe(false);
    const read: string[] = [];
    await ledger.recorded.eachPage(async (documents) => {
      read.push(...documents.map((one) => `${one.kind} ${one.kind === 'probe' ? one.ref : one.n}`));
    });
    expect(unreadable).toEqual([]);
    expect(read).toEqual([
      ...actions.map(({ n }) => `action ${n}`),
      ...probes.map(({ ref }) => `probe ${ref}`),
    ]);
  });
});
