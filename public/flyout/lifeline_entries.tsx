import {
  EuiBadge,
  EuiBadgeGroup,
  EuiBasicTable,
  EuiButtonEmpty,
  EuiCallOut,
  EuiScreenReaderOnly,
  EuiSpacer,
} from '@elastic/eui';
import { i18n } from '@osd/i18n';
import React from 'react';
import type { Lifeline, LifelineEntry } from '../../common/lifeline/lifeline';
import { TRUSTED_SOURCES } from '../../common/lifeline/lifeline';
import { sourceWords } from '../words/lifeline_words';

/** The allowed addresses, each with its source; those of the manager can be removed. */
export function EntriesTable({
  entries,
  onLeaveOut,
}: {
  entries: readonly LifelineEntry[];
  onLeaveOut: (address: string) => void;
}) {
  return (
    <EuiBasicTable<LifelineEntry>
      tableCaption={i18n.translate('endpointIsolation.lifeline.caption', {
        defaultMessage: 'Allowed addresses and their source',
      })}
      items={[...entries]}
      responsive={false}
      noItemsMessage={i18n.translate('endpointIsolation.lifeline.empty', {
        defaultMessage:
          'None. The endpoint would lose its manager and could only be released locally. Add the address of its manager below.',
      })}
      columns={[
        {
          field: 'address',
          name: i18n.translate('endpointIsolation.lifeline.address', { defaultMessage: 'Address' }),
          render: (address: string) => <code>{address}</code>,
        },
        {
          name: i18n.translate('endpointIsolation.lifeline.source', {
            defaultMessage: 'Source',
          }),
          render: ({ sources }: LifelineEntry) => (
            <EuiBadgeGroup gutterSize="xs">
              {sources.map((source) => (
                <EuiBadge
                  key={`${source.source} ${source.label ?? ''}`}
                  color={source.source === 'reported' ? 'warning' : 'hollow'}
                >
                  {sourceWords(source)}
                </EuiBadge>
              ))}
            </EuiBadgeGroup>
          ),
        },
        {
          name: (
            <EuiScreenReaderOnly>
              <span>
                {i18n.translate('endpointIsolation.lifeline.changes', {
                  defaultMessage: 'Changes',
                })}
              </span>
            </EuiScreenReaderOnly>
          ),
          width: '110px',
          align: 'right',
          render: (entry: LifelineEntry) =>
            isTrustedAlone(entry) ? (
              <EuiButtonEmpty
                size="xs"
                color="text"
                onClick={() => onLeaveOut(entry.address)}
                aria-label={i18n.translate('endpointIsolation.lifeline.leaveOutThis', {
                  defaultMessage: 'Remove {address}',
                  values: { address: entry.address },
                })}
              >
                {i18n.translate('endpointIsolation.lifeline.leaveOut', {
                  defaultMessage: 'Remove',
                })}
              </EuiButtonEmpty>
            ) : null,
        },
      ]}
    />
  );
}

/** Only then does leaving it out change anything: what was also added by hand or by a profile stays. */
function isTrustedAlone({ sources }: LifelineEntry): boolean {
  return sources.every(({ source }) => TRUSTED_SOURCES.some((trusted) => trusted === source));
}

/** One address can be known from several sources, and is put back as one. */
export function leftOutBySource({ left_out: leftOut }: Lifeline): LifelineEntry[] {
  const addresses = Array.from(new Set(leftOut.map(({ address }) => address)));
  return addresses.map((address) => ({
    address,
    sources: leftOut.filter((one) => one.address === address),
  }));
}

/** An address of the manager that was removed, and how to add it back. */
export function LeftOut({
  address,
  source,
  onPutBack,
}: {
  address: string;
  source: string;
  onPutBack: () => void;
}) {
  return (
    <>
      <EuiSpacer size="s" />
      <EuiCallOut
        size="s"
        color="danger"
        iconType="cut"
        title={i18n.translate('endpointIsolation.lifeline.left_out', {
          defaultMessage: 'Removed: {address} ({source})',
          values: { address, source },
        })}
      >
        <EuiButtonEmpty size="xs" color="danger" flush="left" onClick={onPutBack}>
          {i18n.translate('endpointIsolation.lifeline.putBack', { defaultMessage: 'Add back' })}
        </EuiButtonEmpty>
      </EuiCallOut>
    </>
  );
}
