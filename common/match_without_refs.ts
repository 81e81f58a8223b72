import type { EndpointRecord, SentAction } from './endpoint_record';
import { addTo } from './endpoint_record';
import type { Evidence } from './evidence';
import type { Whose } from './listed_names';
import { outcomeForAction } from './outcome';
import { isOwn } from './own_evidence';

/**
 * Matches evidence to actions when reference IDs are off (`wazuh_isolation.reference_in_user: false`). Each event belongs to the newest
 * action of its verb that was sent no later than the event. Of several events for one action, the earliest is its report; the others count
 * as done outside this plugin. This is a guess, which the page says, so it never decides an order. It is computed from the set, so that the
 * order of arrival does not matter.
 */
export function matchWithoutRefs(record: EndpointRecord): EndpointRecord {
  const answered = new Set(record.evidence.flatMap(({ action }) => (action ? [action.n] : [])));
  const evidence = record.evidence.map((event) => {
    const owner =
      event.action || !isOwn(record, event) ? undefined : ownerWithoutRef(event, record.sent);
    if (!owner || answered.has(owner.n)) return event;
    answered.add(owner.n);
    return answerTo(owner, event);
  });
  return {
    ...record,
    evidence,
    sent: record.sent.map((action) =>
      answered.has(action.n) ? { ...action, answered: true } : action
    ),
  };
}

/** Returns for each number the earliest event that belongs to that action: the one that settles it. */
export function answersWithoutRefs(record: EndpointRecord): Map<number, Evidence> {
  const answers = new Map<number, Evidence>();
  for (const event of matchWithoutRefs(record).evidence) {
    if (event.action && !answers.has(event.action.n)) answers.set(event.action.n, event);
  }
  return answers;
}

/**
 * Returns what further events show not to belong to any action of ours. An earlier report that arrives late can become an action's: then
 * the other one was outside this plugin, though it is known already.
 */
export function newElsewhereWithoutRefs(
  before: EndpointRecord,
  events: readonly Evidence[],
  whose: Whose | undefined = before.whose
): readonly Evidence[] {
  const known = new Set(elsewhereIn(before).map(({ identity }) => identity));
  const after = addTo({ ...before, whose }, events, []);
  const told = new Set([...before.evidence, ...after.evidence].map(({ identity }) => identity));
  // What can change no state is not in a record; where it can be the answer to one of ours, it is taken for that.
  const beside = events.filter(
    (event) =>
      !told.has(event.identity) && isOwn(after, event) && !ownerWithoutRef(event, before.sent)
  );
  return [...elsewhereIn(after).filter(({ identity }) => !known.has(identity)), ...beside];
}

function elsewhereIn(record: EndpointRecord): readonly Evidence[] {
  return matchWithoutRefs(record).evidence.filter((one) => !one.action && isOwn(record, one));
}

/** The action that an event without a ref belongs to; undefined: none of ours. */
export function ownerWithoutRef(
  event: Evidence,
  sent: readonly SentAction[]
): SentAction | undefined {
  return sent
    .filter(
      ({ verb, sending, sent_at }) =>
        verb === event.verb && sending !== 'not_sent' && sent_at <= event.at
    )
    .reduce<SentAction | undefined>(
      (newest, action) => (newest && newest.sent_at >= action.sent_at ? newest : action),
      undefined
    );
}

function answerTo({ n, verb, addresses }: SentAction, event: Evidence): Evidence {
  return verb === 'isolate'
    ? { ...event, action: { n, addresses }, outcome: outcomeForAction(event.outcome, addresses) }
    : { ...event, action: { n } };
}
