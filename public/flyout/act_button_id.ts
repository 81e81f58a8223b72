import type { AskedVerb } from '../../common/action/asked_verb';

/** Id of the button that opens the form of a verb: it gets the focus back when the form is canceled. */
export function actButtonId(verb: AskedVerb): string {
  return `isolationAct-${verb}`;
}
