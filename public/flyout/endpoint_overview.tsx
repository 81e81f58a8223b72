import {
  EuiAccordion,
  EuiButtonEmpty,
  EuiCallOut,
  EuiFlexGroup,
  EuiFlexItem,
  EuiFlyoutFooter,
  EuiLink,
  EuiSpacer,
  EuiText,
} from '@elastic/eui';
import { i18n } from '@osd/i18n';
import React, { useState } from 'react';
import { conflictIn } from '../../common/action/conflict';
import type { RequestedAction } from '../../common/action/requested_action';
import { likelyAction, likelyVerb } from '../../common/state/likely_verb';
import { releaseProspect } from '../../common/state/release_prospect';
import type { ActionView } from '../../common/api/action_view';
import type { ContextView } from '../../common/api/context_view';
import type { EndpointDetailView } from '../../common/api/endpoint_view';
import type { FoundOpenStatement } from '../../common/ledger/statement_document';
import type { ProbeView } from '../../common/api/probe_view';
import type { Live } from '../base/use_live';
import { useNow } from '../base/use_now';
import { useServices } from '../base/browser_services';
import { eligibilitySentence } from '../words/eligibility_words';
import { VERB_WORDS } from '../words/event_words';
import { MANAGER_AWAY } from '../words/manager_away_words';
import { rightSentence } from '../words/right_words';
import { conflictSentence } from '../words/conflict_words';
import { likelyActionOnName } from '../words/verb_words';
import { ManagerAwayNotice } from '../base/manager_away_notice';
import { LiveNotice } from '../base/live_notice';
import { ReasonedButton } from '../base/reasoned_button';
import { actButtonId } from './act_button_id';
import { EarlierActions } from './earlier_actions';
import { EndpointIdentity } from './endpoint_identity';
import { AttentionSection } from './attention_section';
import { NamedFlyoutBody } from './flyout_body';
import { NewestAction } from './newest_action';
import { PresentLifeline } from './present_lifeline';
import { RecoveryCardSection } from './recovery_card_section';
import { ProbeSection } from './probe_section';
import { FollowUpNotice } from './follow_up_notice';
import { STATE_SECTION_ID, StateSection } from './state_section';
import { withStatement } from './with_statement';

interface EndpointOverviewProps {
  readonly live: Live<EndpointDetailView>;
  readonly endpoint: EndpointDetailView;
  readonly context: ContextView | undefined;
  /** Id of the action that the person has just asked for. */
  readonly startedHere: string | undefined;
  readonly onAct: (verb: RequestedAction) => void;
  readonly onProbe: (probe: ProbeView) => void;
  /** An undefined action was closed by somebody else. */
  readonly onAttentionClosed: (action: ActionView | undefined) => void;
  readonly onClose: () => void;
}

/** The endpoint's state, the action in progress and earlier ones, and the buttons to isolate and release it. */
export function EndpointOverview(props: EndpointOverviewProps) {
  const { live, endpoint, context, startedHere, onAct, onProbe } = props;
  const { onAttentionClosed, onClose } = props;
  const [newest, ...earlier] = endpoint.actions;
  const [marked, setMarked] = useState<FoundOpenStatement>();
  return (
    <>
      <NamedFlyoutBody>
        <LiveNotice live={live} onRetry={live.reload} />
        <ManagerAwayNotice away={endpoint.manager_away} onCheckAgain={live.reload} />
        <FollowUpNotice endpoint={endpoint} />
        <StateSection endpoint={withStatement(endpoint, marked)} receivedAt={live.at} />
        <AttentionSection endpoint={endpoint} onClosed={onAttentionClosed} />
        <WhyNot endpoint={endpoint} />
        <PresentLifeline endpoint={endpoint} onChange={() => onAct('reisolate')} />
        {endpoint.recovery && (
          <>
            <EuiSpacer size="m" />
            <RecoveryCardSection
              endpoint={endpoint}
              card={endpoint.recovery}
              onMarked={(statement) => {
                setMarked(statement);
                live.reload();
                // The button that opened the dialog goes with its card.
                document.getElementById(STATE_SECTION_ID)?.focus();
              }}
            />
          </>
        )}
        {newest && (
          <>
            <EuiSpacer size="m" />
            <NewestAction
              action={newest}
              endpoint={endpoint}
              focus={newest.id === startedHere ? 'once' : 'not'}
            />
          </>
        )}
        {earlier.length > 0 && (
          <>
            <EuiSpacer size="m" />
            <EarlierActions actions={earlier} />
          </>
        )}
        <EuiSpacer size="m" />
        <ProbeSection endpoint={endpoint} onStarted={onProbe} />
        <EuiSpacer size="m" />
        <Links endpoint={endpoint} context={context} />
        <EuiSpacer size="m" />
        <EuiAccordion id="endpointDetails" buttonContent={DETAILS}>
          <EuiSpacer size="s" />
          <EndpointIdentity endpoint={endpoint} />
        </EuiAccordion>
      </NamedFlyoutBody>
      <EuiFlyoutFooter>
        <EuiFlexGroup justifyContent="spaceBetween" responsive={false} gutterSize="s" wrap>
          <EuiFlexItem grow={false}>
            <EuiButtonEmpty onClick={onClose} flush="left">
              {i18n.translate('endpointIsolation.flyout.close', { defaultMessage: 'Close' })}
            </EuiButtonEmpty>
          </EuiFlexItem>
          <EuiFlexItem grow={false}>
            <Actions endpoint={endpoint} onAct={onAct} />
          </EuiFlexItem>
        </EuiFlexGroup>
      </EuiFlyoutFooter>
    </>
  );
}

const DETAILS = i18n.translate('endpointIsolation.overview.details', {
  defaultMessage: 'Endpoint details',
});

function Actions({ endpoint, onAct }: Pick<EndpointOverviewProps, 'endpoint' | 'onAct'>) {
  const clock = useClock();
  const action = likelyAction(endpoint.state);
  const likely = likelyVerb(endpoint.state);
  // The likely one stands last, where the eye ends, and is filled, unless it is known that the program will refuse it.
  const willBeRefused =
    likely === 'release' && releaseProspect(endpoint.state) === 'will_be_refused';
  const isAway = endpoint.manager_away !== undefined;
  const likelyLook = willBeRefused || isAway ? 'outlined' : 'filled';
  const verbs = [likely === 'isolate' ? ('release' as const) : ('isolate' as const), likely];
  return (
    <EuiFlexGroup responsive={false} gutterSize="s">
      {verbs.map((verb) => (
        <EuiFlexItem grow={false} key={verb}>
          <ReasonedButton
            look={verb === likely ? likelyLook : 'empty'}
            color={verb === 'isolate' ? 'danger' : 'primary'}
            iconType={verb === 'isolate' ? 'lock' : 'lockOpen'}
            reasons={[
              ...(isAway ? [MANAGER_AWAY] : []),
              ...reasonsAgainst(endpoint, verb),
              ...conflictReasons(endpoint, verb, clock),
            ]}
            onClick={() => onAct(verb)}
            id={actButtonId(verb)}
            data-test-subj={verb}
          >
            {verb === likely ? likelyActionOnName(action, endpoint.name) : VERB_WORDS[verb]}
          </ReasonedButton>
        </EuiFlexItem>
      ))}
    </EuiFlexGroup>
  );
}

/** Says on the page why the likely action isn't possible: nobody looks for that in a tooltip. */
function WhyNot({ endpoint }: Pick<EndpointOverviewProps, 'endpoint'>) {
  const verb = likelyVerb(endpoint.state);
  const reasons = reasonsAgainst(endpoint, verb);
  if (reasons.length === 0) return null;
  return (
    <>
      <EuiSpacer size="m" />
      <EuiCallOut
        size="s"
        iconType="iInCircle"
        title={
          verb === 'isolate'
            ? i18n.translate('endpointIsolation.overview.cannotIsolate', {
                defaultMessage: 'Can’t isolate this endpoint',
              })
            : i18n.translate('endpointIsolation.overview.cannotRelease', {
                defaultMessage: 'Can’t release this endpoint now',
              })
        }
        data-test-subj="whyNot"
      >
        <EuiText size="s">
          <ul>
            {reasons.map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        </EuiText>
      </EuiCallOut>
    </>
  );
}

function useClock(): (at: number) => string {
  const { times } = useServices();
  const now = useNow();
  return (at) => times.clock(at, now);
}

function reasonsAgainst({ possible }: EndpointDetailView, verb: 'isolate' | 'release'): string[] {
  const { reasons, right } = possible[verb];
  return [
    ...right.refusals.map(rightSentence),
    ...reasons.map((reason) => eligibilitySentence(reason, verb)),
  ];
}

function conflictReasons(
  { actions }: EndpointDetailView,
  verb: 'isolate' | 'release',
  clock: (at: number) => string
): string[] {
  const conflict = conflictIn(actions, verb);
  return conflict ? [conflictSentence(conflict, clock)] : [];
}

function Links({ endpoint, context }: Pick<EndpointOverviewProps, 'endpoint' | 'context'>) {
  const { links, discoverUrl } = useServices();
  const { host, agent_id: agent } = endpoint;
  const agentPage = endpoint.agent && links.agentPage(agent);
  return (
    <EuiText size="s">
      <EuiFlexGroup gutterSize="m" responsive={false} wrap>
        <EuiFlexItem grow={false}>
          <EuiLink href={links.events({ host, agent })}>
            {i18n.translate('endpointIsolation.overview.events', {
              defaultMessage: 'View events',
            })}
          </EuiLink>
        </EuiFlexItem>
        {context && (
          <EuiFlexItem grow={false}>
            <EuiLink href={discoverUrl(context, agent)}>
              {i18n.translate('endpointIsolation.overview.discover', {
                defaultMessage: 'Open in Discover',
              })}
            </EuiLink>
          </EuiFlexItem>
        )}
        {agentPage !== undefined && (
          <EuiFlexItem grow={false}>
            <EuiLink href={agentPage}>
              {i18n.translate('endpointIsolation.overview.agentPage', {
                defaultMessage: 'Open agent page',
              })}
            </EuiLink>
          </EuiFlexItem>
        )}
      </EuiFlexGroup>
    </EuiText>
  );
}
