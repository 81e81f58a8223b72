import type { ActionStatus } from '../action/action';
import type { AgentRow } from '../manager/agent';
import { reasonsAgainstAction } from '../action/eligibility';
import type { NonEmptyArray } from '../base/non_empty_array';
import type { ServedEndpoints } from '../program/endpoint_program';
import { EMPTY_RECORD } from '../state/endpoint_record';
import { settledStateOf } from '../state/fold';
import { isSameName } from '../state/listed_names';
import { TOO_CLOSE } from '../state/shown_state';

/** Reasons for which an endpoint isn't confirmed ready, in the order in which they are shown: what a test found comes first. */
export const NOT_READY_REASONS = [
  'no_response',
  'unexpected_response',
  'version_too_old',
  'version_not_known',
  'not_sent',
  'in_progress',
  'not_tested',
] as const;
export type NotReadyReason = (typeof NOT_READY_REASONS)[number];

/** The newest report of an endpoint by which its whole response path is known to work. */
export interface ReadyReport {
  readonly agent_name: string;
  /** Time by the manager's clock, ms. */
  readonly ready_at: number;
}

/** The newest readiness test of an endpoint, as it stands now. */
export interface NewestTest {
  readonly agent_name: string;
  /** Time by the dashboard's clock, ms. */
  readonly created_at: number;
  readonly status: ActionStatus;
  /** Time of its report, the manager's clock, ms. */
  readonly answered_at?: number;
}

export interface EndpointReadinessFacts {
  readonly programs: NonEmptyArray<ServedEndpoints>;
  readonly agent: AgentRow;
  readonly report: ReadyReport | undefined;
  readonly test: NewestTest | undefined;
  /** The manager's clock minus the dashboard's, ms. */
  readonly clockDifference: number;
}

export type EndpointReadiness = {
  /** Last time it was confirmed ready, the manager's clock, ms. */
  readonly ready_at?: number;
  /** Time of its newest test, the dashboard's clock, ms. */
  readonly tested_at?: number;
} & (
  | { readonly readiness: 'ready' }
  | {
      readonly readiness: 'not_ready';
      readonly reason: NotReadyReason;
      /** Agent version that is too old. */
      readonly detail?: string;
    }
);

/**
 * Decides if an active Windows endpoint is confirmed ready. A report is confirmed by what came later: a test without a response, or with
 * an unexpected one, ends it until the next report. A test that was never sent says nothing about the endpoint.
 */
export function endpointReadiness(facts: EndpointReadinessFacts): EndpointReadiness {
  const { agent, clockDifference } = facts;
  const report = ofSameEndpoint(agent, facts.report, facts.report?.ready_at);
  const testedAt = facts.test && facts.test.created_at + clockDifference;
  const test = ofSameEndpoint(agent, facts.test, testedAt);
  const times = {
    ...(report ? { ready_at: report.ready_at } : {}),
    ...(test ? { tested_at: test.created_at } : {}),
  };
  const [version] = reasonsAgainstVersion(facts);
  if (version) return { readiness: 'not_ready', ...version, ...times };
  // An unexpected response is a report itself, and confirms nothing by that.
  const isOver =
    report !== undefined && report.ready_at > (test?.answered_at ?? testedAt ?? -Infinity);
  if (test?.status === 'succeeded' || isOver) return { readiness: 'ready', ...times };
  const reason = test ? reasonOf(test.status) : ('not_tested' as const);
  const isAboutEndpoint = reason === 'no_response' || reason === 'unexpected_response';
  return report && !isAboutEndpoint
    ? { readiness: 'ready', ...times }
    : { readiness: 'not_ready', reason, ...times };
}

/** Leaves out what another endpoint did that had this ID before. */
function ofSameEndpoint<T extends { readonly agent_name: string }>(
  { name, date_add: registered = -Infinity }: AgentRow,
  found: T | undefined,
  at: number | undefined
): T | undefined {
  if (!found || at === undefined) return undefined;
  const isEarlier = registered > at + TOO_CLOSE && !isSameName(name, found.agent_name);
  return isEarlier ? undefined : found;
}

function reasonsAgainstVersion({
  agent,
  programs,
}: EndpointReadinessFacts): Array<{ readonly reason: NotReadyReason; readonly detail?: string }> {
  const reasons = reasonsAgainstAction({
    verb: 'probe',
    programs,
    agent,
    state: settledStateOf(EMPTY_RECORD),
    protection: 'none',
    identity: 'known',
  });
  return reasons.flatMap(({ code, detail }) =>
    code === 'version_too_old' || code === 'version_not_known'
      ? [{ reason: code, ...(detail === undefined ? {} : { detail }) }]
      : []
  );
}

function reasonOf(status: Exclude<ActionStatus, 'succeeded'>): NotReadyReason {
  switch (status) {
    case 'unanswered':
      return 'no_response';
    case 'recorded':
    case 'sending':
    case 'dispatched':
    case 'uncertain':
      return 'in_progress';
    case 'rejected':
    case 'interrupted':
    case 'cancelled':
      return 'not_sent';
    default:
      return 'unexpected_response';
  }
}
