import type { ActionDocument } from '../../common/action/action';
import { settle } from '../../common/action/settlement';
import type { ElsewhereDocument } from '../../common/ledger/elsewhere_document';
import type { KnownHost } from '../../common/attribution/attribution';
import { newEndpointDocument } from '../../common/ledger/endpoint_document';
import type { EndpointDocument } from '../../common/ledger/endpoint_document';
import type { EndpointKey } from '../../common/manager/endpoint';
import { addTo } from '../../common/state/endpoint_record';
import { evidenceOf } from '../../common/state/evidence';
import type { Outcome } from '../../common/program/outcome';
import { HOUR, MINUTE, SECOND } from '../../common/base/time';
import { ActionBuilder, ASKED_AT } from '../../test/builders/actions';
import { anEvent } from '../../test/builders/events';
import { actionIdOf } from '../indexer/action_ledger';
import type { EndpointUpdate } from '../indexer/endpoint_ledger';
import type { IngestDependencies } from './ingest_events';
import { ingestEvents } from './ingest_events';

const HOSTS: readonly KnownHost[] = [
  {
    identity: {
      host_id: 'lab',
      cluster: 'off',
      hostname: 'wazuh-server',
      own_agent_name: 'wazuh-server',
      nodes: [],
      version: 'v4.12.0',
      clock_difference: 0,
      seen_at: ASKED_AT,
    },
    aliases: [],
  },
];

/** A ledger in memory, of which one action was sent and none has an answer. */
function ledgerWithOneIsolate(references: 'on' | 'off') {
  const documents = new Map<EndpointKey, EndpointDocument>();
  const elsewhere: ElsewhereDocument[] = [];
  const reread: ElsewhereDocument[] = [];
  let action: ActionDocument = new ActionBuilder().sending().dispatched().build();
  const documentOf = (key: EndpointKey) => {
    const known = documents.get(key);
    if (known) return known;
    const document = newEndpointDocument(key, ASKED_AT);
    const sent = {
      n: 1,
      verb: 'isolate' as const,
      ref: 'k7m2q9xd',
      sent_at: ASKED_AT,
      waits_until: ASKED_AT + 5 * MINUTE,
      sending: 'dispatched' as const,
      addresses: 1,
      answered: false,
    };
    const whose = { listed: [{ name: 'FIN-WS-01', last_at: ASKED_AT }], places: [] };
    return { ...document, record: { ...addTo(document.record, [], [sent]), whose } };
  };
  const dependencies = {
    actions: {
      findByRef: async () => new Map(),
      readActions: async (_: string, numbers: readonly number[]) =>
        new Map(numbers.map((n) => [n, { id: 'a', action }])),
      updateMany: async (
        steps: ReadonlyArray<{ step: (was: ActionDocument) => ActionDocument }>
      ) => {
        const written = steps.flatMap(({ step }) => {
          const before = action;
          action = step(before);
          return action === before ? [] : [{ id: 'a', action }];
        });
        return { written, unchanged: written.length > 0 ? [] : [{ id: 'a', action }] };
      },
    },
    elsewhere: {
      reread: async (more: readonly ElsewhereDocument[]) => void reread.push(...more),
      record: async (more: readonly ElsewhereDocument[]) => {
        // What is there already stays as it is.
        for (const one of more) {
          if (!elsewhere.some(({ event }) => event === one.event)) elsewhere.push(one);
        }
      },
    },
    probes: { readById: async () => new Map(), updateAll: async () => undefined },
    endpoints: {
      readMany: async (keys: readonly EndpointKey[]) =>
        new Map(keys.map((key) => [key, documentOf(key)])),
      update: async (updates: ReadonlyMap<EndpointKey, EndpointUpdate>) => {
        updates.forEach((update, key) => void documents.set(key, update(documentOf(key))));
        return documents;
      },
    },
    references,
    now: () => ASKED_AT + MINUTE,
    onSettled: () => undefined,
    onUnowned: () => undefined,
  } as unknown as IngestDependencies;
  return {
    /** @param seconds after the sending, of each event */
    take: (...seconds: readonly number[]) =>
      ingestEvents(
        seconds.map((after) =>
          anEvent({
            identity: `wazuh-server|001|${after}`,
            at: ASKED_AT + after * SECOND,
            ownClock: ASKED_AT + after * SECOND,
            ref: undefined,
          })
        ),
        HOSTS,
        dependencies
      ),
    /** Takes in one line of the endpoint's log, which is sent again. @param seconds after the sending, of each decoding */
    takeLine: (...seconds: readonly number[]) =>
      ingestEvents(
        seconds.map((after) =>
          anEvent({
            identity: `wazuh-server|001|line ${after}`,
            at: ASKED_AT + after * SECOND,
            ownClock: ASKED_AT - MINUTE,
            ref: undefined,
          })
        ),
        HOSTS,
        dependencies
      ),
    /** Takes in refusals that change no state. @param seconds after the sending, of each */
    takeRefused: (...seconds: readonly number[]) =>
      ingestEvents(
        seconds.map((after) =>
          anEvent({
            identity: `wazuh-server|001|${after}`,
            at: ASKED_AT + after * SECOND,
            ownClock: ASKED_AT + after * SECOND,
            ref: undefined,
            outcome: { result: 'refused', reason: 'invalid_address' },
          })
        ),
        HOSTS,
        dependencies
      ),
    /** Takes in one report of long ago, as it is read with the words of now. */
    takeRead: (outcome: Outcome) =>
      ingestEvents(
        [anEvent({ at: ASKED_AT - HOUR, ownClock: ASKED_AT - HOUR, ref: undefined, outcome })],
        HOSTS,
        dependencies
      ),
    reread: () => reread.map(({ evidence }) => evidence[0]?.outcome.result),
    settled: () => action,
    elsewhere: () => elsewhere.map(({ created_at }) => (created_at - ASKED_AT) / SECOND),
  };
}

/** Folds a report that was matched while its action was being sent, if others have written by then. */
async function projectedBehind(now: ActionDocument, isKnown: boolean) {
  const event = anEvent();
  const found = new ActionBuilder().sending().build();
  const endpoint = found.endpoint as EndpointKey;
  const id = actionIdOf(found);
  let document = newEndpointDocument(endpoint, ASKED_AT);
  const dependencies = {
    actions: {
      findByRef: async () => new Map([[`${endpoint}#${found.ref}`, { id, action: found }]]),
      updateMany: async (steps: ReadonlyArray<{ step: (was: ActionDocument) => ActionDocument }>) =>
        isKnown
          ? { written: [], unchanged: [{ id, action: now }] }
          : { written: steps.map(({ step }) => ({ id, action: step(now) })), unchanged: [] },
    },
    elsewhere: { record: async () => undefined, reread: async () => undefined },
    probes: { readById: async () => new Map(), updateAll: async () => undefined },
    endpoints: {
      readMany: async () => new Map([[endpoint, document]]),
      update: async (updates: ReadonlyMap<EndpointKey, EndpointUpdate>) => {
        updates.forEach((update) => void (document = update(document)));
        return new Map([[endpoint, document]]);
      },
    },
    references: 'on',
    now: () => ASKED_AT + MINUTE,
    onSettled: () => undefined,
    onUnowned: () => undefined,
  } as unknown as IngestDependencies;
  await ingestEvents([event], HOSTS, dependencies);
  return document.record.sent;
}

describe('the answer to an action that was matched while it was being sent', () => {
  const dispatched = new ActionBuilder().sending().dispatched();

  it('is projected with what stands in the ledger by then: what is said of a sending is never taken back', async () => {
    const sent = await projectedBehind(dispatched.build(), false);
    expect(sent).toEqual([
      expect.objectContaining({ n: 1, sending: 'dispatched', answered: true }),
    ]);
  });

  it('also where another process had settled it', async () => {
    const settled = settle(dispatched.build(), evidenceOf(anEvent(), ASKED_AT), ASKED_AT + MINUTE);
    const sent = await projectedBehind(settled, true);
    expect(sent).toEqual([
      expect.objectContaining({ n: 1, sending: 'dispatched', answered: true }),
    ]);
  });
});

describe('an event without a reference', () => {
  it('was done elsewhere where references are on', async () => {
    const { take, elsewhere } = ledgerWithOneIsolate('on');
    await take(5);
    expect(elsewhere()).toEqual([5]);
  });

  it('is the answer to our action where they are off, and a later one was done elsewhere', async () => {
    const { take, elsewhere } = ledgerWithOneIsolate('off');
    await take(5, 30);
    expect(elsewhere()).toEqual([30]);
    await take(5, 30);
    expect(elsewhere()).toEqual([30]);
  });

  it('is found to be done elsewhere when an earlier one comes late', async () => {
    const { take, elsewhere } = ledgerWithOneIsolate('off');
    await take(30);
    expect(elsewhere()).toEqual([]);
    await take(5);
    expect(elsewhere()).toEqual([30]);
  });

  it.each([[[5], [30]], [[30], [5]], [[5, 30]]])(
    'settles its action with the earliest where references are off, in whatever order they come: %j, %j',
    async (...batches) => {
      const { take, settled } = ledgerWithOneIsolate('off');
      for (const batch of batches) await take(...(batch ?? []));
      expect(settled().status).toBe('succeeded');
      expect(settled().evidence.map(({ at }) => (at - ASKED_AT) / SECOND)).toEqual([5]);
    }
  );

  it('settles its action as a refusal, too, and a later refusal was done elsewhere', async () => {
    const { takeRefused, settled, elsewhere } = ledgerWithOneIsolate('off');
    await takeRefused(5);
    expect(settled()).toMatchObject({ status: 'refused', outcome: { reason: 'invalid_address' } });
    expect(elsewhere()).toEqual([]);
    await takeRefused(5, 30);
    expect(elsewhere()).toEqual([30]);
  });

  it('that was refused and gives way to an earlier refusal is listed as done elsewhere', async () => {
    const { takeRefused, settled, elsewhere } = ledgerWithOneIsolate('off');
    await takeRefused(30);
    expect(settled().evidence.map(({ at }) => (at - ASKED_AT) / SECOND)).toEqual([30]);
    await takeRefused(5);
    expect(settled().evidence.map(({ at }) => (at - ASKED_AT) / SECOND)).toEqual([5]);
    expect(elsewhere()).toEqual([30]);
  });

  it('that was refused behind the refusal that settled our action is listed as done elsewhere', async () => {
    const { takeRefused, elsewhere } = ledgerWithOneIsolate('off');
    await takeRefused(5);
    await takeRefused(30);
    expect(elsewhere()).toEqual([30]);
  });

  it('that was refused before our action was done elsewhere', async () => {
    const { takeRefused, settled, elsewhere } = ledgerWithOneIsolate('off');
    await takeRefused(-60);
    expect(settled().status).toBe('dispatched');
    expect(elsewhere()).toEqual([-60]);
  });

  it.each(['on', 'off'] as const)(
    'is listed once, however often its line is sent again: references %s',
    async (references) => {
      const { takeLine, elsewhere, settled } = ledgerWithOneIsolate(references);
      await takeLine(-60);
      expect(elsewhere()).toEqual([-60]);
      await takeLine(-30, 3600, 3601);
      await takeLine(-60, 7200);
      expect(elsewhere()).toEqual([-60]);
      // It was written before our action, and is no report of it.
      expect(settled().status).toBe('dispatched');
    }
  );

  it('is listed once, too, if its line and those sent again are read at once', async () => {
    const { takeLine, elsewhere } = ledgerWithOneIsolate('on');
    await takeLine(3600, -60, -30);
    expect(elsewhere()).toEqual([-60]);
  });

  it.each(['on', 'off'] as const)(
    'is read anew in the history as in the state, if a word is configured later: references %s',
    async (references) => {
      const { takeRead, reread, elsewhere } = ledgerWithOneIsolate(references);
      await takeRead({ result: 'unrecognised' });
      expect(elsewhere()).toHaveLength(1);
      await takeRead({ result: 'unrecognised' });
      expect(reread()).toEqual([]);
      await takeRead({ result: 'succeeded', addresses: 1, deleted_rules: 412 });
      expect(reread()).toEqual(['succeeded']);
      // A word that was taken out again takes nothing back.
      await takeRead({ result: 'unrecognised' });
      expect(reread()).toEqual(['succeeded']);
      expect(elsewhere()).toHaveLength(1);
    }
  );

  it('was done elsewhere where it came before our action', async () => {
    const { take, elsewhere } = ledgerWithOneIsolate('off');
    await take(-60);
    expect(elsewhere()).toEqual([-60]);
  });
});
