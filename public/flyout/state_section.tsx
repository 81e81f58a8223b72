import { EuiCallOut, EuiIcon, EuiPanel, EuiSpacer, EuiText } from '@elastic/eui';
import { i18n } from '@osd/i18n';
import { FormattedMessage } from '@osd/i18n/react';
import React from 'react';
import { mayMissRelease } from '../../common/state/missed_release';
import { isOpen } from '../../common/state/endpoint_state';
import { likelyAction } from '../../common/state/likely_verb';
import type { EndpointDetailView } from '../../common/api/endpoint_view';
import type { StateName } from '../../common/state/state_name';
import { CAUTION_WORDS, UNKNOWN_WORDS } from '../words/state_words';
import { stateNameOf } from '../../common/state/state_name';
import { AlertsUnreadNotice } from '../base/alerts_unread_notice';
import { OtherLocationNotice } from '../base/other_location_notice';
import { ContactText } from '../base/contact_text';
import { shownAuthor } from '../../common/action/shown_author';
import { WhoAndWhy } from '../base/proven_by';
import { ClockTime } from '../base/time_ago';
import { StateSentence } from '../base/state_sentence';

/** Id of the state section. It takes the focus if the element that had it is gone. */
export const STATE_SECTION_ID = 'isolationStateSection';

interface StateSectionProps {
  readonly endpoint: EndpointDetailView;
  /** Time of the answer it came with, by the browser's clock, ms. */
  readonly receivedAt?: number;
}

/** The state with its proof and age, who is behind it, and everything that speaks against trusting it. */
export function StateSection({ endpoint, receivedAt }: StateSectionProps) {
  const { state, contact, evidence_since: evidenceSince } = endpoint;
  const author = shownAuthor(endpoint);
  // The newest action is told whole right below.
  const isTold = author && 'action' in author && author.action.id === endpoint.actions[0]?.id;
  const isContactShown = !isOpen(state.status) || state.waiting !== undefined;
  return (
    <EuiPanel
      id={STATE_SECTION_ID}
      tabIndex={-1}
      paddingSize="m"
      hasShadow={false}
      hasBorder
      data-test-subj="stateSection"
    >
      <EuiText size="s" data-test-subj="stateSentence">
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
      {contact && isContactShown && (
        <>
          <EuiSpacer size="s" />
          <EuiText size="s">
            <ContactText contact={contact} receivedAt={receivedAt} />
          </EuiText>
        </>
      )}
      {endpoint.alerts_unread && (
        <>
          <EuiSpacer size="s" />
          <AlertsUnreadNotice />
        </>
      )}
      {endpoint.other_location !== undefined && (
        <OtherLocationNotice location={endpoint.other_location} />
      )}
      <Warnings endpoint={endpoint} />
      <FoundOpenBy endpoint={endpoint} />
      <WhatAReportShows name={stateNameOf(state)} />
    </EuiPanel>
  );
}

function Warnings({ endpoint: { name, state, contact } }: { endpoint: EndpointDetailView }) {
  const isToBeIsolated = likelyAction(state) === 'isolate_again';
  return (
    <>
      {isToBeIsolated && <MayNotBeIsolated name={name} />}
      {(isToBeIsolated ? [] : state.reasons).map((reason) => (
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
      {mayMissRelease(contact, state.status) && (
        <>
          <EuiSpacer size="s" />
          <EuiCallOut
            size="s"
            color="danger"
            iconType="offline"
            title={i18n.translate('endpointIsolation.contact.lostTitle', {
              defaultMessage: 'The endpoint can’t reach its manager, so a release may not reach it',
            })}
          >
            <p>
              {i18n.translate('endpointIsolation.contact.lostText', {
                defaultMessage:
                  'Either it’s turned off, or the isolation blocks its manager. If it’s turned on, recover it locally.',
              })}
            </p>
          </EuiCallOut>
        </>
      )}
      {state.earlier_agent !== undefined && (
        <Notice
          text={i18n.translate('endpointIsolation.state.earlierAgent', {
            defaultMessage:
              'This ID used to belong to another endpoint, {name}. Records of that endpoint don’t apply to this one.',
            values: { name: state.earlier_agent },
          })}
        />
      )}
      {state.may_be_isolated_as !== undefined && (
        <Notice
          text={i18n.translate('endpointIsolation.state.isolatedAs', {
            defaultMessage:
              'An endpoint with this name is on record as {id}, isolated or unknown. If it’s the same one, re-enrolled, it’s still as isolated as it was. Release it here, or check it locally.',
            values: { id: state.may_be_isolated_as },
          })}
        />
      )}
      {state.removed && (
        <Notice
          text={i18n.translate('endpointIsolation.state.removed', {
            defaultMessage:
              'The manager no longer lists this agent. Removing an agent doesn’t release the endpoint: if it’s isolated, recover it locally.',
          })}
        />
      )}
    </>
  );
}

/** Somebody wanted it cut off and nothing shows that it is: how to cut it off comes before how to open it. */
function MayNotBeIsolated({ name }: { name: string }) {
  return (
    <>
      <EuiSpacer size="s" />
      <EuiCallOut
        size="s"
        color="danger"
        iconType="alert"
        title={i18n.translate('endpointIsolation.state.mayNotBeIsolated.title', {
          defaultMessage: 'Not confirmed: {name} may not be isolated',
          values: { name },
        })}
        data-test-subj="mayNotBeIsolated"
      >
        <p>
          {i18n.translate('endpointIsolation.state.mayNotBeIsolated.text', {
            defaultMessage:
              'No response to the isolation in time; a late report still counts. Test readiness, isolate it again, or cut it off at the switch, VPN or network firewall.',
          })}
        </p>
      </EuiCallOut>
    </>
  );
}

/** Names who marked the endpoint as not isolated, if that didn't close a follow-up. */
function FoundOpenBy({ endpoint: { found_open: said } }: { endpoint: EndpointDetailView }) {
  if (!said) return null;
  return (
    <>
      <EuiSpacer size="s" />
      <EuiText size="s" style={{ overflowWrap: 'anywhere' }} data-test-subj="foundOpenBy">
        <FormattedMessage
          id="endpointIsolation.state.foundOpenBy"
          defaultMessage="Marked as not isolated by {by}, {time}: {reason}"
          values={{
            by: <strong>{said.by}</strong>,
            time: <ClockTime at={said.at} />,
            reason: said.reason,
          }}
        />
      </EuiText>
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
  if (name !== 'isolated' && name !== 'not_isolated') return null;
  const isOfRelease = name === 'not_isolated';
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
      'A report confirms that the isolation program ran every step. It doesn’t confirm that traffic is blocked: traffic isn’t tested, and Group Policy or a local administrator can override the firewall.',
  }),
  release: i18n.translate('endpointIsolation.state.report.release', {
    defaultMessage:
      'A report confirms that the isolation program restored the saved firewall. It doesn’t confirm that traffic flows: traffic isn’t tested, and Group Policy can override the firewall.',
  }),
};
