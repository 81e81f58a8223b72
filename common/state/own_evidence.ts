import type { EndpointRecord } from './endpoint_record';
import type { UnknownReason } from './endpoint_state';
import type { Evidence } from './evidence';
import type { Whose } from './listed_names';
import { NOTHING_LISTED, withListed } from './listed_names';
import { ownerOf } from './whose_report';

/** Reason it isn't known if a report is this endpoint's. Undefined if it is known. */
export type Undecided = (evidence: Evidence) => UnknownReason | undefined;

/** The record without what another machine reported: that changes nothing. What is not decided stays, and proves nothing. */
export function withoutOthers(record: EndpointRecord): EndpointRecord {
  const { evidence, whose, forgotten } = record;
  if (!whose) return record;
  const own = evidence.filter((one) => ownerOf(one, whose) !== 'another_machine');
  if (own.length === evidence.length) return record;
  return { ...record, evidence: own, forgotten: forgotten && isOwnForgotten(record) };
}

function isOwnForgotten({ evidence, whose, forgotten_names: names }: EndpointRecord): boolean {
  if (names === undefined) return true;
  return names.some((name) =>
    evidence.some((one) => one.agent_name === name && ownerOf(one, whose) !== 'another_machine')
  );
}

export function undecidedIn({ whose }: EndpointRecord): Undecided {
  return (evidence) => {
    const owner = ownerOf(evidence, whose);
    return owner === 'name_not_checked' || owner === 'place_not_known' ? owner : undefined;
  };
}

/** True if it is certain that this endpoint reported it. */
export function isOwn({ whose }: EndpointRecord, evidence: Evidence): boolean {
  return ownerOf(evidence, whose) === 'ours';
}

/**
 * Returns what is known about whose the reports of a record are. A version that did not ask for names credited every report, so a record
 * of it has the names of its reports listed, long ago: opening it with a newer version makes no state less certain.
 */
export function whoseBefore({ whose, evidence }: EndpointRecord): Whose {
  const names = Array.from(new Set(evidence.map(({ agent_name: name }) => name)));
  return (
    whose ??
    withListed(
      NOTHING_LISTED,
      names.map((name) => ({ name, last_at: 0 }))
    )
  );
}

/** Adds whose reports they are, if there is anything to judge: else nothing is to be written of an endpoint. */
export function judgedBy(record: EndpointRecord, whose: Whose | undefined): EndpointRecord {
  const { evidence, sent, forgotten } = record;
  return evidence.length > 0 || sent.length > 0 || forgotten ? withWhose(record, whose) : record;
}

/** The same object where nothing is new. */
export function withWhose(record: EndpointRecord, whose: Whose | undefined): EndpointRecord {
  return whose === undefined || whose === record.whose ? record : { ...record, whose };
}
