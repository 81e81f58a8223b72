import type { ActionDocument, ActionStatus, TimelineEntry } from '../../../common/action/action';
import { holdsSlot, isPending, mayFollow, SENT_LATE } from '../../../common/action/action';
import { READ_ANEW } from '../../../common/action/settlement';
import { OUTCOME_RESULTS } from '../../../common/program/outcome';

/** A command as the simulated manager handed it to an agent. */
export interface Reached {
  readonly agentId: string;
  readonly verb: string;
  /** Text after the last `#` of its user. Empty if there is none. */
  readonly ref: string;
}

const NEVER_LEFT: readonly ActionStatus[] = ['interrupted', 'cancelled', 'rejected'];
const OUTCOMES: readonly ActionStatus[] = OUTCOME_RESULTS;

/**
 * Lists the ledger's broken promises in words; none if all are kept. For a ledger that has come to rest: all answers of endpoints have
 * arrived, all times are over.
 */
export function faultsOf(
  actions: readonly ActionDocument[],
  reached: readonly Reached[]
): string[] {
  const byEndpoint = new Map<string, ActionDocument[]>();
  for (const action of actions) {
    byEndpoint.set(action.endpoint, [...(byEndpoint.get(action.endpoint) ?? []), action]);
  }
  return [
    ...actions.flatMap(faultsOfLife),
    ...Array.from(byEndpoint.values()).flatMap(faultsOfSlots),
    ...faultsOfSending(actions, reached),
  ];
}

function nameOf({ endpoint, n, verb, status }: ActionDocument): string {
  return `${endpoint}:${n} ${verb} (${status})`;
}

/** A step of an action that has an outcome: it was sent late, or its report was read anew. */
function isSettledBefore({ detail }: TimelineEntry): boolean {
  return detail?.code === SENT_LATE || detail?.code === READ_ANEW;
}

function faultsOfLife(action: ActionDocument): string[] {
  const { status, timeline } = action;
  const faults: string[] = [];
  if (isPending(status)) faults.push('is not over');
  if (timeline[timeline.length - 1]?.status !== status) faults.push('its last step is another');
  if (timeline.some(({ n }, index) => n !== index + 1)) faults.push('a step is lost');
  timeline.forEach((step, index) => {
    const before = timeline[index - 1];
    const isNext = !before || mayFollow(before.status, step.status);
    if (!isNext && !isSettledBefore(step)) {
      faults.push(`${step.status} follows ${before?.status}`);
    }
  });
  const ends = timeline.filter((step) => OUTCOMES.includes(step.status));
  if (ends.filter((step) => !isSettledBefore(step)).length > 1) {
    faults.push('has two outcomes');
  }
  return faults.map((fault) => `${nameOf(action)}: ${fault}`);
}

/** Time at which the action was first in another state, ms. Undefined for never. */
function endOf(
  { timeline }: ActionDocument,
  isSo: (status: ActionStatus) => boolean
): number | undefined {
  return timeline.find(({ status }) => !isSo(status))?.at;
}

/** @param actions of one endpoint, by number */
function faultsOfSlots(actions: readonly ActionDocument[]): string[] {
  return actions.flatMap((action, index) => {
    const faults: string[] = [];
    if (action.n !== index + 1) faults.push(`is number ${index + 1} of those that there are`);
    const before = actions[index - 1];
    if (before && (endOf(before, holdsSlot) ?? Infinity) > action.created_at) {
      faults.push(`was created while ${nameOf(before)} had the slot`);
    }
    for (const earlier of actions.slice(0, index)) {
      const isOver = (endOf(earlier, isPending) ?? Infinity) <= action.created_at;
      if (earlier.verb === action.verb && !isOver) {
        faults.push(`was created while ${nameOf(earlier)} was pending`);
      }
    }
    return faults.map((fault) => `${nameOf(action)}: ${fault}`);
  });
}

function faultsOfSending(
  actions: readonly ActionDocument[],
  reached: readonly Reached[]
): string[] {
  const keyOf = (agentId: string, verb: string, ref: string) => `${agentId} ${verb} ${ref}`;
  const times = new Map<string, number>();
  for (const { agentId, verb, ref } of reached) {
    const key = keyOf(agentId, verb, ref);
    times.set(key, (times.get(key) ?? 0) + 1);
  }
  const faults: string[] = [];
  for (const action of actions) {
    const key = keyOf(action.agent.id, action.verb, action.ref);
    const count = times.get(key) ?? 0;
    times.delete(key);
    if (count > 1) faults.push(`${nameOf(action)}: reached its endpoint ${count} times`);
    const neverLeft = action.timeline.find(({ status }) => NEVER_LEFT.includes(status));
    if (count > 0 && neverLeft) {
      faults.push(`${nameOf(action)}: was ${neverLeft.status} and reached its endpoint`);
    }
    if (count === 0 && OUTCOMES.includes(action.status)) {
      faults.push(`${nameOf(action)}: never reached its endpoint`);
    }
  }
  for (const key of times.keys()) faults.push(`${key}: reached its endpoint and is not recorded`);
  return faults;
}
