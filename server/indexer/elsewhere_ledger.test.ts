import { createHash } from 'crypto';
import type { ElsewhereDocument } from '../../common/ledger/elsewhere_document';
import { SCHEMA_VERSION } from '../../common/ledger/endpoint_document';
import { countOf, MOST_LISTED_AN_HOUR } from '../../common/ledger/not_listed_document';
import type { NotListedDocument } from '../../common/ledger/not_listed_document';
import { HOUR, SECOND } from '../../common/base/time';
import { anAnswer, answers, minutes } from '../../test/builders/evidence';
import type { DocumentStore, Write, WriteResult } from './document_store';
import { ElsewhereLedger } from './elsewhere_ledger';
import { LedgerReader } from './ledger_reader';

const INDICES = { actions: 'actions', endpoints: 'endpoints' };

function reported(count: number, from = minutes(0), endpoint = '001'): ElsewhereDocument[] {
  return Array.from({ length: count }, (_, i) => {
    const evidence = anAnswer('release', answers.released, from + i * SECOND);
    return {
      schema_version: SCHEMA_VERSION,
      kind: 'elsewhere',
      status: 'elsewhere',
      endpoint: `manager:wazuh-server/${endpoint}`,
      n: 0,
      event: createHash('sha256').update(evidence.identity).digest('hex').slice(0, 32),
      manager: 'manager:wazuh-server',
      agent: { id: endpoint, name: 'FIN-WS-01' },
      verb: 'release',
      user: 'alice',
      created_at: evidence.at,
      evidence: [evidence],
    };
  });
}

/** Documents in memory, with conditional writes, which several processes share. */
class SharedStore {
  readonly documents = new Map<string, { readonly source: object; readonly seqNo: number }>();
  private seqNo = 0;
  /** Somebody else's work before the next write of a count. */
  meanwhile: (() => Promise<void>) | undefined;

  process(): ElsewhereLedger {
    const store = {
      readMany: async (ids: ReadonlyArray<{ readonly id: string }>) =>
        new Map(
          ids.flatMap(({ id }) => {
            const found = this.documents.get(id);
            const version = { seqNo: found?.seqNo ?? 0, primaryTerm: 1 };
            return found ? [[id, { id, source: found.source, version }]] : [];
          })
        ),
      writeAll: async (writes: readonly Write[]) => {
        const isCount = writes.some(({ id }) => id.includes(':not_listed:'));
        const { meanwhile } = this;
        if (isCount && meanwhile) {
          this.meanwhile = undefined;
          await meanwhile();
        }
        return writes.map((write) => this.write(write));
      },
    };
    const reader = new LedgerReader(
      () => 0,
      ({ id }) => {
        throw new Error(`unreadable ${id}`);
      }
    );
    // Each of them is of a line of its own.
    const lines = { withoutKnown: async (all: readonly ElsewhereDocument[]) => all } as never;
    return new ElsewhereLedger(INDICES, store as unknown as DocumentStore, reader, lines, () => 0);
  }

  rows(): number {
    return Array.from(this.documents.keys()).filter((id) => id.includes(':e:')).length;
  }

  counted(): number {
    const counts = Array.from(this.documents.entries()).flatMap(([id, { source }]) =>
      id.includes(':not_listed:') ? [countOf(source as NotListedDocument).count] : []
    );
    return counts.reduce((sum, count) => sum + count, 0);
  }

  private write({ id, document, condition }: Write): WriteResult {
    const known = this.documents.get(id);
    const expected = condition === 'create' ? undefined : condition.seqNo;
    if (known?.seqNo !== expected) return { result: 'conflict' };
    this.seqNo += 1;
    this.documents.set(id, { source: document, seqNo: this.seqNo });
    return { result: 'written', version: { seqNo: this.seqNo, primaryTerm: 1 } };
  }
}

describe('what was done outside this plugin', () => {
  it('is listed one by one, without another document, where it is little', async () => {
    const store = new SharedStore();
    const ledger = store.process();
    for (const one of reported(8)) await ledger.record([one]);
    expect(store.documents.size).toBe(8);
  });

  it('takes a bounded number of rows of an endpoint and hour, and the rest is counted', async () => {
    const store = new SharedStore();
    const ledger = store.process();
    const events = reported(1200);
    for (let at = 0; at < events.length; at += 100) await ledger.record(events.slice(at, at + 100));
    expect(store.rows()).toBe(MOST_LISTED_AN_HOUR);
    expect(store.counted()).toBeGreaterThan(900);
    expect(store.documents.size).toBe(MOST_LISTED_AN_HOUR + 1);
  });

  it('takes as many again in the next hour, and of another endpoint', async () => {
    const store = new SharedStore();
    const ledger = store.process();
    await ledger.record([
      ...reported(100),
      ...reported(100, minutes(0) + HOUR),
      ...reported(100, minutes(0), '002'),
    ]);
    expect(store.rows()).toBe(3 * MOST_LISTED_AN_HOUR);
    expect(store.counted()).toBe(150);
  });

  it('is bounded in small parts, too, which no process looks for others’ before', async () => {
    const store = new SharedStore();
    const ledger = store.process();
    for (const one of reported(200)) await ledger.record([one]);
    expect(store.rows()).toBe(MOST_LISTED_AN_HOUR);
    expect(store.counted()).toBe(150);
  });

  it('is counted once by two processes that read the same, and by one that starts again', async () => {
    const store = new SharedStore();
    const [one, other] = [store.process(), store.process()];
    const events = reported(180);
    for (let at = 0; at < events.length; at += 45) {
      await Promise.all([
        one.record(events.slice(at, at + 45)),
        other.record(events.slice(at, at + 45)),
      ]);
    }
    await store.process().record(events);
    expect(store.rows()).toBe(MOST_LISTED_AN_HOUR);
    expect(store.counted()).toBe(130);
  });

  it('loses nothing where somebody else counts at the same moment', async () => {
    const store = new SharedStore();
    const events = reported(160);
    await store.process().record(events.slice(0, 80));
    store.meanwhile = () => store.process().record(events.slice(80, 120));
    await store.process().record(events.slice(120));
    expect(store.rows()).toBe(MOST_LISTED_AN_HOUR);
    expect(store.counted()).toBe(110);
  });
});
