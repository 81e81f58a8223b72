import type { AgentRow } from '../manager/agent';
import type { EndpointRecord } from './endpoint_record';
import { timeOf } from './evidence';
import type { EndpointState } from './fold';
import { isSameName } from './listed_names';
import { undecidedIn } from './own_evidence';
import { MINUTE } from '../base/time';

/** A registration and a piece of evidence so close together cannot be put in order: two clocks, and a line on its way. */
export const TOO_CLOSE = 15 * MINUTE;

/** The state as it is shown: what the record proves, held against who the manager now lists under that id. */
export interface ShownState extends EndpointState {
  /** The manager no longer lists the agent, or not to this person. */
  readonly removed?: boolean;
  /** The evidence is of another machine that had this id before. */
  readonly earlier_agent?: string;
  /** Id of an endpoint that is isolated, or may be, and that has the same name: most likely the same endpoint, re-enrolled. */
  readonly may_be_isolated_as?: string;
}

/** Everything a state rests on. */
export interface StateClaim {
  /** The name in the evidence that proves it, or proved the last one that was certain. */
  readonly proven_name?: string;
  /** The newest evidence of which it is not known whose it is, ms. */
  readonly unchecked_at?: number;
}

export function claimOf(record: EndpointRecord, state: EndpointState): StateClaim {
  const identity = state.last_proven?.identity;
  const proof = record.evidence.find((one) => one.identity === identity);
  const undecided = undecidedIn(record);
  const unchecked = state.reasons.includes('name_not_checked')
    ? record.evidence.filter((one) => undecided(one) === 'name_not_checked')
    : [];
  return {
    ...(proof ? { proven_name: proof.agent_name } : {}),
    ...(unchecked.length > 0 ? { unchecked_at: Math.max(...unchecked.map(timeOf)) } : {}),
  };
}

/**
 * An ID can be given to another endpoint, and an endpoint can be re-enrolled: evidence from before the registration then says nothing
 * certain.
 * @param agentName the name in the newest evidence or action
 * @param row undefined: not listed
 */
export function shownState(
  state: EndpointState,
  agentName: string,
  row: Pick<AgentRow, 'name' | 'date_add'> | undefined,
  { proven_name: provenName, unchecked_at: uncheckedAt }: StateClaim = {}
): ShownState {
  if (!row) return { ...state, removed: true };
  const proven = state.last_proven;
  const since = uncheckedAt ?? -Infinity;
  const earliest = Math.max(proven?.earliest ?? proven?.at ?? -Infinity, since);
  const latest = Math.max(proven?.latest ?? proven?.at ?? -Infinity, since);
  const { date_add: registered = -Infinity } = row;
  if (latest > -Infinity && registered >= earliest - TOO_CLOSE) {
    const isLater = registered > latest + TOO_CLOSE;
    return isLater && !isSameName(row.name, agentName)
      ? { ...NO_RECORD, earlier_agent: agentName }
      : reRegistered(state);
  }
  // It is its own by its ref, and yet the manager says another name: one of both is of another registration.
  return proven && provenName !== undefined && provenName !== row.name
    ? reRegistered(state)
    : state;
}

function reRegistered(state: EndpointState): ShownState {
  return {
    ...state,
    status: 'unknown',
    proof: undefined,
    reasons: [...state.reasons, 're_registered'],
  };
}

/** State of an endpoint whose record in the ledger can't be read: nothing may be claimed about it. */
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
