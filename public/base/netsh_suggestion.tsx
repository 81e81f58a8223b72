import { EuiButtonEmpty, EuiCodeBlock, EuiDescriptionList, EuiSpacer, EuiText } from '@elastic/eui';
import { i18n } from '@osd/i18n';
import React, { useState } from 'react';
import type {
  ReportSuggestion as Suggestion,
  ReportTextKey,
} from '../../common/program/report_suggestion';
import { OutcomeBadge } from './outcome_badge';

interface NetshSuggestionProps {
  readonly verb: string;
  readonly suggestion: Suggestion;
}

/**
 * A text of `netsh` for the configuration. Only a person can tell a success from an error in an unknown language, so both readings come
 * before the line that can be copied.
 */
export function NetshSuggestion({ verb, suggestion }: NetshSuggestionProps) {
  const [isShown, setShown] = useState(false);
  const { key, text, outcome } = suggestion;
  const words = WORDS[key];
  return (
    <div data-test-subj="netshSuggestion">
      <EuiText size="s">
        <p>{words.title(text)}</p>
      </EuiText>
      <EuiSpacer size="s" />
      <EuiDescriptionList
        compressed
        listItems={[
          {
            title: words.success,
            description: (
              <span>
                <OutcomeBadge verb={verb} outcome={outcome} /> {stepsWords(suggestion)}
              </span>
            ),
          },
          { title: IF_NOT, description: words.error },
        ]}
      />
      <EuiSpacer size="s" />
      {isShown ? (
        <EuiCodeBlock paddingSize="s" fontSize="s" isCopyable language="yaml">
          {netshLine(key, text)}
        </EuiCodeBlock>
      ) : (
        <EuiButtonEmpty size="s" flush="left" onClick={() => setShown(true)}>
          {SHOW}
        </EuiButtonEmpty>
      )}
    </div>
  );
}

/** A JSON string is a YAML string, whatever is in it. */
export function netshLine(key: ReportTextKey, text: string): string {
  return `wazuh_isolation.${key}: [${JSON.stringify(text)}]`;
}

function stepsWords({ outcome }: Suggestion): string {
  return i18n.translate('endpointIsolation.netsh.steps', {
    defaultMessage:
      'All steps were done: {rules, plural, one {# firewall rule} other {# firewall rules}} deleted, {addresses, plural, one {# allowed address} other {# allowed addresses}}.',
    values: { rules: outcome.deleted_rules ?? 0, addresses: outcome.addresses ?? 0 },
  });
}

interface Words {
  readonly title: (text: string) => string;
  readonly success: string;
  readonly error: string;
}

const WORDS: Readonly<Record<ReportTextKey, Words>> = {
  netsh_ok_words: {
    title: (text) =>
      i18n.translate('endpointIsolation.netsh.okWord.title', {
        defaultMessage:
          '“{text}” may be what netsh says for a step that was done. This report can be read in two ways:',
        values: { text },
      }),
    success: i18n.translate('endpointIsolation.netsh.okWord.success', {
      defaultMessage: 'If it means success',
    }),
    error: i18n.translate('endpointIsolation.netsh.okWord.error', {
      defaultMessage:
        'The isolation failed. Don’t add it: every isolation and release that fails like this would then show as confirmed.',
    }),
  },
  netsh_no_rules_words: {
    title: (text) =>
      i18n.translate('endpointIsolation.netsh.noRules.title', {
        defaultMessage:
          '“{text}” may be what netsh says if there are no firewall rules to delete. This report can be read in two ways:',
        values: { text },
      }),
    success: i18n.translate('endpointIsolation.netsh.noRules.success', {
      defaultMessage: 'If it means that no rules were found',
    }),
    error: i18n.translate('endpointIsolation.netsh.noRules.error', {
      defaultMessage:
        'The rules weren’t deleted and still allow what they allowed. Don’t add it: every isolation that fails like this would then show as confirmed.',
    }),
  },
};

const IF_NOT = i18n.translate('endpointIsolation.netsh.ifNot', {
  defaultMessage: 'If it means anything else, such as an error',
});
const SHOW = i18n.translate('endpointIsolation.netsh.show', {
  defaultMessage: 'Show the line for an administrator to add to opensearch_dashboards.yml',
});
