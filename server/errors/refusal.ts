import type { RefusalCode } from '../../common/action/refusal_codes';
import { REFUSALS } from '../../common/action/refusal_codes';

/** Thrown by a use case; becomes the one shape of an error at the route. The message says what happened and what to do. */
export class Refusal extends Error {
  constructor(
    readonly code: RefusalCode,
    message: string,
    /** Further facts for the browser; never a secret. */
    readonly attributes: Readonly<Record<string, unknown>> = {}
  ) {
    super(message);
    this.name = 'Refusal';
  }

  get status(): number {
    return REFUSALS[this.code];
  }
}
