import type { Acknowledgement } from '../lifeline/lifeline';
import type { Sentence } from './sentence';

/** The risks a person acknowledges, in plain words. */
export const ACKNOWLEDGEMENT_TEXTS: Readonly<Record<Acknowledgement, string>> = {
  trusted_left_out:
    'A manager address was removed. If the endpoint uses it, it loses its manager: no report arrives, and it can only be released locally.',
  no_trusted_address:
    "No manager address is known from a trusted source. If none of the allowed addresses is the manager's, the endpoint can only be released locally.",
  reported_unreadable:
    "The endpoint's agent configuration couldn't be read, so its manager isn't known. If none of the allowed addresses is its manager's, it can only be released locally.",
  reported_not_covered:
    'None of the managers the endpoint reports is allowed. If its report is true, it loses its manager and can only be released locally.',
  very_wide:
    'A very large network is allowed: every host in it can still reach the endpoint, and the endpoint can reach them.',
  protected:
    'This endpoint is protected: other systems may depend on it, such as a domain controller, DNS or DHCP server.',
  history_damaged:
    "Part of this endpoint's history in the ledger can't be read. An earlier isolation may be unknown, and its firewall backup may be overwritten.",
  no_way_back:
    "Its state isn't known and it has no firewall backup. If it's isolated already, isolating it again saves the isolated firewall, and it can only be released locally.",
};

export function acknowledgementSentence(need: Acknowledgement): Sentence {
  return { id: `acknowledgement.${need}`, text: ACKNOWLEDGEMENT_TEXTS[need] };
}
