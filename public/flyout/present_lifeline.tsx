import { EuiBadge, EuiBadgeGroup, EuiPanel, EuiSpacer, EuiText, EuiTitle } from '@elastic/eui';
import { i18n } from '@osd/i18n';
import React from 'react';
import { reasonsAgainstOffer } from '../../common/action/offered_action';
import { SERVED_ENDPOINTS } from '../../common/programs/served_endpoints';
import type { EndpointDetailView } from '../../common/api/endpoint_view';
import { isolatingAction } from '../../common/action/isolating_action';
import { eligibilitySentence } from '../words/eligibility_words';
import { sourceWords } from '../words/lifeline_words';
import { CHANGE_ADDRESSES } from '../words/follow_up_words';
import { rightSentence } from '../words/right_words';
import { ReasonedButton } from '../base/reasoned_button';
import { actButtonId } from './act_button_id';

interface PresentLifelineProps {
  readonly endpoint: EndpointDetailView;
  readonly onChange: () => void;
}

/** The group is a block, and would start a line of its own below its address. */
const BESIDE = { display: 'inline-block', marginLeft: 4 } as const;

/** The allowed addresses of an isolated endpoint, and the button to change them. */
export function PresentLifeline({ endpoint, onChange }: PresentLifelineProps) {
  const { status, waiting } = endpoint.state;
  if (status !== 'isolated' || waiting) return null;
  const isolating = isolatingAction(endpoint);
  const entries = isolating?.lifeline;
  return (
    <>
      <EuiSpacer size="m" />
      <EuiPanel paddingSize="m" hasShadow={false} hasBorder data-test-subj="presentLifeline">
        <EuiTitle size="xxs">
          <h3>
            {i18n.translate('endpointIsolation.presentLifeline.title', {
              defaultMessage: 'Allowed addresses',
            })}
          </h3>
        </EuiTitle>
        <EuiSpacer size="s" />
        <EuiText size="s">
          {entries ? (
            <ul>
              {entries.map(({ address, sources }) => (
                <li key={address}>
                  <code>{address}</code>{' '}
                  <EuiBadgeGroup gutterSize="xs" style={BESIDE}>
                    {sources.map((source) => (
                      <EuiBadge key={`${source.source} ${source.label ?? ''}`} color="hollow">
                        {sourceWords(source, isolating?.user)}
                      </EuiBadge>
                    ))}
                  </EuiBadgeGroup>
                </li>
              ))}
            </ul>
          ) : (
            <p>
              {i18n.translate('endpointIsolation.presentLifeline.notKnown', {
                defaultMessage: 'Unknown: it was isolated outside this plugin.',
              })}
            </p>
          )}
        </EuiText>
        <EuiSpacer size="s" />
        <ReasonedButton
          look="empty"
          iconType="pencil"
          reasons={reasonsAgainstChange(endpoint)}
          onClick={onChange}
          id={actButtonId('reisolate')}
          data-test-subj="reisolate"
        >
          {CHANGE_ADDRESSES}
        </ReasonedButton>
      </EuiPanel>
    </>
  );
}

/** It takes both rights; the form's preview finds the rest. */
function reasonsAgainstChange(endpoint: EndpointDetailView): string[] {
  const { isolate, release } = endpoint.possible;
  const against = reasonsAgainstOffer('reisolate', endpoint, SERVED_ENDPOINTS, isolate.reasons);
  const reasons = [
    ...[...release.right.refusals, ...isolate.right.refusals].map(rightSentence),
    ...against.map((reason) => eligibilitySentence(reason, 'reisolate')),
  ];
  return Array.from(new Set(reasons));
}
