import { EuiComboBox, EuiFormRow } from '@elastic/eui';
import { i18n } from '@osd/i18n';
import React from 'react';
import { requirementId } from '../words/form_requirements';
import type { OwnAddress } from '../base/lifeline_input';
import { ownAddressesIn } from '../base/lifeline_input';
import { ADDRESS_WORDS } from '../words/lifeline_words';

interface OwnAddressesProps {
  readonly addresses: readonly OwnAddress[];
  readonly onChange: (addresses: readonly OwnAddress[]) => void;
}

/** Addresses the analyst allows besides the manager's: a chip each, and below them what is wrong with which. */
export function OwnAddresses({ addresses, onChange }: OwnAddressesProps) {
  const wrong = addresses.flatMap(({ text, why }) =>
    why ? [`${text}: ${ADDRESS_WORDS[why]}`] : []
  );
  const add = (text: string) => {
    const known = new Set(addresses.map((one) => one.text));
    const added = ownAddressesIn(text).filter((one) => !known.has(one.text));
    onChange([...addresses, ...added]);
  };
  return (
    <EuiFormRow
      id={requirementId('addresses')}
      fullWidth
      label={LABEL}
      helpText={i18n.translate('endpointIsolation.form.addresses.help', {
        defaultMessage:
          'IPv4 or IPv6 addresses or networks, such as a jump host. Press Enter to add.',
      })}
      isInvalid={wrong.length > 0}
      error={wrong}
    >
      <EuiComboBox<string>
        fullWidth
        noSuggestions
        aria-label={LABEL}
        placeholder={NONE_YET}
        isInvalid={wrong.length > 0}
        selectedOptions={addresses.map(({ text, why }) => ({
          label: text,
          ...(why === undefined ? {} : { color: '#BD271E' }),
        }))}
        onCreateOption={add}
        onChange={(options) => {
          const left = new Set(options.map(({ label }) => label));
          onChange(addresses.filter(({ text }) => left.has(text)));
        }}
        data-test-subj="ownAddresses"
      />
    </EuiFormRow>
  );
}

const LABEL = i18n.translate('endpointIsolation.form.addresses.label', {
  defaultMessage: 'Allow more addresses',
});
/** The placeholder shows no example: Wazuh's dark theme draws it as bright as a value, and addresses there would look allowed. */
const NONE_YET = i18n.translate('endpointIsolation.form.addresses.none', {
  defaultMessage: 'Address or network',
});
