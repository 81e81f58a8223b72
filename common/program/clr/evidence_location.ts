/** The location of Wazuh's own entry for the isolation program's log: only reports from there are trusted. */
export const EVIDENCE_LOCATION = 'active-response\\active-responses.log';
