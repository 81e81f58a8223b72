import type { ActionDocument, StepDetail } from '../../common/action/action';
import { addressesOf } from '../../common/action/action';
import type { Address } from '../../common/address/address';
import type { ActiveResponseBody, Verb } from '../../common/command/active_response';
import { parseAgentId } from '../../common/manager/endpoint';
import type { EndpointPrograms } from '../../common/program/endpoint_program';
import { programNamed } from '../../common/program/endpoint_program';
import type { EndpointCommand } from './command_channel';

/** The parts of a document that its command is made of. */
export interface RecordedCommand {
  readonly agent: { readonly id: string };
  readonly verb: Verb;
  readonly program: string;
  readonly sent_user: string;
}

/** End of what no command can be made of. */
export const NOT_BUILT: StepDetail = {
  code: 'not_sent',
  cause: 'not_built',
  message: "The request couldn't be prepared. Nothing was sent.",
};

/**
 * The command of a recorded action. The lifeline and user were checked when it was recorded; a document that was tampered with gives none.
 */
export function commandOf(
  id: string,
  { agent: { id: agentId }, verb, program, sent_user: user }: RecordedCommand,
  lifeline: readonly Address[],
  sendBefore: number,
  programs: EndpointPrograms
): EndpointCommand | undefined {
  const agent = parseAgentId(agentId);
  const body = programNamed(programs, program).commandOf({ verb, program, user, lifeline });
  return agent && body.ok ? { id, agent, body: body.body, sendBefore } : undefined;
}

/** The body of an action's command; undefined where none can be made. Endpoints with equal bodies may share a request. */
export function bodyOf(
  action: ActionDocument,
  programs: EndpointPrograms
): ActiveResponseBody | undefined {
  const { verb, program, sent_user: user } = action;
  const lifeline = addressesOf(action);
  const body = programNamed(programs, program).commandOf({ verb, program, user, lifeline });
  return body.ok ? body.body : undefined;
}
