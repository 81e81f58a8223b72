import type { EndpointRecord, SentAction } from './endpoint_record';
import { isUnanswered } from './endpoint_record';
import type { Evidence } from './evidence';
import { isDecisive } from './outcome';
import { isOwn } from './own_evidence';
import { ranBefore } from './sending_order';
import { MINUTE } from './time';

/** After this time no command that was sent can still be on its way. */
const COMMAND_IS_OVER = 30 * MINUTE;
/** So soon after its sending an answer that is only guessed to be an action's says what the endpoint's own clock showed then. */
const PROMPT = 15 * MINUTE;

/** The doubts: sent or uncertain isolates and releases that nothing has answered or overtaken. */
export function openDoubts(record: EndpointRecord): SentAction[] {
  const unanswered = record.sent.filter(isUnanswered);
  if (unanswered.length === 0) return unanswered;
  const decisive = record.evidence.filter(
    (one) => isDecisive(one.verb, one.outcome) && isOwn(record, one)
  );
  const offset = largestOffset(record);
  return unanswered.filter(
    (doubt) => !decisive.some((evidence) => isOvertaken(doubt, evidence, record, offset))
  );
}

/**
 * Whether decisive evidence was given after the doubted command ran, if it ran at all. Of evidence with a ref its own command's
 * sending says when; of other evidence both clocks have to say so, since `timestamp` is the time of decoding, and a line can be
 * delivered hours late.
 */
function isOvertaken(
  doubt: SentAction,
  { action, at, own_clock }: Evidence,
  { sent }: EndpointRecord,
  offset: number | undefined
): boolean {
  if (action?.sent_at !== undefined) {
    const { n, sent_at } = action;
    return ranBefore(
      doubt,
      sent.find((one) => one.n === n) ?? { n, sent_at, sending: 'uncertain' }
    );
  }
  if (own_clock === undefined || offset === undefined) return false;
  const over = doubt.sent_at + COMMAND_IS_OVER;
  return at >= over && own_clock - offset >= over;
}

/** By how much the endpoint's own clock is ahead of ours at most, ms, by its answers to commands whose sending is known. */
function largestOffset({ evidence, sent }: EndpointRecord): number | undefined {
  const offsets = evidence.flatMap(({ action, at, own_clock }) => {
    if (!action || own_clock === undefined) return [];
    if (action.sent_at !== undefined) return [own_clock - action.sent_at];
    const guessed = sent.find(({ n, sending }) => n === action.n && sending !== 'not_sent');
    return guessed && at - guessed.sent_at <= PROMPT ? [own_clock - guessed.sent_at] : [];
  });
  return offsets.length === 0 ? undefined : Math.max(...offsets);
}
