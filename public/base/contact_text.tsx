import { EuiHealth } from '@elastic/eui';
import React from 'react';
import type { Contact } from '../../common/state/contact';
import { isCurrent } from '../../common/state/contact';
import { useNow } from './use_now';
import { useServices } from './browser_services';
import { contactSentence, contactTime } from '../words/contact_words';

const COLORS: Readonly<Record<Contact['contact'], string>> = {
  in_contact: '#007871',
  lost: '#BD271E',
  not_known: '#646A77',
};

interface ContactTextProps {
  readonly contact: Contact;
  /** Time of the answer it came with, by the browser's clock, ms. */
  readonly receivedAt?: number;
}

/** Shows when the endpoint was last seen: if it can't reach its manager, no release reaches it. */
export function ContactText({ contact, receivedAt }: ContactTextProps) {
  const { times } = useServices();
  const now = useNow();
  const at = contactTime(contact);
  const isOld =
    contact.contact === 'in_contact' &&
    !isCurrent(contact, receivedAt === undefined ? 0 : now - receivedAt);
  return (
    <EuiHealth color={isOld ? COLORS.not_known : COLORS[contact.contact]}>
      <span title={at === undefined ? undefined : times.absolute(at)}>
        {contactSentence(contact, times, now)}
      </span>
    </EuiHealth>
  );
}
