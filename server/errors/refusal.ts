import type { RefusalCode } from '../../common/refusal/refusal_codes';
import { REFUSALS } from '../../common/refusal/refusal_codes';
import { refusalSentences } from '../../common/refusal/refusal_sentences';
import { asArray, asText, field } from '../../common/base/json_reading';

/**
 * Thrown by a use case; becomes the one shape of an error at the route. The message is what the table says of its code, with what is
 * particular between what happened and the next step.
 */
export class Refusal extends Error {
  constructor(
    readonly code: RefusalCode,
    /** Whole sentences that name what no table can: a field, a person, an endpoint. Empty where there is nothing to name. */
    readonly detail = '',
    /** Further facts for the browser; never a secret. */
    readonly attributes: Readonly<Record<string, unknown>> = {}
  ) {
    super(messageOf(code, detail, attributes));
    this.name = 'Refusal';
  }

  get status(): number {
    return REFUSALS[this.code];
  }
}

function messageOf(
  code: RefusalCode,
  detail: string,
  { reasons }: Readonly<Record<string, unknown>>
): string {
  const codes = (asArray(reasons) ?? []).flatMap((reason) => asText(field(reason, 'code')) ?? []);
  const { happened, next } = refusalSentences(code, codes);
  return [happened.text, detail, next.text].filter((part) => part !== '').join(' ');
}
