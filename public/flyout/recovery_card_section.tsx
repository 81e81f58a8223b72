import {
  EuiAccordion,
  EuiButtonEmpty,
  EuiFlexGroup,
  EuiFlexItem,
  EuiPanel,
  EuiSpacer,
  EuiText,
  EuiTitle,
} from '@elastic/eui';
import React, { useState } from 'react';
import { likelyAction } from '../../common/state/likely_verb';
import type { RecoveryCard } from '../../common/recovery/recovery_card';
import type { EndpointDetailView } from '../../common/api/endpoint_view';
import type { FoundOpenStatement } from '../../common/ledger/statement_document';
import {
  RECOVERY_CASE_WORDS,
  RECOVERY_EFFECT_WORDS,
  recoverySetTitle,
  RECOVERY_SET_WORDS,
  RECOVERY_WORDS,
} from '../words/recovery_words';
import { CommandLine } from './command_line';
import { MarkNotIsolated } from './mark_not_isolated';
import { PrintedRecovery } from './printed_recovery';

interface RecoveryCardSectionProps {
  readonly endpoint: EndpointDetailView;
  readonly card: RecoveryCard;
  /** Somebody said that it isn't isolated. @param statement undefined: others did */
  readonly onMarked: (statement: FoundOpenStatement | undefined) => void;
}

/** Local recovery for an endpoint whose isolation no release can end, least risky steps first. */
export function RecoveryCardSection({ endpoint, card, onMarked }: RecoveryCardSectionProps) {
  const [isPrinting, setIsPrinting] = useState(false);
  const print = (
    <EuiButtonEmpty
      size="xs"
      iconType="document"
      onClick={() => setIsPrinting(true)}
      data-test-subj="printRecovery"
    >
      {RECOVERY_WORDS.print}
    </EuiButtonEmpty>
  );
  return (
    <EuiPanel paddingSize="m" hasShadow={false} hasBorder data-test-subj="recoveryCard">
      {likelyAction(endpoint.state) === 'isolate_again' ? (
        // How to open it is not what somebody looks for who wanted it cut off.
        <EuiAccordion
          id="recoveryCard"
          buttonContent={
            <EuiTitle size="xxs">
              <h3>{RECOVERY_WORDS.title}</h3>
            </EuiTitle>
          }
          extraAction={print}
        >
          <EuiSpacer size="s" />
          <Steps card={card} />
          <MarkNotIsolated endpoint={endpoint} onMarked={onMarked} />
        </EuiAccordion>
      ) : (
        <>
          <EuiFlexGroup alignItems="center" responsive={false} gutterSize="s">
            <EuiFlexItem>
              <EuiTitle size="xxs">
                <h3>{RECOVERY_WORDS.title}</h3>
              </EuiTitle>
            </EuiFlexItem>
            <EuiFlexItem grow={false}>{print}</EuiFlexItem>
          </EuiFlexGroup>
          <Steps card={card} />
          <MarkNotIsolated endpoint={endpoint} onMarked={onMarked} />
        </>
      )}
      {isPrinting && (
        <PrintedRecovery endpoint={endpoint} card={card} onDone={() => setIsPrinting(false)} />
      )}
    </EuiPanel>
  );
}

function Steps({ card }: Pick<RecoveryCardSectionProps, 'card'>) {
  return (
    <>
      <EuiText size="s">
        <p>
          <strong>{RECOVERY_CASE_WORDS[card.case]}</strong> {RECOVERY_WORDS.how}
        </p>
      </EuiText>
      {toldOnce(card).map(({ id, commands }, index) => (
        <section key={id} aria-labelledby={`recovery-${id}`} data-test-subj={`recovery-${id}`}>
          <EuiSpacer size="m" />
          <EuiTitle size="xxxs">
            <h4 id={`recovery-${id}`}>{recoverySetTitle(id, index)}</h4>
          </EuiTitle>
          <EuiText size="s">
            <p>{RECOVERY_SET_WORDS[id].explained}</p>
          </EuiText>
          {commands.map(({ text, does }) => (
            <React.Fragment key={text}>
              <EuiSpacer size="s" />
              <CommandLine text={text} does={does} />
            </React.Fragment>
          ))}
        </section>
      ))}
      <EuiSpacer size="m" />
      <EuiText size="s" color="subdued">
        <p>{RECOVERY_WORDS.afterwards}</p>
      </EuiText>
    </>
  );
}

/** The sets of a card, where each command is explained once: the same one ends several of them. */
function toldOnce({ sets }: RecoveryCard) {
  const told = new Set<string>();
  return sets.map(({ id, commands }) => ({
    id,
    commands: commands.map(({ text, does }) => {
      const isTold = told.has(text);
      told.add(text);
      return { text, does: isTold ? RECOVERY_WORDS.asAbove : RECOVERY_EFFECT_WORDS[does] };
    }),
  }));
}
