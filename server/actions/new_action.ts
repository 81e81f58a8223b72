import type { ActionAgent, ActionDocument } from '../../common/action/action';
import { CLAIM_WITHIN, SEND_WITHIN } from '../../common/action/action';
import { MANAGER_BUSY } from '../../common/action/give_back';
import type { Authority } from '../../common/action/authority';
import type { Address } from '../../common/address/address';
import type { AgentRow } from '../../common/manager/agent';
import { asciiUser } from '../../common/base/ascii';
import type { EndpointKey } from '../../common/manager/endpoint';
import { SCHEMA_VERSION } from '../../common/ledger/endpoint_document';
import { programFor } from '../../common/program/endpoint_program';
import type { LifelineEntry } from '../../common/lifeline/lifeline';
import type { FollowUp } from '../../common/action/follow_up';
import type { Ref } from '../../common/command/ref';
import { REF_LENGTH, refFromBytes, userWithRef } from '../../common/command/ref';
import { SECOND } from '../../common/base/time';
import type { Settings } from '../configuration/settings';
import type { Clock } from '../base/clock';

/** The parts of a new action. */
export interface NewAction {
  readonly endpoint: EndpointKey;
  readonly manager: string;
  readonly hostId: string;
  readonly agent: AgentRow;
  readonly n: number;
  /** Time at which the newest action before it was sent, ms; 0 for never. */
  readonly sentBefore: number;
  readonly pendingBefore: readonly number[];
  readonly verb: 'isolate' | 'release';
  readonly batch: string;
  readonly keyHash: string;
  readonly bodyHash: string;
  readonly user: string;
  readonly reason: string;
  readonly case: string | undefined;
  readonly alert: { readonly index: string; readonly id: string } | undefined;
  readonly lifeline: readonly LifelineEntry[];
  readonly acknowledgements: readonly string[];
  readonly leftOut: readonly Address[];
  readonly profiles: readonly string[];
  readonly reisolation?: FollowUp;
  readonly reisolates?: number;
  readonly authority: Authority;
  /** Process that records it, and works on it. */
  readonly worker: string;
  /** The reference ID that the actions of a request share; undefined: its own. */
  readonly ref?: Ref;
}

/**
 * The document of a new action.
 * @param start `sending`: this attempt sends it at once; `recorded`: it is queued, to be claimed; `held`: likewise, since the manager hangs
 */
export function newAction(
  parts: NewAction,
  start: 'sending' | 'recorded' | 'held',
  settings: Pick<Settings, 'alerts' | 'references' | 'answerTime'>,
  clock: Clock
): ActionDocument {
  const now = notBefore(parts.sentBefore, clock.now());
  const ref = parts.ref ?? newRef(clock);
  const user = asciiUser(parts.user);
  const recorded: ActionDocument = {
    schema_version: SCHEMA_VERSION,
    kind: 'action',
    endpoint: parts.endpoint,
    manager: parts.manager,
    host_id: parts.hostId,
    agent: actionAgentOf(parts.agent),
    n: parts.n,
    verb: parts.verb,
    ref,
    batch: parts.batch,
    key_hash: parts.keyHash,
    body_hash: parts.bodyHash,
    pending_before: parts.pendingBefore,
    created_at: now,
    updated_at: now,
    user: parts.user,
    reason: parts.reason,
    ...(parts.case === undefined ? {} : { case: parts.case }),
    ...(parts.alert === undefined ? {} : { alert: parts.alert }),
    lifeline: parts.lifeline,
    acknowledgements: parts.acknowledgements,
    left_out: parts.leftOut,
    ...(parts.profiles.length > 0 ? { profiles: parts.profiles } : {}),
    ...(parts.reisolation ? { reisolation: parts.reisolation } : {}),
    ...(parts.reisolates === undefined ? {} : { reisolates: parts.reisolates }),
    sent_user: settings.references === 'on' ? userWithRef(user, ref) : user,
    authority: parts.authority,
    worker: parts.worker,
    program: programFor(settings.alerts.programs, parts.agent).file,
    status: 'recorded',
    timeline: [
      {
        n: 1,
        at: now,
        status: 'recorded',
        by: parts.user,
        ...(start === 'held' ? { detail: { code: MANAGER_BUSY } } : {}),
      },
    ],
    mark: newMark(clock),
    not_after: now + CLAIM_WITHIN,
    evidence: [],
  };
  return start !== 'sending' ? recorded : asSending(recorded, parts.user, settings, clock);
}

/** The action as an attempt that takes it up writes it: with a mark of its own and a time until which it may send. */
export function asSending(
  action: ActionDocument,
  by: string,
  { answerTime }: Pick<Settings, 'answerTime'>,
  clock: Clock
): ActionDocument {
  const now = clock.now();
  const sentAt = notBefore(action.created_at, now);
  return {
    ...withoutSignature(action),
    status: 'sending',
    timeline: [
      ...action.timeline,
      { n: action.timeline.length + 1, at: now, status: 'sending', by },
    ],
    mark: newMark(clock),
    send_before: now + SEND_WITHIN,
    updated_at: now,
    sent_at: sentAt,
    waits_until: sentAt + answerTime,
  };
}

/** The action as it no longer waits. */
function withoutSignature({ signature: _signature, ...action }: ActionDocument): ActionDocument {
  return action;
}

/** Largest clock difference between two dashboards, as the protocol assumes. */
const CLOCKS_APART = 40 * SECOND;

/**
 * Numbers never run against the times of sending: where another dashboard's clock is a little ahead, its time counts. One that is further
 * ahead is wrong, and nobody follows it: then the order of the two is not known.
 */
function notBefore(earlier: number, now: number): number {
  return earlier > now && earlier <= now + CLOCKS_APART ? earlier : now;
}

export function actionAgentOf(row: AgentRow): ActionAgent {
  return {
    id: row.id,
    name: row.name,
    ip: row.ip,
    os: row.os_name ?? '',
    groups: row.groups,
    ...(row.date_add === undefined ? {} : { date_add: row.date_add }),
  };
}

export function newRef(clock: Clock): Ref {
  return refFromBytes(clock.randomBytes(REF_LENGTH));
}

const MARK_BYTES = 16;

function newMark(clock: Clock): string {
  return Buffer.from(clock.randomBytes(MARK_BYTES)).toString('hex');
}
