import { EuiCallOut, EuiIcon, EuiPanel, EuiSpacer, EuiText } from '@elastic/eui';
import { i18n } from '@osd/i18n';
import React from 'react';
import type { EndpointDetailView } from '../../../common/routes';
import type { StateName } from '../../words/state_words';
import { CAUTION_WORDS, stateNameOf, UNKNOWN_WORDS } from '../../words/state_words';
import { AlertsUnreadNotice } from '../alerts_unread_notice';
import { ContactText } from '../contact_text';
import { shownAuthor, WhoAndWhy } from '../proven_by';
import { StateSentence } from '../state_sentence';

/** The state with its proof and age, who is behind it, and everything that speaks against trusting it. */
export function StateSection({ endpoint }: { endpoint: EndpointDetailView }) {
  const { state, contact, evidence_since: evidenceSince } = endpoint;
  const author = shownAuthor(endpoint);
  // The newest action is told whole right below.
  const isTold = author && 'action' in author && author.action.id === endpoint.actions[0]?.id;
  const isCutOff = state.status === 'isolated' || state.status === 'unknown';
  return (
    <EuiPanel paddingSize="m" hasShadow={false} hasBorder data-test-subj="stateSection">
      <EuiText size="s" role="status">
        <strong>
          <StateSentence state={state} evidenceSince={evidenceSince} />
        </strong>
      </EuiText>
      {author && !isTold && (
        <>
          <EuiSpacer size="s" />
          <EuiText size="s">
            <WhoAndWhy by={author} />
          </EuiText>
        </>
      )}
      {contact && isCutOff && (
        <>
          <EuiSpacer size="s" />
          <EuiText size="s">
            <ContactText contact={contact} />
          </EuiText>
        </>
      )}
      {endpoint.alerts_unread && (
        <>
          <EuiSpacer size="s" />
          <AlertsUnreadNotice />
        </>
      )}
      <Warnings endpoint={endpoint} />
      <WhatAReportShows name={stateNameOf(state)} />
    </EuiPanel>
  );
}

function Warnings({ endpoint: { state, contact } }: { endpoint: EndpointDetailView }) {
  const isLost = contact?.contact === 'lost' && state.status !== 'not_isolated';
  return (
    <>
      {state.reasons.map((reason) => (
        <React.Fragment key={reason}>
          <EuiSpacer size="s" />
          <EuiCallOut
            size="s"
            color="warning"
            iconType="questionInCircle"
            title={UNKNOWN_WORDS[reason].happened}
          >
            <p>{UNKNOWN_WORDS[reason].next}</p>
          </EuiCallOut>
        </React.Fragment>
      ))}
      {state.cautions.map((caution) => (
        <React.Fragment key={caution}>
          <EuiSpacer size="s" />
          <EuiCallOut size="s" color="warning" iconType="alert" title={CAUTION_WORDS[caution]} />
        </React.Fragment>
      ))}
      {isLost && state.status !== 'no_record' && (
        <>
          <EuiSpacer size="s" />
          <EuiCallOut
            size="s"
            color="danger"
            iconType="offline"
            title={i18n.translate('endpointIsolation.contact.lostTitle', {
              defaultMessage:
                'The endpoint does not reach its manager: a release from here may not reach it',
            })}
          >
            <p>
              {i18n.translate('endpointIsolation.contact.lostText', {
                defaultMessage:
                  'It is switched off, or its isolation keeps it from its manager. If it is cut off for good, it has to be recovered at the machine.',
              })}
            </p>
          </EuiCallOut>
        </>
      )}
      {state.earlier_agent !== undefined && (
        <Notice
          text={i18n.translate('endpointIsolation.state.earlierAgent', {
            defaultMessage:
              'This id belonged to another machine before, {name}. What was recorded of that one says nothing of this one.',
            values: { name: state.earlier_agent },
          })}
        />
      )}
      {state.may_be_isolated_as !== undefined && (
        <Notice
          text={i18n.translate('endpointIsolation.state.isolatedAs', {
            defaultMessage:
              'A machine of this name is on record as {id}, isolated or not certain. If this is the same one, registered again, it is still cut off as it was then: release it here, or check at the machine.',
            values: { id: state.may_be_isolated_as },
          })}
        />
      )}
      {state.removed && (
        <Notice
          text={i18n.translate('endpointIsolation.state.removed', {
            defaultMessage:
              'The manager does not list this agent any more. The machine itself stays as it was: if it is isolated, it has to be recovered there.',
          })}
        />
      )}
    </>
  );
}

function Notice({ text }: { text: string }) {
  return (
    <>
      <EuiSpacer size="s" />
      <EuiCallOut size="s" color="warning" iconType="alert" title={text} />
    </>
  );
}

/** One line on what a report proves and what it does not; an accepted command is no effective policy. */
function WhatAReportShows({ name }: { name: StateName }) {
  if (name === 'no_record') return null;
  const isOfRelease = name === 'not_isolated' || name === 'releasing';
  return (
    <>
      <EuiSpacer size="s" />
      <EuiText size="xs" color="subdued">
        <EuiIcon type="iInCircle" size="s" /> {isOfRelease ? REPORT.release : REPORT.isolation}
      </EuiText>
    </>
  );
}

const REPORT = {
  isolation: i18n.translate('endpointIsolation.state.report.isolation', {
    defaultMessage:
      'A report shows that the program ran every step. It does not show that traffic is blocked: nothing was tested, and Group Policy or an administrator on the machine can override it.',
  }),
  release: i18n.translate('endpointIsolation.state.report.release', {
    defaultMessage:
      'A report shows that the program restored the firewall that was saved. It does not show that traffic flows: nothing was tested, and Group Policy can override it.',
  }),
};
