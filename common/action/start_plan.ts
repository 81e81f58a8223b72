import type { Address } from '../address/address';
import type { Acknowledgement, LifelineEntry, RefusedAddress } from '../lifeline/lifeline';
import type { RightRefusal } from '../manager/rights';
import { areUnread } from '../manager/rights';
import type { RequestedAction } from './requested_action';
import { firstVerbOf } from './requested_action';
import type { EligibilityReason } from './eligibility';
import { decidedOn } from './plan';
import type { EndpointPreview } from './preview';
import type { FollowUp } from './follow_up';

/** Reasons against one endpoint of a request. */
export interface AgainstEndpoint<T> {
  readonly agent_id: string;
  readonly reasons: readonly T[];
}

/** Reason for which a whole request is refused: half of what was asked is not what was asked. */
export type PlanRefusal =
  | {
      readonly code: 'not_eligible';
      readonly endpoints: ReadonlyArray<AgainstEndpoint<EligibilityReason>>;
    }
  | {
      readonly code: 'rights_unread' | 'not_permitted';
      readonly endpoints: ReadonlyArray<AgainstEndpoint<RightRefusal>>;
    }
  | {
      readonly code: 'not_acknowledged';
      readonly endpoints: ReadonlyArray<AgainstEndpoint<Acknowledgement>>;
    }
  | { readonly code: 'lifeline_refused'; readonly refused: readonly RefusedAddress[] }
  | { readonly code: 'lifeline_empty'; readonly agent_id: string }
  | { readonly code: 'too_many_addresses' }
  | { readonly code: 'preview_changed' };

/** The endpoints of a request as they are planned now, and which of them this person can't see. */
export interface Planned {
  readonly preview: EndpointPreview;
  readonly isHidden: boolean;
}

/** Refuses what the person may not do. A repeat of what was recorded is refused as well, since a right can be taken away. */
export function refusalOfPermission(planned: readonly Planned[]): PlanRefusal | undefined {
  const hidden = planned.filter(({ isHidden }) => isHidden).map(({ preview }) => preview);
  const notEligible = against(hidden, ({ reasons }) => reasons);
  if (notEligible.length > 0) return { code: 'not_eligible', endpoints: notEligible };
  const previews = planned.map(({ preview }) => preview);
  const endpoints = against(previews, ({ right_refusals: refusals }) => refusals);
  if (endpoints.length === 0) return undefined;
  const isUnread = areUnread(previews.flatMap(({ right_refusals: refusals }) => refusals));
  return { code: isUnread ? 'rights_unread' : 'not_permitted', endpoints };
}

/** The decision that a person confirmed when they asked for a start. */
export interface StartDecision {
  readonly host: string;
  readonly manager: string;
  readonly verb: RequestedAction;
  /** Number of the newest action of each endpoint, as the preview gave it. */
  readonly endpoints: ReadonlyArray<{ readonly agent_id: string; readonly n: number }>;
  readonly acknowledgements: readonly string[];
  readonly digest: string;
}

/**
 * Refuses a request that isn't what its preview showed, or that can't be done.
 * @param recorded agents whose action this request recorded before: their next number is taken by it
 * @param digestOf the digest that a preview carries, of the text that `decidedOn` gives
 */
export function refusalOfStart(
  decision: StartDecision,
  previews: readonly EndpointPreview[],
  recorded: ReadonlySet<string>,
  digestOf: (text: string) => string
): PlanRefusal | undefined {
  const open = previews.filter(({ agent_id }) => !recorded.has(agent_id));
  const notEligible = against(open, ({ reasons }) => reasons);
  if (notEligible.length > 0) return { code: 'not_eligible', endpoints: notEligible };
  const [ofLifeline] = open.flatMap((preview) => refusalOfLifeline(preview) ?? []);
  if (ofLifeline) return ofLifeline;
  if (!isAsPreviewed(decision, previews, recorded, digestOf)) return { code: 'preview_changed' };
  const endpoints = against(open, ({ lifeline }) =>
    (lifeline?.needs ?? []).filter((need) => !decision.acknowledgements.includes(need))
  );
  return endpoints.length > 0 ? { code: 'not_acknowledged', endpoints } : undefined;
}

function isAsPreviewed(
  { host, manager, verb, endpoints, digest }: StartDecision,
  previews: readonly EndpointPreview[],
  recorded: ReadonlySet<string>,
  digestOf: (text: string) => string
): boolean {
  const asked = new Map(endpoints.map(({ agent_id, n }) => [agent_id, n]));
  const asPreviewed = previews.map((preview) => {
    const n = recorded.has(preview.agent_id) ? asked.get(preview.agent_id) : preview.n;
    return { ...preview, n: n ?? preview.n };
  });
  return (
    digestOf(decidedOn(host, manager, verb, asPreviewed)) === digest &&
    previews.every(({ agent_id, n }) => recorded.has(agent_id) || asked.get(agent_id) === n)
  );
}

function refusalOfLifeline({ agent_id, lifeline }: EndpointPreview): PlanRefusal | undefined {
  if (!lifeline) return undefined;
  const { refused, impossible } = lifeline;
  if (refused.length > 0) return { code: 'lifeline_refused', refused };
  if (impossible === 'empty_lifeline') return { code: 'lifeline_empty', agent_id };
  return impossible === 'too_many_addresses' ? { code: 'too_many_addresses' } : undefined;
}

function against<T>(
  previews: readonly EndpointPreview[],
  reasonsOf: (preview: EndpointPreview) => readonly T[]
): Array<AgainstEndpoint<T>> {
  return previews
    .map((preview) => ({ agent_id: preview.agent_id, reasons: reasonsOf(preview) }))
    .filter(({ reasons }) => reasons.length > 0);
}

/** The parts of a new action's document that the plan decides. */
export interface PlannedAction {
  readonly verb: 'isolate' | 'release';
  readonly lifeline: readonly LifelineEntry[];
  readonly acknowledgements: readonly string[];
  readonly leftOut: readonly Address[];
  /** Labels of the chosen profiles: an ID says nothing once the configuration has changed. */
  readonly profiles: readonly string[];
  readonly reisolation?: FollowUp;
}

/** The action that is recorded for one endpoint of a request that nothing stands against. */
export function plannedAction(
  asked: RequestedAction,
  { lifeline }: EndpointPreview,
  acknowledged: readonly string[],
  profiles: readonly string[]
): PlannedAction {
  const needs: readonly string[] = lifeline?.needs ?? [];
  const cutOff = {
    lifeline: lifeline?.entries ?? [],
    acknowledgements: acknowledged.filter((one) => needs.includes(one)),
    leftOut: (lifeline?.left_out ?? []).map(({ address }) => address),
  };
  const verb = firstVerbOf(asked);
  if (asked !== 'reisolate') {
    return { verb, ...cutOff, profiles: asked === 'release' ? [] : profiles };
  }
  const { leftOut, ...rest } = cutOff;
  return {
    verb,
    lifeline: [],
    acknowledgements: [],
    leftOut: [],
    profiles,
    reisolation: { ...rest, left_out: leftOut },
  };
}
