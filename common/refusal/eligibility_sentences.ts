import type { EligibilityReason } from '../action/eligibility';
import type { RequestedAction } from '../action/requested_action';
import type { Sentence } from './sentence';

/** Reasons against an action and the next step, by code. */
export const ELIGIBILITY_TEXTS: Readonly<Record<EligibilityReason['code'], string>> = {
  not_listed:
    "The manager doesn't list this endpoint, or you don't have permission to see it. It may have been removed, or re-enrolled under another ID.",
  not_windows: 'Only Windows endpoints can be isolated. This is {detail}.',
  os_not_known: "Its operating system isn't known: it has never connected.",
  not_active: "Its agent is {detail}. Commands can't reach it and aren't queued.",
  version_too_old: 'Its agent is {detail}. Upgrade it to 4.2.0 or later.',
  version_not_known: "Its agent version isn't known yet.",
  protected: "It's protected and can't be isolated from here (wazuh_isolation.protected).",
  already_isolated:
    'It\'s already isolated. To allow other addresses, use "Change allowed addresses" (reisolate), which releases it and isolates it again.',
  not_isolated:
    "It isn't confirmed to be isolated, so there's nothing to change. Isolate it with the addresses you need.",
  backup_tainted:
    "Its firewall backup is suspect: a release wouldn't confirm that it's no longer isolated, so the isolation couldn't follow. Recover it locally first.",
  backup_missing:
    'It has no firewall backup. Isolating again would save the isolated firewall, and no release could restore its connections. Recover it locally first.',
  action_pending:
    'An isolation or release is in progress: it takes priority over a readiness test. Test it when that is finished.',
  not_heard:
    "It hasn't been seen for a minute. Querying it would slow down its manager. Test it once it's seen again.",
  manager_not_known:
    "The manager can't be identified: it hasn't responded yet. Check that its API is reachable.",
  manager_ambiguous:
    'Two configured managers share a name, so a report could belong to either one. An administrator must give each a unique name.',
};

type Asked = RequestedAction | 'probe';

/** The next step for an endpoint that no command reaches. A way around an isolation is no way around a release. */
export const NOT_ACTIVE_TEXTS: Readonly<Record<Asked, string>> = {
  isolate: 'To cut it off now, use the switch, VPN or network firewall.',
  release: 'Release it once it reconnects, or recover it locally.',
  reisolate: 'Change its allowed addresses once it reconnects.',
  probe: 'Test it once it reconnects.',
};

/**
 * Says why an action isn't available on an endpoint, and what to do instead.
 * @param verb what was asked for; undefined where only the endpoint is shown
 */
export function eligibilitySentences(
  { code, detail = '' }: EligibilityReason,
  verb: Asked | undefined
): Sentence[] {
  const why = { id: `eligibility.${code}`, text: ELIGIBILITY_TEXTS[code], values: { detail } };
  return code === 'not_active' && verb !== undefined
    ? [why, { id: `not_active.${verb}`, text: NOT_ACTIVE_TEXTS[verb] }]
    : [why];
}
