import { activeResponseBodyOf } from '../../command/active_response';
import type { EndpointProgram } from '../endpoint_program';
import type { EvidenceSettings } from './clr_event';
import { bodyFieldOf, readClrEvent } from './clr_event';
import { CLR_ENDPOINTS } from './clr_endpoints';
import { EVIDENCE_LOCATION } from './evidence_location';
import { suggestNetshText } from './netsh_suggestion';
import { isOtherLocation } from './other_location';
import { BACKUP_FILE, recoverySetsOf } from './recovery_sets';

export const CLR_FILE = 'isolation.exe';
/** `WLR`: builds before 2025-03-15. */
export const CLR_ORIGINS = ['C-LR', 'WLR'];

/** The parts of a report's body, without its text. */
const BODY = ['action', 'user'];
const TEXT = 'result';

/** C-LR's `isolation.exe`: it replaces the Windows firewall by `netsh`, and keeps the one before in a file. */
export function clrProgram(settings: EvidenceSettings): EndpointProgram {
  const { originNames, program: file, netsh } = settings;
  const bodies = originNames.map((name) => `data.${bodyFieldOf(name)}`);
  return {
    ...CLR_ENDPOINTS,
    file,
    originNames,
    reportFields: bodies.flatMap((body) => BODY.map((part) => `${body}.${part}`)),
    textFields: bodies.map((body) => `${body}.${TEXT}`),
    location: EVIDENCE_LOCATION,
    isOtherLocation,
    commandOf: activeResponseBodyOf,
    readReport: (source) => readClrEvent(source, settings),
    suggestionOf: (verb, text) => suggestNetshText(verb, text, netsh),
    backupFile: BACKUP_FILE,
    recoverySetsOf,
  };
}
