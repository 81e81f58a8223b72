import { EuiButtonEmpty, EuiFieldSearch, EuiFlexGroup, EuiFlexItem, EuiSelect } from '@elastic/eui';
import { i18n } from '@osd/i18n';
import React from 'react';
import { AGENT_STATUSES } from '../../common/manager/agent';
import { useDebounced } from '../base/use_debounced';
import type { ListFilters } from '../base/route';
import { NO_FILTERS, STATE_FILTERS } from '../base/route';
import { AGENT_STATUS_WORDS } from '../words/agent_status_words';
import { STATE_WORDS } from '../words/state_words';

interface EndpointFiltersProps {
  readonly filters: ListFilters;
  readonly onFilters: (filters: ListFilters) => void;
}

/** Text, status, operating system and state; all of it stands in the URL. */
export function EndpointFilters({ filters, onFilters }: EndpointFiltersProps) {
  const { search = '', status, os, state } = filters;
  const [typed, setTyped] = useDebounced(
    search,
    (text) => onFilters({ ...filters, search: text }),
    SEARCH_AFTER
  );
  const isFiltered =
    search !== '' || status !== undefined || os !== undefined || state !== undefined;
  return (
    <EuiFlexGroup gutterSize="s" alignItems="center" wrap>
      <EuiFlexItem style={{ minWidth: 260 }}>
        <EuiFieldSearch
          fullWidth
          compressed
          placeholder={SEARCH}
          aria-label={SEARCH}
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
          data-test-subj="search"
        />
      </EuiFlexItem>
      <EuiFlexItem grow={false}>
        <EuiSelect
          compressed
          prepend={LABELS.status}
          aria-label={LABELS.status}
          value={status ?? ''}
          options={[
            { value: '', text: ANY },
            ...AGENT_STATUSES.map((each) => ({ value: each, text: AGENT_STATUS_WORDS[each] })),
          ]}
          onChange={({ target }) =>
            onFilters({
              ...filters,
              status: AGENT_STATUSES.find((each) => each === target.value),
            })
          }
          data-test-subj="statusFilter"
        />
      </EuiFlexItem>
      <EuiFlexItem grow={false}>
        <EuiSelect
          compressed
          prepend={LABELS.os}
          aria-label={LABELS.os}
          value={os ?? ''}
          options={[
            { value: '', text: ANY },
            { value: 'windows', text: LABELS.windows },
          ]}
          onChange={({ target }) =>
            onFilters({ ...filters, os: target.value === 'windows' ? 'windows' : undefined })
          }
          data-test-subj="osFilter"
        />
      </EuiFlexItem>
      <EuiFlexItem grow={false}>
        <EuiSelect
          compressed
          prepend={LABELS.state}
          aria-label={LABELS.state}
          value={state ?? ''}
          options={[
            { value: '', text: ANY },
            ...STATE_FILTERS.map((each) => ({ value: each, text: STATE_FILTER_WORDS[each] })),
          ]}
          onChange={({ target }) =>
            onFilters({ ...filters, state: STATE_FILTERS.find((each) => each === target.value) })
          }
          data-test-subj="stateFilter"
        />
      </EuiFlexItem>
      {isFiltered && (
        <EuiFlexItem grow={false}>
          <EuiButtonEmpty
            size="s"
            iconType="cross"
            onClick={() => onFilters({ ...NO_FILTERS, size: filters.size })}
          >
            {i18n.translate('endpointIsolation.filter.clear', { defaultMessage: 'Clear filters' })}
          </EuiButtonEmpty>
        </EuiFlexItem>
      )}
    </EuiFlexGroup>
  );
}

const SEARCH_AFTER = 300;
const SEARCH = i18n.translate('endpointIsolation.filter.search', {
  defaultMessage: 'Search by name, ID, IP address, group or operating system',
});
const ANY = i18n.translate('endpointIsolation.filter.any', { defaultMessage: 'Any' });
const LABELS = {
  status: i18n.translate('endpointIsolation.filter.status', { defaultMessage: 'Status' }),
  os: i18n.translate('endpointIsolation.filter.os', { defaultMessage: 'OS' }),
  windows: i18n.translate('endpointIsolation.filter.windows', { defaultMessage: 'Windows' }),
  state: i18n.translate('endpointIsolation.filter.state', { defaultMessage: 'Isolation' }),
};
const STATE_FILTER_WORDS: Readonly<Record<(typeof STATE_FILTERS)[number], string>> = {
  attention: i18n.translate('endpointIsolation.filter.attention', {
    defaultMessage: 'Isolated or unknown',
  }),
  waiting: i18n.translate('endpointIsolation.filter.waiting', {
    defaultMessage: 'Isolating or releasing',
  }),
  isolated: STATE_WORDS.isolated,
  unknown: STATE_WORDS.unknown,
  not_isolated: STATE_WORDS.not_isolated,
  no_record: STATE_WORDS.no_record,
};
