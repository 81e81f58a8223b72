import { EuiCallOut, EuiCheckbox, EuiFieldText, EuiFormRow, EuiSpacer } from '@elastic/eui';
import { i18n } from '@osd/i18n';
import React from 'react';
import type { Acknowledgement } from '../../common/lifeline/lifeline';
import { requirementId } from '../words/form_requirements';
import { acknowledgementSentence } from '../words/lifeline_words';

interface AcknowledgementsProps {
  readonly needs: readonly Acknowledgement[];
  readonly given: readonly Acknowledgement[];
  /** Name of the endpoint; a protected one is confirmed by typing it. */
  readonly name: string;
  readonly typedName: string;
  /** True once someone tried to continue without them. */
  readonly isAsked: boolean;
  readonly onGiven: (given: readonly Acknowledgement[]) => void;
  readonly onTypedName: (text: string) => void;
}

/** The consequences that have to be confirmed before an isolation leaves, each on its own and none ticked before. */
export function AcknowledgementsSection(props: AcknowledgementsProps) {
  const { needs, given, name, typedName, isAsked, onGiven, onTypedName } = props;
  if (needs.length === 0) return null;
  const ticked = needs.filter((need) => need !== 'protected');
  const isNameWrong = isAsked && typedName.trim() !== name;
  return (
    <>
      <EuiSpacer size="m" />
      <EuiCallOut
        color="danger"
        iconType="alert"
        size="s"
        title={i18n.translate('endpointIsolation.acknowledgement.title', {
          defaultMessage: 'Acknowledge the risk to continue',
        })}
        data-test-subj="acknowledgements"
      >
        {ticked.map((need) => (
          <EuiFormRow
            key={need}
            id={requirementId(need)}
            fullWidth
            isInvalid={isAsked && !given.includes(need)}
            error={NOT_CONFIRMED}
          >
            <EuiCheckbox
              id={requirementId(need)}
              label={acknowledgementSentence(need)}
              checked={given.includes(need)}
              onChange={() =>
                onGiven(
                  given.includes(need) ? given.filter((one) => one !== need) : [...given, need]
                )
              }
            />
          </EuiFormRow>
        ))}
        {needs.includes('protected') && (
          <EuiFormRow
            id={requirementId('protected')}
            fullWidth
            label={acknowledgementSentence('protected')}
            helpText={i18n.translate('endpointIsolation.acknowledgement.typeName', {
              defaultMessage: 'Type {name} to make sure this is the right endpoint.',
              values: { name },
            })}
            isInvalid={isNameWrong}
            error={i18n.translate('endpointIsolation.acknowledgement.otherName', {
              defaultMessage: 'Doesn’t match {name}.',
              values: { name },
            })}
          >
            <EuiFieldText
              fullWidth
              value={typedName}
              isInvalid={isNameWrong}
              onChange={({ target }) => onTypedName(target.value)}
              autoComplete="off"
              data-test-subj="typedName"
            />
          </EuiFormRow>
        )}
      </EuiCallOut>
    </>
  );
}

const NOT_CONFIRMED = i18n.translate('endpointIsolation.acknowledgement.notConfirmed', {
  defaultMessage: 'Select this to continue.',
});
