import type { ActionDocument } from '../../common/action/action';
import { isPending } from '../../common/action/action';
import { attentionOf } from '../../common/action/attention';
import type { EndpointRecord } from '../../common/state/endpoint_record';
import { releaseConfirmation, reportOfRelease } from '../../common/state/release_confirmation';
import type { ActionSummary, ActionView } from '../../common/api/action_view';
import type { ShownState } from '../../common/state/shown_state';
import { actionIdOf } from '../indexer/action_ledger';

export function actionSummary(action: ActionDocument): ActionSummary {
  const last = action.timeline[action.timeline.length - 1];
  return {
    id: actionIdOf(action),
    n: action.n,
    verb: action.verb,
    status: action.status,
    user: action.user,
    reason: action.reason,
    ...(action.case === undefined ? {} : { case: action.case }),
    created_at: action.created_at,
    ...(last && !isPending(action.status) ? { ended_at: last.at } : {}),
  };
}

/** The same, with the follow-up it leaves and what its report doesn't confirm. @param record of its endpoint */
export function actionViewIn(
  action: ActionDocument,
  { status }: ShownState,
  record: EndpointRecord
): ActionView {
  const attention = attentionOf(action, status);
  const report = reportOfRelease(action.evidence);
  const isUnconfirmed =
    report !== undefined && releaseConfirmation(record, report) === 'not_confirmed';
  return {
    ...actionView(action),
    ...(attention ? { attention } : {}),
    ...(isUnconfirmed ? { unconfirmed: true as const } : {}),
  };
}

/** An action with all its steps. What the endpoint said is in `outcome`; its raw text is read as the person, from the alert. */
export function actionView(action: ActionDocument): ActionView {
  const [evidence] = action.evidence;
  return {
    ...actionSummary(action),
    agent_id: action.agent.id,
    agent_name: action.agent.name,
    host: action.host_id,
    batch: action.batch,
    timeline: action.timeline,
    lifeline: action.lifeline,
    acknowledgements: action.acknowledgements,
    left_out: action.left_out,
    ...(action.profiles ? { profiles: action.profiles } : {}),
    ...(action.reisolation ? { reisolation: action.reisolation } : {}),
    ...(action.reisolates === undefined ? {} : { reisolates: action.reisolates }),
    sent_user: action.sent_user,
    ...(action.sent_at === undefined ? {} : { sent_at: action.sent_at }),
    ...(action.waits_until === undefined ? {} : { waits_until: action.waits_until }),
    ...(action.outcome ? { outcome: action.outcome } : {}),
    ...(evidence ? { evidence_at: evidence.at } : {}),
    ...(action.alert ? { alert: action.alert } : {}),
    ...(action.also_affected ? { also_affected: action.also_affected } : {}),
  };
}
