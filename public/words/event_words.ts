import { i18n } from '@osd/i18n';
import type { Verb } from '../../common/command/active_response';
import type { NotEvidenceReason } from '../../common/program/program_event';

/** Words for why a document isn't trusted. */
export const NOT_EVIDENCE_WORDS: Readonly<Record<NotEvidenceReason, string>> = {
  module: i18n.translate('endpointIsolation.notEvidence.module', {
    defaultMessage: 'From another module of the same tool, not Isolation.',
  }),
  decoder: i18n.translate('endpointIsolation.notEvidence.decoder', {
    defaultMessage: 'Not decoded as an active response (ar_log_json).',
  }),
  location: i18n.translate('endpointIsolation.notEvidence.location', {
    defaultMessage:
      'Not from the endpoint’s active-responses.log. Any collected log file or syslog sender could contain this line.',
  }),
  agent: i18n.translate('endpointIsolation.notEvidence.agent', {
    defaultMessage: 'From the manager itself (000) or no agent.',
  }),
  program: i18n.translate('endpointIsolation.notEvidence.program', {
    defaultMessage: 'Names a different program than the configured one (wazuh_isolation.program).',
  }),
  incomplete: i18n.translate('endpointIsolation.notEvidence.incomplete', {
    defaultMessage: 'The action or result is missing.',
  }),
  another_machine: i18n.translate('endpointIsolation.notEvidence.anotherMachine', {
    defaultMessage:
      'From another manager’s endpoint with the same ID: this manager lists another agent name under it, or its alerts are stored elsewhere.',
  }),
  name_not_checked: i18n.translate('endpointIsolation.notEvidence.nameNotChecked', {
    defaultMessage:
      'The agent name couldn’t be checked: the manager doesn’t list it under this ID, or hasn’t responded since. The state is unknown until then.',
  }),
  place_not_known: i18n.translate('endpointIsolation.notEvidence.placeNotKnown', {
    defaultMessage:
      'Alerts under this manager’s name are stored in more than one indexer cluster. Without a reference ID, this one can’t be matched.',
  }),
};

/** Words for the action in a report. */
export const VERB_WORDS: Readonly<Record<Verb, string>> = {
  isolate: i18n.translate('endpointIsolation.verb.isolate', { defaultMessage: 'Isolate' }),
  release: i18n.translate('endpointIsolation.verb.releaseShort', { defaultMessage: 'Release' }),
  probe: i18n.translate('endpointIsolation.verb.probe', { defaultMessage: 'Readiness test' }),
};

/** A person's statement in the history. */
export const MARKED_NOT_ISOLATED = i18n.translate('endpointIsolation.verb.markNotIsolated', {
  defaultMessage: 'Marked as not isolated',
});

/** The action a document names. Anything else than our verbs is shown as written, because the document isn't ours. */
export function verbWords(verb: string): string {
  if (verb === 'mark_not_isolated') return MARKED_NOT_ISOLATED;
  const known = (['isolate', 'release', 'probe'] as const).find((each) => each === verb);
  return known ? VERB_WORDS[known] : verb;
}
