import type { Evidence } from './evidence';
import type { ListedName, Whose } from './listed_names';
import { isSameName, newestListed, newestReading, NOTHING_LISTED } from './listed_names';

/**
 * Owners of a report that names no action of ours: `ours`, another machine's, or not known. Two managers can share host name, cluster name
 * and agent ids, one of them unknown here; the name that the manager gave the agent tells their machines apart.
 */
export const REPORT_OWNERS = [
  'ours',
  'name_not_checked',
  'place_not_known',
  'another_machine',
] as const;
export type ReportOwner = (typeof REPORT_OWNERS)[number];

/** The parts of a report that decide whose it is. */
export type OwnedReport = Pick<Evidence, 'agent_name' | 'at'> &
  Partial<Pick<Evidence, 'action' | 'place'>> & {
    /** Our clock when it was first seen, ms, where that is before its own time. */
    readonly seen_at?: number;
  };

/**
 * A function of what is known alone, so that a report is judged again whenever more is.
 * @param whose undefined: nobody has looked, as in records of versions that did not ask
 */
export function ownerOf(report: OwnedReport, whose: Whose | undefined): ReportOwner {
  // Nobody else was told its ref.
  if (report.action || !whose) return 'ours';
  const { listed, places, from } = whose;
  if (from && !from.includes(report.place ?? LOCAL_PLACE)) return 'another_machine';
  if (listed.some(({ name }) => isSameName(name, report.agent_name))) {
    return from || places.length < 2 ? 'ours' : 'place_not_known';
  }
  return isOfAnother(report, newestListed(whose), newestReading(whose))
    ? 'another_machine'
    : 'name_not_checked';
}

/**
 * A list that was read before the report was seen says nothing about it: the id can have been given anew since. Nor does a registration
 * that is later than the report.
 */
function isOfAnother(
  report: OwnedReport,
  current: ListedName | undefined,
  readAt: number
): boolean {
  if (!current || readAt < seenAt(report)) return false;
  return current.date_add === undefined || current.date_add <= seenAt(report);
}

/** True if the manager has to be asked for the name under this ID before the report can be judged. */
export function needsNameCheck(report: OwnedReport, whose: Whose = NOTHING_LISTED): boolean {
  return ownerOf(report, whose) === 'name_not_checked' && newestReading(whose) < seenAt(report);
}

function seenAt({ at, seen_at: seen = Infinity }: OwnedReport): number {
  return Math.min(at, seen);
}

/** Place of alerts that no remote cluster has. */
export const LOCAL_PLACE = 'local';

/** The place of an alert: with cross-cluster search the alias of the remote cluster stands before the index's own name. */
export function placeOf(index: string): string {
  const colon = index.indexOf(':');
  return colon < 0 ? LOCAL_PLACE : index.slice(0, colon);
}
