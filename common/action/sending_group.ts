import { DAY } from '../base/time';
import { mostTogether } from '../command/active_response';
import type { AgentRow } from '../manager/agent';
import { contactOf } from '../state/contact';
import type { EndpointRecord } from '../state/endpoint_record';
import { isUnanswered } from '../state/endpoint_record';

/**
 * Classes of endpoints, in the order in which they are sent to: one that hangs holds up the manager, and everything behind it. `answering`:
 * it is in contact and has reported within a day. `untried`: it is in contact, and nobody knows if it runs commands. `silent`: its
 * keep-alives stopped, or it left the newest command unanswered.
 */
export const SENDING_CLASSES = ['answering', 'untried', 'silent'] as const;
export type SendingClass = (typeof SENDING_CLASSES)[number];

/** Most endpoints that share one request. Where one of them hangs, the result of all is uncertain. */
const GROUP_SIZES: Readonly<Record<SendingClass, number>> = {
  answering: 25,
  untried: 5,
  silent: 1,
};

/** @param now our clock, ms */
export function sendingClassOf(
  agent: Pick<AgentRow, 'status' | 'last_keep_alive'> | undefined,
  { evidence, sent }: Pick<EndpointRecord, 'evidence' | 'sent'>,
  now: number
): SendingClass {
  const newest = sent[sent.length - 1];
  const wasSilent = newest !== undefined && isUnanswered(newest) && newest.waits_until <= now;
  if (!agent || wasSilent || contactOf(agent, now).contact !== 'in_contact') return 'silent';
  // A report from the future says nothing about now.
  const hasReported = evidence.some(({ at }) => Math.abs(now - at) < DAY);
  return hasReported ? 'answering' : 'untried';
}

/** One command that waits. */
export interface WaitingCommand {
  readonly sendingClass: SendingClass;
  /** Text that is the same for commands with equal bodies: those may share a request. */
  readonly body: string;
}

/**
 * The commands that are sent next, in one request: the first of the best class, with as many of its class and body as may share it.
 * @param waiting in the order in which they were recorded
 * @param fleetSize number of agents that the manager lists for this user; undefined where it isn't known: then one
 */
export function nextTogether<T extends WaitingCommand>(
  waiting: readonly T[],
  fleetSize: number | undefined
): readonly T[] {
  const first = SENDING_CLASSES.map((one) =>
    waiting.find(({ sendingClass }) => sendingClass === one)
  ).find((one) => one !== undefined);
  if (!first) return [];
  const { sendingClass, body } = first;
  return waiting
    .filter((one) => one.sendingClass === sendingClass && one.body === body)
    .slice(0, Math.min(GROUP_SIZES[sendingClass], mostTogether(fleetSize)));
}
