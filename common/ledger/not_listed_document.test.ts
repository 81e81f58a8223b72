import { createHash } from 'crypto';
import fc from 'fast-check';
import { anAnswer, answers, minutes } from '../../test/builders/evidence';
import type { ElsewhereDocument } from './elsewhere_document';
import type { Evidence } from '../state/evidence';
import { SCHEMA_VERSION } from './endpoint_document';
import type { NotListedDocument } from './not_listed_document';
import { countOf, MOST_LISTED_AN_HOUR, withinAnHour } from './not_listed_document';
import { readyAtOf, recordOf } from './recorded_document';
import { HOUR, SECOND } from '../base/time';
import { runs } from '../../test/runs';

const WRITTEN = { schemaVersion: SCHEMA_VERSION, at: minutes(60) };

function documentOf(evidence: Evidence): ElsewhereDocument {
  return {
    schema_version: SCHEMA_VERSION,
    kind: 'elsewhere',
    status: 'elsewhere',
    endpoint: 'manager:wazuh-server/001',
    n: 0,
    event: createHash('sha256').update(evidence.identity).digest('hex').slice(0, 32),
    manager: 'manager:wazuh-server',
    agent: { id: '001', name: evidence.agent_name },
    verb: evidence.verb,
    user: evidence.user,
    created_at: evidence.at,
    evidence: [evidence],
  };
}

/** An hour of one endpoint, as any number of processes write it, each a part at a time. */
class WrittenHour {
  readonly listed = new Map<string, ElsewhereDocument>();
  notListed: NotListedDocument | undefined;

  write(events: readonly ElsewhereDocument[]): this {
    const { list, document } = withinAnHour(
      this.notListed,
      new Set(this.listed.keys()),
      events,
      WRITTEN
    );
    list.forEach((one) => this.listed.set(one.event, one));
    this.notListed = document ?? this.notListed;
    return this;
  }

  documents() {
    return [...this.listed.values(), ...(this.notListed ? [this.notListed] : [])];
  }
}

const flood = (count: number) =>
  Array.from({ length: count }, (_, i) =>
    documentOf(anAnswer('isolate', answers.isolated, minutes(0) + (i * HOUR) / (count + 1)))
  );

/** Reports of one hour, of which any can decide, confirm readiness or say nothing. */
const reports = fc
  .array(
    fc.record({
      verb: fc.constantFrom('isolate' as const, 'release' as const, 'probe' as const),
      answer: fc.constantFrom(...Object.values(answers)),
      second: fc.integer({ min: 0, max: 3500 }),
      behind: fc.integer({ min: 0, max: 3 }),
      name: fc.constantFrom('FIN-WS-01', 'FIN-WS-02'),
    }),
    { minLength: 40, maxLength: 180 }
  )
  .map((list) =>
    list.map(({ verb, answer, second, behind, name }) => {
      const at = minutes(0) + second * SECOND;
      const clock = { own_clock: at - behind * 600 * SECOND, agent_name: name };
      return documentOf(anAnswer(verb, answer, at, clock));
    })
  );

describe('reports outside this plugin within one hour', () => {
  it('are all listed as long as they are few', () => {
    const hour = new WrittenHour().write(flood(MOST_LISTED_AN_HOUR));
    expect(hour.listed.size).toBe(MOST_LISTED_AN_HOUR);
    expect(hour.notListed).toBeUndefined();
  });

  it('are listed up to a number, the earliest first, and the rest is counted', () => {
    const events = flood(200);
    const hour = new WrittenHour().write(events);
    expect(Array.from(hour.listed.values())).toEqual(events.slice(0, MOST_LISTED_AN_HOUR));
    expect(hour.notListed && countOf(hour.notListed)).toEqual({ count: 150, is: 'exact' });
    expect(hour.notListed?.created_at).toBe(events[MOST_LISTED_AN_HOUR]?.created_at);
  });

  it('are counted once each, however often and in whatever parts they are read', () => {
    const events = flood(250);
    const hour = new WrittenHour();
    for (let at = 0; at < events.length; at += 30) hour.write(events.slice(at, at + 60));
    const once = hour.notListed;
    hour.write(events).write([...events].reverse());
    expect(hour.notListed).toBe(once);
    expect(once && countOf(once).count).toBe(200);
    expect(hour.listed.size).toBe(MOST_LISTED_AN_HOUR);
  });

  it('are counted about right, in a document of a bounded size, if they are 60,000', () => {
    const hour = new WrittenHour();
    const events = flood(60_000);
    for (let at = 0; at < events.length; at += 2000) hour.write(events.slice(at, at + 2000));
    const { count, is } = countOf(hour.notListed ?? fail());
    expect(is).toBe('estimated');
    expect(Math.abs(count / 59_950 - 1)).toBeLessThan(0.25);
    expect(JSON.stringify(hour.notListed).length).toBeLessThan(200_000);
  });

  it('make the same record as if all were listed, in any order and any parts', () => {
    const parts = reports.chain((list) =>
      fc.record({
        list: fc.constant(list),
        shuffled: fc.shuffledSubarray(list, { minLength: list.length }),
        size: fc.integer({ min: 1, max: 60 }),
      })
    );
    fc.assert(
      fc.property(parts, ({ list, shuffled, size }) => {
        const hour = new WrittenHour();
        for (let at = 0; at < shuffled.length; at += size) {
          hour.write(shuffled.slice(at, at + size));
        }
        expect(recordOf(hour.documents())).toEqual(recordOf(list));
        expect(readyAtOf(hour.documents())).toBe(readyAtOf(list));
        expect(hour.listed.size).toBeLessThanOrEqual(MOST_LISTED_AN_HOUR);
      }),
      { numRuns: runs(150), endOnFailure: true }
    );
  });
});

function fail(): never {
  throw new Error('nothing is counted');
}
