import type { AgentRow } from './agent';
import type { EndpointState } from './fold';
import { MINUTE } from './time';

/** A registration and a piece of evidence so close together cannot be put in order: two clocks, and a line on its way. */
export const TOO_CLOSE = 15 * MINUTE;

/** The state as it is shown: what the record proves, held against who the manager now lists under that id. */
export interface ShownState extends EndpointState {
  /** The manager no longer lists the agent, or not to this person. */
  readonly removed?: boolean;
  /** The evidence is of another machine that had this id before. */
  readonly earlier_agent?: string;
  /** Id of an endpoint that is isolated, or may be, and that has the same name: most likely the same machine, registered again. */
  readonly may_be_isolated_as?: string;
}

/**
 * An id can be given to another machine, and a machine can be registered again: evidence from before the registration then says
 * nothing certain.
 * @param agentName the name in the newest evidence or action
 * @param row undefined: not listed
 */
export function shownState(
  state: EndpointState,
  agentName: string,
  row: Pick<AgentRow, 'name' | 'date_add'> | undefined
): ShownState {
  if (!row) return { ...state, removed: true };
  const proven = state.last_proven;
  if (!proven || row.date_add === undefined || row.date_add < proven.at - TOO_CLOSE) return state;
  const isLater = row.date_add > proven.at + TOO_CLOSE;
  if (isLater && row.name !== agentName) {
    return { ...NO_RECORD, earlier_agent: agentName };
  }
  return {
    ...state,
    status: 'unknown',
    proof: undefined,
    reasons: [...state.reasons, 're_registered'],
  };
}

/** Of an endpoint whose record in the ledger cannot be read: nothing may be claimed of it. */
export const UNREADABLE_STATE: EndpointState = {
  status: 'unknown',
  reasons: ['record_unreadable'],
  backup: 'tainted',
  cautions: [],
};

const NO_RECORD: EndpointState = {
  status: 'no_record',
  reasons: [],
  backup: 'none_needed',
  cautions: [],
};
