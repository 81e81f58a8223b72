import { i18n } from '@osd/i18n';
import type { Contact } from '../../common/state/contact';
import type { TimeFormat } from './time_format';

/** @param time of the last keep-alive, as it is to be read in a sentence */
export function contactWords({ contact }: Contact, time: string): string {
  switch (contact) {
    case 'in_contact':
      return i18n.translate('endpointIsolation.contact.inContact', {
        defaultMessage: 'Seen {time}',
        values: { time },
      });
    case 'lost':
      return i18n.translate('endpointIsolation.contact.lost', {
        defaultMessage: 'No contact since {time}',
        values: { time },
      });
    case 'not_known':
      return i18n.translate('endpointIsolation.contact.notKnown', {
        defaultMessage: 'No keep alive on record',
      });
  }
}

/** Time it was last seen, ms. Undefined if never. */
export function contactTime(contact: Contact): number | undefined {
  switch (contact.contact) {
    case 'in_contact':
      return contact.seen_at;
    case 'lost':
      return contact.since;
    case 'not_known':
      return undefined;
  }
}

/** A contact in words. Lost contact shows a time to compare with other logs; being seen is a matter of moments. */
export function contactSentence(contact: Contact, times: TimeFormat, now: number): string {
  const at = contactTime(contact);
  if (at === undefined) return contactWords(contact, '');
  return contactWords(
    contact,
    contact.contact === 'lost' ? times.clock(at, now) : times.ago(at, now)
  );
}
