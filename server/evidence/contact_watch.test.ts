import { ActionBuilder, ASKED_AT } from '../../test/builders/actions';
import { agentId, anAgent } from '../../test/builders/agents';
import { anAnswer, answers } from '../../test/builders/evidence';
import { managersListing } from '../../test/builders/people';
import { anIdentity } from '../../test/builders/managers';
import type { ActionDocument } from '../../common/action/action';
import { sentActionOf } from '../../common/action/action';
import type { AgentRow } from '../../common/manager/agent';
import { endpointKeyOf, managerIdOf } from '../../common/manager/endpoint';
import type { EndpointDocument } from '../../common/ledger/endpoint_document';
import { changed, newEndpointDocument } from '../../common/ledger/endpoint_document';
import { addTo, EMPTY_RECORD } from '../../common/state/endpoint_record';
import { MINUTE, SECOND } from '../../common/base/time';
import { ContactWatch } from './contact_watch';

const MANAGER = managerIdOf('manager', 'wazuh-server');
if (!MANAGER) throw new Error('no manager');
const KEY = endpointKeyOf(MANAGER, agentId('001'));

/** An endpoint that our action number 1 isolated, confirmed at `ASKED_AT`. */
function isolated(): { readonly action: ActionDocument; readonly document: EndpointDocument } {
  const evidence = anAnswer('isolate', answers.isolated, ASKED_AT, { action: { n: 1 } });
  const action = new ActionBuilder().sending().dispatched().settledBy(evidence).build();
  const sent = sentActionOf(action);
  const record = addTo(EMPTY_RECORD, [evidence], sent ? [sent] : []);
  return {
    action,
    document: changed(newEndpointDocument(KEY, ASKED_AT), { record, last_n: 1 }, ASKED_AT),
  };
}

function watching(
  document: EndpointDocument,
  action: ActionDocument,
  rows: () => readonly AgentRow[] | 'down'
) {
  let now = ASKED_AT;
  let stored = action;
  const lost: ActionDocument[] = [];
  const failures: unknown[] = [];
  let asked = 0;
  const watch = new ContactWatch({
    rows: { note: () => undefined },
    listed: { note: () => undefined },
    endpoints: { attentionSearch: () => ({ index: 'x', body: {} }), documentsIn: () => [document] },
    actions: {
      readById: async ([id = '']: readonly string[]) =>
        new Map([[id, { id, action: stored, version: { seqNo: 0, primaryTerm: 1 } }]]),
      updateMany: async ([one]: Array<{ step: (was: ActionDocument) => ActionDocument }>) => {
        const becomes = one ? one.step(stored) : stored;
        const written = becomes === stored ? [] : [{ id: '', action: becomes }];
        stored = becomes;
        return { written };
      },
    },
    managers: {
      hosts: async () => [],
      open: async (hostId: string) => {
        asked += 1;
        return managersListing(rows()).open(hostId);
      },
    },
    directory: { hostsByManager: async () => new Map([[MANAGER, anIdentity()]]) },
    settings: { references: 'on' },
    now: () => now,
    onLost: (one: ActionDocument) => lost.push(one),
    onFailure: (error: unknown) => failures.push(error),
  } as never);
  return {
    watch,
    lost,
    failures,
    asked: () => asked,
    stored: () => stored,
    round: async (at: number) => {
      now = at;
      if (watch.searchDue()) await watch.take({ hits: [], total: 0, aggregations: undefined });
    },
  };
}

const heardAt = (at: number) => anAgent({ last_keep_alive: at });

describe('the watch over isolated endpoints', () => {
  it('knows when each was last heard of, and writes nothing while it is', async () => {
    const { action, document } = isolated();
    let row = heardAt(ASKED_AT);
    const { watch, round, lost } = watching(document, action, () => [row]);
    await round(ASKED_AT + 30 * SECOND);
    row = heardAt(ASKED_AT + 55 * SECOND);
    await round(ASKED_AT + MINUTE);
    expect(watch.of(KEY)).toEqual({ at: ASKED_AT + MINUTE, row });
    expect(lost).toEqual([]);
  });

  it('writes into the action that isolated it when it is not heard of any more, once', async () => {
    const { action, document } = isolated();
    const { round, lost, stored } = watching(document, action, () => [heardAt(ASKED_AT)]);
    await round(ASKED_AT + 2 * MINUTE);
    await round(ASKED_AT + 3 * MINUTE);
    expect(lost).toHaveLength(1);
    expect(stored()).toMatchObject({ contact_lost_at: ASKED_AT + 2 * MINUTE, status: 'succeeded' });
    expect(stored().timeline).toEqual(action.timeline);
  });

  it('does not open again what somebody closed', async () => {
    const { action, document } = isolated();
    const closed = { at: ASKED_AT, by: 'bob', reason: 'Laptop is in the safe.' };
    const { round, lost } = watching(document, { ...action, attention_closed: closed }, () => [
      heardAt(ASKED_AT),
    ]);
    await round(ASKED_AT + 2 * MINUTE);
    expect(lost).toEqual([]);
  });

  it('asks each manager once in half a minute at most', async () => {
    const { action, document } = isolated();
    const { round, asked } = watching(document, action, () => [heardAt(ASKED_AT)]);
    for (let second = 0; second < 60; second++) await round(ASKED_AT + second * SECOND);
    expect(asked()).toBe(2);
  });

  it('says that a manager cannot be asked, and goes on with the next round', async () => {
    const { action, document } = isolated();
    let rows: readonly AgentRow[] | 'down' = 'down';
    const { round, failures, watch } = watching(document, action, () => rows);
    await round(ASKED_AT + 30 * SECOND);
    expect(failures).toHaveLength(1);
    rows = [heardAt(ASKED_AT)];
    await round(ASKED_AT + MINUTE);
    expect(watch.of(KEY)?.row).toBeDefined();
  });
});
