import {
  EuiButtonEmpty,
  EuiCallOut,
  EuiCheckbox,
  EuiFormRow,
  EuiSpacer,
  EuiText,
  EuiTitle,
} from '@elastic/eui';
import { i18n } from '@osd/i18n';
import React from 'react';
import type { Lifeline } from '../../common/lifeline/lifeline';
import type { ContextView } from '../../common/api/context_view';
import type { LifelineInput } from '../base/lifeline_input';
import { ADDRESS_WORDS, sourceWords } from '../words/lifeline_words';
import { EntriesTable, LeftOut, leftOutBySource } from './lifeline_entries';
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
