import type { EndpointRecord, SentAction } from './endpoint_record';
import { addTo } from './endpoint_record';
import type { Evidence } from './evidence';
import { compareStamps, compareTimes, timeOf } from './evidence';
import type { Whose } from './listed_names';
import { outcomeForAction } from '../program/outcome';
import { isOwn } from './own_evidence';
import { withoutRepeats } from './repeated_report';

/**
 * Matches evidence to actions when reference IDs are off (`wazuh_isolation.reference_in_user: false`). Each event belongs to the newest
 * action of its verb that was sent no later than the event. Of several events for one action, the earliest is its report; the others count
 * as done outside this plugin. This is a guess, which the page says, so it never decides an order. It is computed from the set, so that the
 * order of arrival does not matter.
 */
export function matchWithoutRefs(record: EndpointRecord): EndpointRecord {
  const answered = new Set(record.evidence.flatMap(({ action }) => (action ? [action.n] : [])));
  const said = new Set(withoutRepeats(record.evidence));
  const evidence = record.evidence.map((event) => {
    const owner =
      event.action || !said.has(event) || !isOwn(record, event)
        ? undefined
        : ownerWithoutRef(event, record.sent);
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

/**
 * Returns for each action that one of these events may belong to all that may, by number: the earliest is its report.
 * @param events those that were just read, also such as a record doesn't keep: a refusal that changed nothing is a report, too
 */
export function candidatesWithoutRefs(
  record: EndpointRecord,
  events: readonly Evidence[]
): Map<number, Evidence[]> {
  const kept = new Set(record.evidence.map(({ identity }) => identity));
  const all = [...record.evidence, ...events.filter(({ identity }) => !kept.has(identity))];
  // A line that is sent again is older than it looks, and no report of what was sent meanwhile.
  const firsts = withoutRepeats(all.sort(compareStamps('by_manager')));
  const said = new Set(firsts.map(({ identity }) => identity));
  const withRef = new Set(record.evidence.flatMap(({ action }) => (action ? [action.n] : [])));
  const ownersOf = (list: readonly Evidence[]) =>
    list.flatMap((event) => {
      const isReport = !event.action && said.has(event.identity) && isOwn(record, event);
      const owner = isReport ? ownerWithoutRef(event, record.sent) : undefined;
      return owner && !withRef.has(owner.n) ? [{ n: owner.n, event }] : [];
    });
  const candidates = new Map<number, Evidence[]>();
  for (const { n, event } of ownersOf(events)) {
    candidates.set(n, [...(candidates.get(n) ?? []), event]);
  }
  for (const { n, event } of ownersOf(record.evidence)) candidates.get(n)?.push(event);
  return candidates;
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
  // What can change no state is not in a record; where it is the earliest that can be the report of one of ours, it is taken for that.
  const beside = events.filter((event) => {
    if (told.has(event.identity) || !isOwn(after, event)) return false;
    const owner = ownerWithoutRef(event, before.sent);
    const others = owner && candidatesWithoutRefs(after, events).get(owner.n);
    return !owner || !others || others.some((other) => isEarlier(other, event));
  });
  return [...elsewhereIn(after).filter(({ identity }) => !known.has(identity)), ...beside];
}

function isEarlier(a: Evidence, b: Evidence): boolean {
  return compareTimes(a, b) < 0 || (compareTimes(a, b) === 0 && a.identity < b.identity);
}

function elsewhereIn(record: EndpointRecord): readonly Evidence[] {
  return matchWithoutRefs(record).evidence.filter((one) => !one.action && isOwn(record, one));
}

/** The action that an event without a ref belongs to; undefined: none of ours. What was sent after the event was seen isn't answered by it. */
export function ownerWithoutRef(
  event: Evidence,
  sent: readonly SentAction[]
): SentAction | undefined {
  return sent
    .filter(
      ({ verb, sending, sent_at }) =>
        verb === event.verb && sending !== 'not_sent' && sent_at <= timeOf(event)
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
