import type { RequestedAction } from '../../common/action/requested_action';

/** Id of the button that opens the form of a verb: it gets the focus back when the form is canceled. */
export function actButtonId(verb: RequestedAction): string {
  return `isolationAct-${verb}`;
}
