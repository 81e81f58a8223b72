import {
  EuiBadge,
  EuiBasicTable,
  EuiButtonEmpty,
  EuiCallOut,
  EuiCheckbox,
  EuiFormRow,
  EuiScreenReaderOnly,
  EuiSpacer,
  EuiText,
  EuiTitle,
} from '@elastic/eui';
import { i18n } from '@osd/i18n';
import React from 'react';
import type { Lifeline, LifelineEntry } from '../../../common/lifeline';
import { TRUSTED_SOURCES } from '../../../common/lifeline';
import type { ContextView } from '../../../common/routes';
import type { LifelineInput } from '../../services/lifeline_input';
import { ADDRESS_WORDS, sourceWords } from '../../words/lifeline_words';
import { ManagerNames, ReportedProblems } from './manager_names';
import { OwnAddresses } from './own_addresses';

interface LifelineSectionProps {
  readonly lifeline: Lifeline;
  readonly profiles: ContextView['profiles'];
  readonly input: LifelineInput;
  readonly onChange: (input: LifelineInput) => void;
  /** Asks the endpoint although it, or another one, was silent. */
  readonly onAskAgain: () => void;
}

/** The allowed addresses, each with its source, and everything by which they can be changed. */
export function LifelineSection({
  lifeline,
  profiles,
  input,
  onChange,
  onAskAgain,
}: LifelineSectionProps) {
  return (
    <section aria-labelledby="lifelineTitle" data-test-subj="lifeline">
      <EuiTitle size="xxs">
        <h3 id="lifelineTitle">
          {i18n.translate('endpointIsolation.lifeline.title', {
            defaultMessage: 'Allowed addresses',
          })}
        </h3>
      </EuiTitle>
      <EuiSpacer size="s" />
      <EntriesTable
        entries={lifeline.entries}
        onLeaveOut={(address) => onChange({ ...input, leftOut: [...input.leftOut, address] })}
      />
      {leftOutBySource(lifeline).map(({ address, sources }) => (
        <LeftOut
          key={address}
          address={address}
          source={sources.map((one) => sourceWords(one)).join(', ')}
          onPutBack={() =>
            onChange({ ...input, leftOut: input.leftOut.filter((one) => one !== address) })
          }
        />
      ))}
      <Refused refused={lifeline.refused} />
      <ManagerNames names={lifeline.names} />
      <ReportedProblems problems={lifeline.reported_problems} />
      <NotReadNow lifeline={lifeline} onAskAgain={onAskAgain} />
      <ReportedOnly lifeline={lifeline} input={input} onChange={onChange} />
      {profiles.length > 0 && (
        <>
          <EuiSpacer size="m" />
          <EuiFormRow
            fullWidth
            label={i18n.translate('endpointIsolation.lifeline.profiles', {
              defaultMessage: 'Profiles',
            })}
          >
            <>
              {profiles.map(({ id, label }) => (
                <EuiCheckbox
                  key={id}
                  id={`profile-${id}`}
                  label={label}
                  checked={input.profiles.includes(id)}
                  onChange={() => onChange({ ...input, profiles: toggled(input.profiles, id) })}
                />
              ))}
            </>
          </EuiFormRow>
        </>
      )}
      <EuiSpacer size="m" />
      <OwnAddresses
        addresses={input.addresses}
        onChange={(addresses) => onChange({ ...input, addresses })}
      />
    </section>
  );
}

function EntriesTable({
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
            <span>
              {sources.map((source) => (
                <EuiBadge
                  key={`${source.source} ${source.label ?? ''}`}
                  color={source.source === 'reported' ? 'warning' : 'hollow'}
                >
                  {sourceWords(source)}
                </EuiBadge>
              ))}
            </span>
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
function leftOutBySource({ left_out: leftOut }: Lifeline): LifelineEntry[] {
  const addresses = Array.from(new Set(leftOut.map(({ address }) => address)));
  return addresses.map((address) => ({
    address,
    sources: leftOut.filter((one) => one.address === address),
  }));
}

function LeftOut({
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

function Refused({ refused }: Pick<Lifeline, 'refused'>) {
  return (
    <>
      {refused.map(({ text, why }) => (
        <React.Fragment key={`${text} ${why}`}>
          <EuiSpacer size="s" />
          <EuiCallOut
            size="s"
            color="danger"
            iconType="alert"
            title={`${text}: ${ADDRESS_WORDS[why]}`}
          />
        </React.Fragment>
      ))}
    </>
  );
}

function NotReadNow({
  lifeline: { not_read: why, kept_because: keptBecause },
  onAskAgain,
}: Pick<LifelineSectionProps, 'lifeline' | 'onAskAgain'>) {
  if (why === undefined && keptBecause === undefined) return null;
  return (
    <>
      <EuiSpacer size="s" />
      <EuiCallOut
        size="s"
        color={why === undefined ? 'primary' : 'warning'}
        iconType={why === undefined ? 'iInCircle' : 'alert'}
        title={why === undefined ? keptTitle() : notReadTitle()}
        data-test-subj="notRead"
      >
        <p>
          {why === undefined
            ? keptBecause
            : i18n.translate('endpointIsolation.lifeline.notReadText', {
                defaultMessage:
                  'It’s not known which managers it connects to, or whether all of them are allowed. {why}',
                values: { why },
              })}
        </p>
        <EuiButtonEmpty size="xs" flush="left" onClick={onAskAgain} data-test-subj="askAgain">
          {i18n.translate('endpointIsolation.lifeline.askAgain', {
            defaultMessage: 'Ask it again',
          })}
        </EuiButtonEmpty>
      </EuiCallOut>
    </>
  );
}

function notReadTitle(): string {
  return i18n.translate('endpointIsolation.lifeline.notRead', {
    defaultMessage: 'Couldn’t read the endpoint’s agent configuration',
  });
}

function keptTitle(): string {
  return i18n.translate('endpointIsolation.lifeline.kept', {
    defaultMessage: 'Managers as the endpoint reported them earlier',
  });
}

function ReportedOnly({
  lifeline,
  input,
  onChange,
}: Pick<LifelineSectionProps, 'lifeline' | 'input' | 'onChange'>) {
  if (lifeline.reported_only.length === 0) return null;
  return (
    <>
      <EuiSpacer size="m" />
      <EuiFormRow
        fullWidth
        label={i18n.translate('endpointIsolation.lifeline.reported_only', {
          defaultMessage: 'Reported only by this endpoint',
        })}
      >
        <>
          <EuiText size="xs" color="subdued">
            <p>
              {i18n.translate('endpointIsolation.lifeline.reported_onlyWarning', {
                defaultMessage:
                  'The endpoint names this as its manager; no other source confirms it. On a compromised endpoint it could be the attacker’s address. Allow it only if you recognize it.',
              })}
            </p>
          </EuiText>
          <EuiSpacer size="xs" />
          {lifeline.reported_only.map(({ address, name, included }) => {
            const isTicked = input.reported.includes(address);
            return (
              <EuiCheckbox
                key={address}
                id={`reported-${address}`}
                label={name === undefined ? address : `${address} (${name})`}
                checked={isTicked || included}
                // Covered by another address: taking the tick away would change nothing.
                disabled={included && !isTicked}
                onChange={() => onChange({ ...input, reported: toggled(input.reported, address) })}
              />
            );
          })}
        </>
      </EuiFormRow>
    </>
  );
}

function toggled(list: readonly string[], value: string): readonly string[] {
  return list.includes(value) ? list.filter((one) => one !== value) : [...list, value];
}
