import { i18n } from '@osd/i18n';
import type { Verb } from '../../common/active_response';
import type { NotEvidenceReason } from '../../common/clr_event';

/** Why a document is not accepted as evidence. */
export const NOT_EVIDENCE_WORDS: Readonly<Record<NotEvidenceReason, string>> = {
  module: i18n.translate('endpointIsolation.notEvidence.module', {
    defaultMessage: 'Its module is not Isolation: it is of another part of the same tool.',
  }),
  decoder: i18n.translate('endpointIsolation.notEvidence.decoder', {
    defaultMessage: 'It was not decoded as a line of an active response (ar_log_json).',
  }),
  location: i18n.translate('endpointIsolation.notEvidence.location', {
    defaultMessage:
      'It is not from the endpoint’s active-responses.log: any log file that is collected, or a syslog sender, can hold such a line.',
  }),
  agent: i18n.translate('endpointIsolation.notEvidence.agent', {
    defaultMessage: 'It is not of an agent but of the manager itself (000), or of nobody.',
  }),
  program: i18n.translate('endpointIsolation.notEvidence.program', {
    defaultMessage: 'It names another program than the configured one (wazuh_isolation.program).',
  }),
  incomplete: i18n.translate('endpointIsolation.notEvidence.incomplete', {
    defaultMessage: 'Its action or its result is missing.',
  }),
};

/** What was asked of the endpoint, as it says. */
export const VERB_WORDS: Readonly<Record<Verb, string>> = {
  isolate: i18n.translate('endpointIsolation.verb.isolate', { defaultMessage: 'Isolate' }),
  release: i18n.translate('endpointIsolation.verb.releaseShort', { defaultMessage: 'Release' }),
  probe: i18n.translate('endpointIsolation.verb.probe', { defaultMessage: 'Probe' }),
};

/** Of a document that is not ours alone to trust: anything else than our verbs is shown as it is written. */
export function verbWords(verb: string): string {
  const known = (['isolate', 'release', 'probe'] as const).find((each) => each === verb);
  return known ? VERB_WORDS[known] : verb;
}
