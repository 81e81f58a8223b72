import type { ActionDocument } from '../../common/action/action';
import type { KnownHost } from '../../common/attribution/attribution';
import { placesOf } from '../../common/attribution/attribution';
import { parseEndpointKey } from '../../common/manager/endpoint';
import type { EndpointRecord } from '../../common/state/endpoint_record';
import { EMPTY_RECORD } from '../../common/state/endpoint_record';
import type { Evidence } from '../../common/state/evidence';
import type { Whose } from '../../common/state/listed_names';
import { listedBy, withListed, withPlaces } from '../../common/state/listed_names';
import { isOwn, whoseBefore } from '../../common/state/own_evidence';
import { needsNameCheck } from '../../common/state/whose_report';

/** Adds what these actions tell about whose an endpoint's reports are. */
export function whoseOf(
  endpoint: string,
  record: EndpointRecord,
  actions: readonly ActionDocument[],
  hosts: readonly KnownHost[]
): Whose | undefined {
  const manager = parseEndpointKey(endpoint)?.manager;
  const named = withListed(whoseBefore(record), actions.map(listedBy));
  return manager && withPlaces(named, placesOf(manager, hosts));
}

/**
 * True if the manager is to be asked which name it lists: something is not decided for lack of it, or there is a report that is not
 * certainly the endpoint's, which nobody has seen before.
 * @param nobodys reports that answer no action of ours
 */
export function isNameAsked(
  nobodys: readonly Evidence[],
  before: EndpointRecord = EMPTY_RECORD,
  after: EndpointRecord = EMPTY_RECORD
): boolean {
  const known = new Set(before.evidence.map(({ identity }) => identity));
  const isUnheard = (one: Evidence) => !known.has(one.identity) && !isOwn(after, one);
  return nobodys.some(isUnheard) || isNameUnknown(after);
}

export function isNameUnknown({ evidence, whose }: EndpointRecord): boolean {
  return whose !== undefined && evidence.some((one) => needsNameCheck(one, whose));
}
