import fc from 'fast-check';
import { omit } from 'lodash';
import { giveUpWaiting, isPending, recover } from '../../common/action/action';
import { endpointKeyOf, parseEndpointKey } from '../../common/manager/endpoint';
import { changed, newEndpointDocument } from '../../common/ledger/endpoint_document';
import type { EndpointRecord } from '../../common/state/endpoint_record';
import { addTo, EMPTY_RECORD } from '../../common/state/endpoint_record';
import { stateOf } from '../../common/state/fold';
import { DAY } from '../../common/base/time';
import { READ_ANEW } from '../../common/action/settlement';
import { readLedgerDocument } from '../../server/indexer/ledger_documents';
import { ASKED_AT } from '../builders/actions';
import type { Addition } from '../builders/arbitrary_record';
import { additions } from '../builders/arbitrary_record';
import { anAnswer, answers, minutes } from '../builders/evidence';
import { anyLife, recorded } from './arbitrary_life';
import { runs } from '../runs';

const RUNS = { numRuns: runs(1000) };
const OUTCOMES = ['succeeded', 'refused', 'failed', 'partial', 'unrecognised'];
const anyTime = fc.integer({ min: -10, max: 400 }).map(minutes);

/** The record with all of it added, one after the other. */
function recordOf(added: readonly Addition[], to: EndpointRecord = EMPTY_RECORD): EndpointRecord {
  return added.reduce<EndpointRecord>(
    (known, { evidence, sent }) => addTo(known, evidence, sent),
    to
  );
}

describe('what a state says', () => {
  it('statement 5: without evidence nothing is isolated and nothing is released, whatever was sent', () => {
    fc.assert(
      fc.property(additions(6), anyTime, (added, now) => {
        const sent = added.flatMap((one) => one.sent);
        const record = addTo(
          EMPTY_RECORD,
          [],
          sent.map((action) => omit(action, 'found_open_at'))
        );
        const { status, proof } = stateOf(record, now);
        expect(['no_record', 'unknown']).toContain(status);
        expect(proof).toBeUndefined();
      }),
      RUNS
    );
  });

  it('statement 5: an unrecognised answer alone never shows an endpoint isolated or free', () => {
    fc.assert(
      fc.property(
        additions(6),
        fc.constantFrom('isolate' as const, 'release' as const),
        anyTime,
        (added, verb, now) => {
          const record = recordOf(added);
          const before = stateOf(record, now).status;
          const answer = anAnswer(verb, answers.unrecognised, minutes(500));
          const after = stateOf(addTo(record, [answer], []), now).status;
          if (after !== before) expect(after).toBe('unknown');
        }
      ),
      RUNS
    );
  });

  it('statement 6: every action is over once all its times are past, and has one outcome at most', () => {
    fc.assert(
      fc.property(anyLife, (doings) => {
        let action = recorded();
        for (const doing of doings) action = doing(action);
        const later = action.updated_at + DAY;
        action = recover(action, later) ?? action;
        // What a paused process sends late is waited for anew, and that ends as well.
        action = giveUpWaiting(action, later) ?? action;
        expect(isPending(action.status)).toBe(false);
        const outcomes = action.timeline.filter(
          ({ status, detail }) => OUTCOMES.includes(status) && detail?.code !== 'sent_late'
        );
        // A report that is read anew takes the place of what it said before: it's one outcome still.
        const anew = outcomes.filter(({ detail }) => detail?.code === READ_ANEW);
        expect(outcomes.length - anew.length).toBeLessThanOrEqual(1);
        if (action.outcome) expect(action.outcome).toEqual(action.evidence[0]?.outcome);
      }),
      RUNS
    );
  });

  it('statement 6: a repeated event changes no state, and after the last wait no time does', () => {
    fc.assert(
      fc.property(additions(8), anyTime, (added, now) => {
        const once = recordOf(added);
        expect(stateOf(recordOf(added, once), now)).toEqual(stateOf(once, now));
        expect(stateOf(once, minutes(1e6))).toEqual(stateOf(once, minutes(2e6)));
      }),
      RUNS
    );
  });

  it('statement 8: a projection that was stored says the same state, with no alert beside it', () => {
    const parts = parseEndpointKey('manager:wazuh-server/001');
    if (!parts) throw new Error('no key');
    const key = endpointKeyOf(parts.manager, parts.agent);
    fc.assert(
      fc.property(additions(8), anyTime, (added, now) => {
        const record = recordOf(added);
        const document = changed(newEndpointDocument(key, ASKED_AT), { record }, ASKED_AT);
        const read = readLedgerDocument('endpoint', key, JSON.parse(JSON.stringify(document)));
        if (read.is !== 'readable') throw new Error(`it is ${read.is}`);
        expect(stateOf(read.document.record, now)).toEqual(stateOf(record, now));
      }),
      RUNS
    );
  });
});
