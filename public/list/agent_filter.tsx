import { EuiFieldSearch, EuiFormRow } from '@elastic/eui';
import { i18n } from '@osd/i18n';
import React, { useState } from 'react';
import { parseAgentId } from '../../common/manager/endpoint';

interface AgentFilterProps {
  readonly agent: string | undefined;
  readonly onAgent: (agent: string | undefined) => void;
}

/** Narrows a list down to one endpoint, by its id. */
export function AgentFilter({ agent, onAgent }: AgentFilterProps) {
  const [isWrong, setIsWrong] = useState(false);
  const search = (text: string) => {
    const trimmed = text.trim();
    const chosen = parseAgentId(trimmed.padStart(3, '0'));
    setIsWrong(trimmed !== '' && !chosen);
    if (trimmed === '' || chosen) onAgent(trimmed === '' ? undefined : chosen);
  };
  return (
    <EuiFormRow
      isInvalid={isWrong}
      error={i18n.translate('endpointIsolation.agentFilter.wrong', {
        defaultMessage: 'Enter an agent ID, such as 001. 000 is the manager itself.',
      })}
    >
      <EuiFieldSearch
        key={agent ?? ''}
        compressed
        defaultValue={agent ?? ''}
        isInvalid={isWrong}
        placeholder={LABEL}
        aria-label={LABEL}
        onSearch={search}
        data-test-subj="agentFilter"
      />
    </EuiFormRow>
  );
}

const LABEL = i18n.translate('endpointIsolation.agentFilter.label', {
  defaultMessage: 'Filter by agent ID',
});
