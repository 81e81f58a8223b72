import fc from 'fast-check';
import { anAnswer, answers, aSentAction, minutes } from '../../test/builders/evidence';
import { harderHistories, histories } from '../../test/fold/arbitrary_history';
import type { Arrival } from '../../test/fold/history';
import { playAmongNamesakes } from '../../test/fold/namesakes';
import type { EndpointKey } from '../manager/endpoint';
import { endpointKeyOf, managerIdOf, parseAgentId } from '../manager/endpoint';
import type { EndpointDocument } from './endpoint_document';
import { changed, newEndpointDocument } from './endpoint_document';
import { addTo } from '../state/endpoint_record';
import { stateOf } from '../state/fold';
import { numberOf, storedNumber, takeOver } from './former_endpoint';
import { runs } from '../../test/runs';

const NOW = minutes(600);

function keyOf(kind: 'cluster' | 'manager', name: string): EndpointKey {
  const manager = managerIdOf(kind, name);
  const agent = parseAgentId('001');
  if (!manager || !agent) throw new Error('no key');
  return endpointKeyOf(manager, agent);
}

const ALONE = keyOf('manager', 'vm');
const CLUSTER = keyOf('cluster', 'soc');
const RENAMED = keyOf('cluster', 'emea');

function documentOf(key: EndpointKey, arrivals: ReadonlyArray<Pick<Arrival, 'evidence' | 'sent'>>) {
  return arrivals.reduce<EndpointDocument>(
    (document, { evidence, sent }) =>
      changed(document, { record: addTo(document.record, evidence, sent) }, NOW),
    newEndpointDocument(key, NOW)
  );
}

const isolated = (n: number, at: number) => ({
  evidence: [anAnswer('isolate', answers.isolated, at, { action: { n, sent_at: at - 5000 } })],
  sent: [aSentAction(n, 'isolate', at - 5000)],
});

describe('an endpoint that takes over what was recorded under a former name of its manager', () => {
  const former = documentOf(ALONE, [isolated(3, minutes(1))]);

  it('has its state, and finds its action where that is stored', () => {
    const heir = takeOver(newEndpointDocument(CLUSTER, NOW), former, NOW);
    expect(heir).toMatchObject({ settled_status: 'isolated', last_n: 0 });
    const action = heir.record.evidence[0]?.action;
    expect(storedNumber(heir, action?.n ?? 0)).toEqual({ endpoint: ALONE, n: 3 });
    expect(numberOf(heir, { endpoint: ALONE, n: 3 })).toBe(action?.n);
  });

  it('counts from one again, and what is done now follows what was done before', () => {
    const heir = takeOver(newEndpointDocument(CLUSTER, NOW), former, NOW);
    const later = minutes(60);
    const release = anAnswer('release', answers.released, later, {
      action: { n: 1, sent_at: later - 5000 },
    });
    const record = addTo(heir.record, [release], [aSentAction(1, 'release', later - 5000)]);
    expect(stateOf(record, NOW).status).toBe('not_isolated');
    expect(storedNumber(heir, 1)).toEqual({ endpoint: CLUSTER, n: 1 });
  });

  it('is unknown while a command of before is without an answer', () => {
    const doubted = documentOf(ALONE, [
      isolated(1, minutes(1)),
      { evidence: [], sent: [aSentAction(2, 'release', minutes(2))] },
    ]);
    const heir = takeOver(newEndpointDocument(CLUSTER, NOW), doubted, NOW);
    expect(stateOf(heir.record, NOW).status).toBe('unknown');
  });

  it('takes over again without a change, and what is learnt of it later', () => {
    const heir = takeOver(newEndpointDocument(CLUSTER, NOW), former, NOW);
    expect(takeOver(heir, former, NOW + 1)).toBe(heir);
    const more = changed(
      former,
      { record: addTo(former.record, [anAnswer('release', answers.released, minutes(9))], []) },
      NOW
    );
    expect(stateOf(takeOver(heir, more, NOW).record, NOW).status).toBe('not_isolated');
  });

  it('passes on what it took over itself, in whatever order', () => {
    const between = documentOf(CLUSTER, [isolated(1, minutes(30))]);
    const last = newEndpointDocument(RENAMED, NOW);
    const atOnce = takeOver(last, takeOver(between, former, NOW), NOW);
    const inTurn = takeOver(takeOver(last, between, NOW), takeOver(between, former, NOW), NOW);
    expect(inTurn).toEqual(atOnce);
    expect(atOnce.record.sent.map(({ n }) => storedNumber(atOnce, n))).toEqual([
      { endpoint: ALONE, n: 3 },
      { endpoint: CLUSTER, n: 1 },
    ]);
  });

  it('does not grow where its manager goes by a former name again', () => {
    const away = takeOver(documentOf(CLUSTER, [isolated(1, minutes(30))]), former, NOW);
    const back = takeOver(former, away, NOW);
    expect(back.record.sent.map(({ n }) => storedNumber(back, n))).toEqual([
      { endpoint: CLUSTER, n: 1 },
      { endpoint: ALONE, n: 3 },
    ]);
    const awayAgain = takeOver(away, back, NOW);
    expect(awayAgain).toBe(away);
    expect(takeOver(back, awayAgain, NOW)).toBe(back);
  });

  it('keeps that something was forgotten, and the most addresses that were ever allowed', () => {
    const { record } = former;
    const known = {
      ...former,
      record: { ...record, forgotten: true, max_addresses: 40, forgotten_doubts: { release: 7 } },
    };
    const heir = takeOver(newEndpointDocument(CLUSTER, NOW), known, NOW);
    expect(heir.record).toMatchObject({
      forgotten: true,
      max_addresses: 40,
      forgotten_doubts: { release: 7 },
    });
    expect(heir.record).not.toHaveProperty('forgotten_names');
  });
});

/** The same history, cut in two where the manager was renamed between the sending of two commands. */
function cutAt(arrivals: readonly Arrival[], last: number): readonly [Arrival[], Arrival[]] {
  const before = arrivals.map((one) => ({
    ...one,
    evidence: one.evidence.filter(({ action }) => action && action.n <= last),
    sent: one.sent.filter(({ n }) => n <= last),
  }));
  const after = arrivals.map((one) => ({
    ...one,
    evidence: one.evidence.flatMap((evidence) => {
      const { action } = evidence;
      if (!action) return [evidence];
      return action.n <= last ? [] : [{ ...evidence, action: { ...action, n: action.n - last } }];
    }),
    sent: one.sent.flatMap((sent) => (sent.n <= last ? [] : [{ ...sent, n: sent.n - last }])),
  }));
  return [before, after];
}

it('what is taken over in the middle of any history is as certain as it was, and no more', () => {
  fc.assert(
    fc.property(
      fc.oneof(histories(6), harderHistories(6)),
      fc.integer({ min: 0, max: 6 }),
      (history, last) => {
        const { arrivals } = playAmongNamesakes(history);
        const now = (arrivals[arrivals.length - 1]?.at ?? 0) + 1000 * 600;
        const whole = stateOf(documentOf(ALONE, arrivals).record, now);
        const [before, after] = cutAt(arrivals, last);
        const heir = takeOver(documentOf(CLUSTER, after), documentOf(ALONE, before), now);
        const { status, reasons, backup } = stateOf(heir.record, now);
        expect({ status, reasons, backup }).toEqual({
          status: whole.status,
          reasons: whole.reasons,
          backup: whole.backup,
        });
      }
    ),
    { numRuns: runs(500), seed: 20261124 }
  );
});
