import { EVIDENCE_LOCATION } from './evidence_location';

/**
 * The program's own log, read by an agent under another path than Wazuh's own entry has: with the absolute path in a `<localfile>`, the
 * path is the report's `location`, and the report isn't trusted. Any other file isn't the program's log, whatever is in it.
 */
export function isOtherLocation(location: string): boolean {
  // Windows takes either slash, and several for one.
  const path = location.replace(/[\\/]+/g, '\\').toLowerCase();
  return location !== EVIDENCE_LOCATION && `\\${path}`.endsWith(`\\${EVIDENCE_LOCATION}`);
}
