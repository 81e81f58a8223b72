import type { NonEmptyArray } from '../base/non_empty_array';
import { CLR_ENDPOINTS } from '../program/clr/clr_endpoints';
import { EVIDENCE_LOCATION } from '../program/clr/evidence_location';
import type { ServedEndpoints } from '../program/endpoint_program';

/** The endpoints that the programs serve, for pages: they need nothing else of a program, and load nothing else. */
export const SERVED_ENDPOINTS: NonEmptyArray<ServedEndpoints> = [CLR_ENDPOINTS];

/** The location of the program's own log, as an administrator has to configure it. */
export const REPORT_LOCATION = EVIDENCE_LOCATION;
