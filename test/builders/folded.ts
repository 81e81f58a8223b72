import { answers, aSentAction, minutes, theAnswerTo } from './evidence';
import type { EndpointRecord, SentAction } from '../../common/state/endpoint_record';
import { addTo, EMPTY_RECORD } from '../../common/state/endpoint_record';
import type { EndpointState } from '../../common/state/endpoint_state';
import type { Evidence } from '../../common/state/evidence';
import { openDoubts } from '../../common/state/doubt';
import { stateOf } from '../../common/state/fold';

export const isolate = aSentAction(1, 'isolate', minutes(0));

export const release = aSentAction(2, 'release', minutes(20));

export const isolated = theAnswerTo(isolate, answers.isolated);

export const released = theAnswerTo(release, answers.released);

export function stateAt(
  now: number,
  evidence: readonly Evidence[],
  sent: readonly SentAction[] = []
): EndpointState {
  return stateOf(addTo(EMPTY_RECORD, evidence, sent), now);
}

/** The earliest time after `now` at which a wait ends. */
export function nextChange(record: EndpointRecord, now: number): number | undefined {
  const ends = openDoubts(record).flatMap(({ waits_until }) =>
    waits_until > now ? [waits_until] : []
  );
  return ends.length === 0 ? undefined : Math.min(...ends);
}
