import { i18n } from '@osd/i18n';
import React, { useEffect, useRef } from 'react';
import { createPortal } from 'react-dom';
import type { RecoveryCard } from '../../common/recovery/recovery_card';
import type { EndpointDetailView } from '../../common/api/endpoint_view';
import { useNow } from '../base/use_now';
import { useServices } from '../base/browser_services';
import { contactSentence } from '../words/contact_words';
import {
  RECOVERY_CASE_WORDS,
  RECOVERY_EFFECT_WORDS,
  recoverySetTitle,
  RECOVERY_SET_WORDS,
  RECOVERY_WORDS,
} from '../words/recovery_words';
import { StateSentence } from '../base/state_sentence';

interface PrintedRecoveryProps {
  readonly endpoint: EndpointDetailView;
  readonly card: RecoveryCard;
  /** The browser is done with it, whether it was printed or not. */
  readonly onDone: () => void;
}

/**
 * The card on paper: it is taken to a machine that has no network. Everything else of the page stays off the sheet, and nothing of it
 * is to be seen on the screen.
 */
export function PrintedRecovery({ endpoint, card, onDone }: PrintedRecoveryProps) {
  const { print, times } = useServices();
  const now = useNow();
  const printedAt = useRef(now);
  const done = useRef(onDone);
  done.current = onDone;
  useEffect(() => print(() => done.current()), [print]);
  const { agent, contact, state, name, agent_id: id, host } = endpoint;
  return createPortal(
    <div className="endpointIsolationPrinted">
      <style>{SHEET}</style>
      <h1>
        {RECOVERY_WORDS.title}: {name} ({id})
      </h1>
      <p>
        {[agent?.ip, agent?.os_name, LABELS.manager(host)].filter((fact) => fact).join(' · ')}
        <br />
        <StateSentence state={state} />
        {contact && (
          <>
            <br />
            {contactSentence(contact, times, printedAt.current)}
          </>
        )}
        <br />
        {LABELS.printed(times.absolute(printedAt.current))}
      </p>
      <p>
        <strong>{RECOVERY_CASE_WORDS[card.case]}</strong> {RECOVERY_WORDS.how}
      </p>
      {card.sets.map(({ id: set, commands }, index) => (
        <section key={set}>
          <h2>{recoverySetTitle(set, index)}</h2>
          <p>{RECOVERY_SET_WORDS[set].explained}</p>
          {commands.map(({ text, does }) => (
            <p key={text}>
              <code>{text}</code>
              <br />
              {RECOVERY_EFFECT_WORDS[does]}
            </p>
          ))}
        </section>
      ))}
      <p>{RECOVERY_WORDS.afterwards}</p>
    </div>,
    document.body
  );
}

const LABELS = {
  manager: (host: string) =>
    i18n.translate('endpointIsolation.recovery.printed.manager', {
      defaultMessage: 'manager {host}',
      values: { host },
    }),
  printed: (time: string) =>
    i18n.translate('endpointIsolation.recovery.printed.at', {
      defaultMessage: 'Printed {time}. The state may have changed since then.',
      values: { time },
    }),
};

/** Black on white in either theme. A command is not to be broken between two pages. */
const SHEET = `
.endpointIsolationPrinted { display: none; }
@media print {
  body > *:not(.endpointIsolationPrinted) { display: none !important; }
  html, body { background: #fff !important; height: auto !important; overflow: visible !important; }
  .endpointIsolationPrinted { display: block; color: #000; background: #fff; font: 11pt/1.4 sans-serif; }
  .endpointIsolationPrinted h1 { font-size: 16pt; font-weight: bold; color: #000; }
  .endpointIsolationPrinted h2 { font-size: 12pt; font-weight: bold; color: #000; margin-top: 12pt; break-after: avoid; }
  .endpointIsolationPrinted p { margin: 4pt 0; break-inside: avoid; color: #000; }
  .endpointIsolationPrinted code { font: 10pt/1.4 monospace; color: #000; white-space: pre-wrap; overflow-wrap: anywhere; }
}`;
