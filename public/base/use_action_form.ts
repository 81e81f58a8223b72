import { useState } from 'react';
import type { ActionRequest } from '../../common/action/action_request';
import type { RequestedAction } from '../../common/action/requested_action';
import type { Acknowledgement } from '../../common/lifeline/lifeline';
import type { ManagerAway } from '../../common/manager/manager_reach';
import type { ActionPreview, EndpointPreview } from '../../common/action/preview';
import type { ActionView } from '../../common/api/action_view';
import type { Requirement } from '../../common/action/requirement';
import { acknowledged, firstMissing, lockOutRisks } from '../../common/action/requirement';
import type { ApiFailure } from '../api/api_failure';
import { useServices } from './browser_services';
import type { Draft } from './draft_store';
import type { EndpointRef } from '../api/isolation_api';
import { previewIn } from '../api/preview_in_failure';
import { MANAGER_AWAY } from '../words/manager_away_words';
import { previewChanges } from '../../common/action/preview_changes';
import { changeSentence } from '../words/change_words';
import {
  ADDRESS_REFUSED,
  BEING_WORKED_OUT,
  NOT_WORKED_OUT,
  reasonsAgainst,
} from '../words/reasons_against';
import type { LifelineInput } from './lifeline_input';
import { choiceOf, hasWrongAddress } from './lifeline_input';
import { useNow } from './use_now';
import type { PreviewState } from './use_preview';
import { usePreview } from './use_preview';
import type { Sending } from './use_sending';
import { useSending } from './use_sending';

export interface ActionFormOptions {
  readonly endpoint: EndpointRef;
  /** Name of the endpoint; a protected one is confirmed by typing it. */
  readonly name: string;
  readonly verb: RequestedAction;
  /** Selection of allowed addresses at the start. */
  readonly chosen: LifelineInput;
  /** The event that it began from. */
  readonly alert?: ActionRequest['alert'];
  /** The manager is away, as the panel knows it. The panel looks more often than the form is prepared. */
  readonly managerAway?: ManagerAway;
  readonly onStarted: (action: ActionView) => void;
}

export interface ActionFormState {
  readonly draft: Draft;
  readonly setDraft: (draft: Draft) => void;
  readonly input: LifelineInput;
  readonly setInput: (input: LifelineInput) => void;
  readonly given: readonly Acknowledgement[];
  readonly setGiven: (given: readonly Acknowledgement[]) => void;
  readonly typedName: string;
  readonly setTypedName: (text: string) => void;
  /** Somebody tried to go on, so that what is missing is said. */
  readonly isAsked: boolean;
  readonly preview: PreviewState;
  /** The manager can't be reached, as far as the panel or the form knows. */
  readonly managerAway: ManagerAway | undefined;
  readonly shown: EndpointPreview | undefined;
  /** Changes since the decision. Undefined if there are none. */
  readonly changes: readonly string[] | undefined;
  /** Reasons that block the action whatever is typed. */
  readonly reasons: readonly string[];
  readonly sending: Sending;
  /** Risks of losing the endpoint, while the form asks once more. */
  readonly confirming: readonly Acknowledgement[] | undefined;
  /** The first thing that is still to be given, from the top of the form. */
  readonly missing: Requirement | undefined;
  /** @returns what held it back, where something did */
  readonly submit: () => Held | undefined;
  readonly confirm: () => void;
  readonly stopConfirming: () => void;
}

/** Anything that holds up a form: a requirement, an address to be corrected, or something in the endpoint's way. */
export type Held = Requirement | 'addresses' | 'not_possible';

/** All that is decided in a form before an action leaves. */
export function useActionForm(options: ActionFormOptions): ActionFormState {
  const { endpoint, name, verb, chosen, alert, onStarted } = options;
  const { drafts, times } = useServices();
  const now = useNow();
  const [draft, setDraft] = useState(() => drafts.read(endpoint, verb));
  const [input, setInput] = useState(chosen);
  const [given, setGiven] = useState<readonly Acknowledgement[]>([]);
  const [typedName, setTypedName] = useState('');
  const [isAsked, setIsAsked] = useState(false);
  const [isConfirming, setIsConfirming] = useState(false);
  const [decidedUpon, setDecidedUpon] = useState<ActionPreview>();
  const preview = usePreview(endpoint, verb, choiceOf(input));
  const [shown] = preview.shown?.endpoints ?? [];
  const managerAway = options.managerAway ?? preview.shown?.manager_away;
  const needs = shown?.lifeline?.needs ?? [];
  const confirmed = acknowledged(needs, { given, typedName, name });
  const missing = firstMissing({ reason: draft.reason, needs, confirmed });
  const risks = lockOutRisks(needs);

  const startOver = (failure: ApiFailure) => {
    if (failure.code !== 'preview_changed') return;
    setDecidedUpon(preview.shown);
    // What was confirmed was confirmed of something else.
    setGiven([]);
    setTypedName('');
    setIsAsked(false);
    const current = previewIn(failure);
    if (current) preview.update(() => current);
    else preview.reload();
  };
  const sending = useSending((action) => {
    drafts.forget(endpoint, verb);
    onStarted(action);
  }, startOver);

  const sendNow = () => {
    setIsConfirming(false);
    if (!preview.value || !shown) return;
    setDecidedUpon(undefined);
    sending.send({
      host: endpoint.host,
      verb,
      endpoints: [{ agent_id: endpoint.agent, n: shown.n }],
      reason: draft.reason.trim(),
      ...(draft.caseText.trim() === '' ? {} : { case: draft.caseText.trim() }),
      ...(alert ? { alert } : {}),
      choice: choiceOf(input),
      acknowledgements: confirmed,
      digest: preview.value.digest,
    });
  };
  const reasons = reasonsOf(preview, { shown, verb, away: managerAway }, input, (at) =>
    times.clock(at, now)
  );
  return {
    draft,
    setDraft: (changed) => {
      setDraft(changed);
      drafts.keep(endpoint, verb, changed);
    },
    input,
    setInput: (changed) => {
      setInput(changed);
      setDecidedUpon(undefined);
    },
    given,
    setGiven,
    typedName,
    setTypedName,
    isAsked,
    preview,
    managerAway,
    shown,
    changes: changesSince(decidedUpon, preview),
    reasons,
    sending,
    confirming: isConfirming ? risks : undefined,
    missing,
    submit: () => {
      setIsAsked(true);
      if (reasons.length > 0) return heldBy(preview, shown, input);
      if (missing !== undefined) return missing;
      if (risks.length > 0) setIsConfirming(true);
      else sendNow();
      return undefined;
    },
    confirm: sendNow,
    stopConfirming: () => setIsConfirming(false),
  };
}

/** Nothing leads a person away while the form is only being prepared. */
function heldBy(
  { isLoading }: PreviewState,
  shown: EndpointPreview | undefined,
  input: LifelineInput
): Held | undefined {
  const { impossible, refused = [] } = shown?.lifeline ?? {};
  if (hasWrongAddress(input) || refused.length > 0 || impossible) return 'addresses';
  return isLoading ? undefined : 'not_possible';
}

function changesSince(
  decidedUpon: ActionPreview | undefined,
  preview: PreviewState
): readonly string[] | undefined {
  if (!decidedUpon || !preview.isCurrent || !preview.value) return undefined;
  return preview.value === decidedUpon
    ? undefined
    : previewChanges(decidedUpon, preview.value).map(changeSentence);
}

interface Against {
  readonly shown: EndpointPreview | undefined;
  readonly verb: RequestedAction;
  readonly away: ManagerAway | undefined;
}

function reasonsOf(
  preview: PreviewState,
  { shown, verb, away }: Against,
  input: LifelineInput,
  clock: (at: number) => string
): string[] {
  return [
    ...(preview.isLoading ? [BEING_WORKED_OUT] : []),
    ...(preview.failure ? [NOT_WORKED_OUT] : []),
    ...(hasWrongAddress(input) ? [ADDRESS_REFUSED] : []),
    ...(away ? [MANAGER_AWAY] : []),
    ...(shown ? reasonsAgainst(shown, verb, clock) : []),
  ];
}
