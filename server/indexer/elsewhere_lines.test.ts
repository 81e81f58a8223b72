import type { ElsewhereDocument } from '../../common/ledger/elsewhere_document';
import type { EndpointKey } from '../../common/manager/endpoint';
import type { Evidence } from '../../common/state/evidence';
import { anAnswer, answers, minutes } from '../../test/builders/evidence';
import { fakeClient } from '../../test/fakes/opensearch';
import { elsewhereDocument } from '../evidence/elsewhere_documents';
import type { Write } from './document_store';
import { elsewhereIdOf, eventByIdentity } from './elsewhere_ids';
import { ElsewhereLedger } from './elsewhere_ledger';
import { ElsewhereLines } from './elsewhere_lines';

const VERSION = { seqNo: 1, primaryTerm: 1 };

describe('what was done outside this plugin', () => {
  const ENDPOINT = 'manager:wazuh-server/001' as EndpointKey;
  const aProbe = (identity: string, changes: Partial<Evidence> = {}) =>
    anAnswer('probe', { result: 'refused', reason: 'no_action' }, minutes(5), {
      own_clock: minutes(4),
      ...changes,
      identity,
    });
  const documentOf = (evidence: Evidence): ElsewhereDocument => {
    const [document] = elsewhereDocument(ENDPOINT, evidence, {});
    if (!document) throw new Error('the key is one');
    return document;
  };

  /** A ledger in memory. @param old as a version before stored them: each by the identity of its alert */
  function ledgerWith(...old: readonly Evidence[]) {
    const stored = new Map<string, ElsewhereDocument>();
    for (const evidence of old) {
      const document = { ...documentOf(evidence), event: eventByIdentity(evidence) };
      stored.set(elsewhereIdOf(document), document);
    }
    const write = ({ id, document, condition }: Write) => {
      if (condition === 'create' && stored.has(id)) return { result: 'conflict' as const };
      stored.set(id, document as ElsewhereDocument);
      return { result: 'written' as const, version: VERSION };
    };
    const client = fakeClient(() => ({
      responses: [
        {
          hits: {
            hits: Array.from(stored, ([id, source]) => ({ _id: id, _source: source, sort: [] })),
          },
        },
      ],
    }));
    const store = {
      writeAll: async (asked: readonly Write[]) => asked.map(write),
      write: async (asked: Write) => write(asked),
      readMany: async (places: ReadonlyArray<{ readonly id: string }>) =>
        new Map(
          places.flatMap(({ id }) => {
            const source = stored.get(id);
            return source ? [[id, { id, source, version: VERSION }]] : [];
          })
        ),
    };
    const reader = { read: (_kind: string, _id: string, source: unknown) => source };
    const indices = { actions: 'actions' } as never;
    const lines = new ElsewhereLines(client, indices, store as never, reader as never);
    const ledger = new ElsewhereLedger(indices, store as never, reader as never, lines, () => 0);
    return { ledger, rows: () => Array.from(stored.values()) };
  }

  it('is one row, however often the line of a readiness test or a refusal is sent again', async () => {
    const { ledger, rows } = ledgerWith();
    await ledger.record([documentOf(aProbe('a'))]);
    await ledger.record([documentOf(aProbe('b', { at: minutes(900) }))]);
    expect(rows().map(({ created_at: at }) => at)).toEqual([minutes(5)]);
  });

  it('is one row if an older version stored it by its alert: the same alert, and its line sent again', async () => {
    const { ledger, rows } = ledgerWith(aProbe('a'));
    await ledger.record([documentOf(aProbe('a'))]);
    await ledger.record([documentOf(aProbe('b', { at: minutes(900) }))]);
    expect(rows()).toHaveLength(1);
  });

  it('is one row if the line is one that a record has forgotten: an isolation sent again', async () => {
    const line = { own_clock: minutes(4), user: 'bob' };
    const { ledger, rows } = ledgerWith(anAnswer('isolate', answers.isolated, minutes(5), line));
    await ledger.record([documentOf(anAnswer('isolate', answers.isolated, minutes(900), line))]);
    expect(rows().map(({ created_at: at }) => at)).toEqual([minutes(5)]);
  });

  it.each([
    ['another second', { own_clock: minutes(3) }],
    ['another user', { user: 'bob' }],
    ['another name', { agent_name: 'B-SRV-01' }],
    ['no clock of its own', { own_clock: undefined }],
  ])('is a row of its own with %s', async (_, changes) => {
    const { ledger, rows } = ledgerWith(aProbe('a'));
    await ledger.record([documentOf(aProbe('b', changes))]);
    expect(rows()).toHaveLength(2);
  });

  it('is read anew with a word that is configured later, and never worse than before', async () => {
    const unread = anAnswer('isolate', answers.unrecognised, minutes(5));
    const { ledger, rows } = ledgerWith(unread);
    const results = () => rows().map(({ evidence }) => evidence[0]?.outcome.result);
    await ledger.reread([documentOf({ ...unread, outcome: answers.isolated })]);
    expect(results()).toEqual(['succeeded']);
    await ledger.reread([documentOf(unread)]);
    expect(results()).toEqual(['succeeded']);
    await ledger.reread([documentOf(anAnswer('isolate', answers.isolated, minutes(6)))]);
    expect(rows()).toHaveLength(1);
  });
});
