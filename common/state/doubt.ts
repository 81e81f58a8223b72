import type { EndpointRecord, SentAction } from './endpoint_record';
import { isUnanswered } from './endpoint_record';
import type { Proof } from './endpoint_state';
import type { Evidence } from './evidence';
import { compareEvidence, isDecisiveEvidence, ownClockOf, timeOf } from './evidence';
import { isOwn } from './own_evidence';
import { withoutRepeats } from './repeated_report';
import type { SentCommand } from './sending_order';
import { ranBefore } from './sending_order';
import { MINUTE } from '../base/time';
import type { OwnClock } from './writing_time';
import { ownClockIn, PROMPT, writtenAfter } from './writing_time';

/** Time after which no command that was sent can still arrive. */
const COMMAND_IS_OVER = 30 * MINUTE;

/** The doubts: sent or uncertain isolates and releases that nothing has answered or overtaken. */
export function openDoubts(record: EndpointRecord): SentAction[] {
  const unanswered = record.sent.filter(isUnanswered);
  if (unanswered.length === 0) return unanswered;
  const isOvertaken = overtaking(record);
  return unanswered.filter((doubt) => !isOvertaken(doubt));
}

/**
 * True if a state is the same whether a doubted command ran or not: an isolation beside another of ours, which is proven. Isolated it
 * stays, whichever ran first.
 * @param proof of the state as it is apart from doubts; undefined where that is not certain
 */
export function isWithoutEffect(
  { verb }: SentAction,
  proof: Proof | undefined,
  { evidence }: EndpointRecord
): boolean {
  if (verb !== 'isolate' || proof?.status !== 'isolated') return false;
  const answer = evidence.find(({ identity }) => identity === proof.identity)?.action;
  return answer?.sent_at !== undefined;
}

/** The verbs of which a doubt is kept no longer that nothing has overtaken, as far as it is known. */
export function forgottenDoubts(record: EndpointRecord): Array<SentAction['verb']> {
  const { forgotten_doubts: forgotten } = record;
  if (!forgotten) return [];
  const isOvertaken = overtaking(record);
  return (['isolate', 'release'] as const).filter((verb) => {
    const sentAt = forgotten[verb];
    return sentAt !== undefined && !isOvertaken({ n: 0, sent_at: sentAt, sending: 'uncertain' });
  });
}

function overtaking(record: EndpointRecord): (doubt: SentCommand) => boolean {
  const ordered = [...record.evidence].sort(compareEvidence('by_manager'));
  const decisive = withoutRepeats(ordered).filter(
    (one) => isDecisiveEvidence(one) && isOwn(record, one)
  );
  const ownClock = ownClockIn(record);
  return (doubt) => decisive.some((evidence) => isOvertaken(doubt, evidence, record, ownClock));
}

/**
 * True if decisive evidence was reported after the doubted command ran, if it ran at all. For evidence with a reference ID, its own
 * command's sending says when; for other evidence both clocks have to say so, and that its own clock is what it usually is, since
 * `timestamp` is the time of decoding, a line can be delivered hours late, and a clock can be set.
 */
function isOvertaken(
  doubt: SentCommand,
  evidence: Evidence,
  { sent }: EndpointRecord,
  ownClock: OwnClock | undefined
): boolean {
  if (evidence.action?.sent_at !== undefined) {
    const { n, sent_at } = evidence.action;
    return ranBefore(
      doubt,
      sent.find((one) => one.n === n) ?? { n, sent_at, sending: 'uncertain' }
    );
  }
  // A manager's clock that is known to be wrong is no second one.
  if (evidence.at - timeOf(evidence) > PROMPT) return false;
  const own = ownClockOf(evidence);
  const written = writtenAfter(evidence, ownClock);
  if (own === undefined || written === undefined || !ownClock) return false;
  const time = timeOf(evidence);
  const over = doubt.sent_at + COMMAND_IS_OVER;
  return time >= over && written >= over && Math.abs(time - own - ownClock.usual) <= PROMPT;
}
