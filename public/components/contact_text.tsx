import { EuiHealth } from '@elastic/eui';
import React from 'react';
import type { Contact } from '../../common/contact';
import { useNow } from '../hooks/use_now';
import { useServices } from '../services/browser_services';
import { contactSentence, contactTime } from '../words/contact_words';

const COLORS: Readonly<Record<Contact['contact'], string>> = {
  in_contact: '#007871',
  lost: '#BD271E',
  not_known: '#646A77',
};

/** Shows when the endpoint was last seen: if it can't reach its manager, no release reaches it. */
export function ContactText({ contact }: { contact: Contact }) {
  const { times } = useServices();
  const now = useNow();
  const at = contactTime(contact);
  return (
    <EuiHealth color={COLORS[contact.contact]}>
      <span title={at === undefined ? undefined : times.absolute(at)}>
        {contactSentence(contact, times, now)}
      </span>
    </EuiHealth>
  );
}
