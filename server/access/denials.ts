import type { DeniedAttempt, DeniedReason } from '../../common/ledger/denied_document';
import { endpointKeyOf, parseAgentId } from '../../common/manager/endpoint';
import { asArray, asText, field } from '../../common/base/json_reading';
import { HOUR, SECOND } from '../../common/base/time';
import { sha256Of } from '../base/sha256';
import type { Intent } from './gate';
import type { DenialLedger } from '../indexer/denial_ledger';
import type { AgentRows } from '../manager/agent_rows';
import type { ManagerDirectory } from '../manager/manager_directory';
import type { Refusal } from '../errors/refusal';

export interface DenialDependencies {
  readonly ledger: DenialLedger;
  readonly directory: Pick<ManagerDirectory, 'managerOf'>;
  readonly rows: Pick<AgentRows, 'seen'>;
  readonly now: () => number;
  readonly later: (work: () => void, ms: number) => void;
  readonly onFailure: (error: unknown) => void;
}

/** Different attempts of one person that are written down one by one within an hour; what is beyond is counted in one document. */
export const MOST_IN_AN_HOUR = 50;
/** A repeated attempt is counted after so long, in one write for all its repeats. */
const COUNTED_AFTER = 5 * SECOND;
const MOST_KEPT = 20000;
const AND_MORE = 'and_more';

interface Counter {
  readonly attempt: DeniedAttempt;
  readonly event: string;
  readonly hour: number;
  uncounted: number;
  isWriting: boolean;
}

/**
 * Records attempts that were refused, beside the answer and never before it: nobody waits for it, and a storm of them costs one write
 * in five seconds for each attempt that is not like another.
 */
export class Denials {
  private readonly counters = new Map<string, Counter>();
  private readonly distinct = new Map<string, number>();
  private hour = 0;

  constructor(private readonly dependencies: DenialDependencies) {}

  /** A look that was refused is no attempt: every page of the dashboard asks for what its user may not see. */
  record(user: string, { hostId, right, agents }: Intent, refusal: Refusal): void {
    if (!agents) return;
    const hour = Math.floor(this.dependencies.now() / HOUR);
    this.forgetBefore(hour);
    for (const agent of new Set(agents)) {
      const attempt = this.attemptOf(user, { hostId, right }, agent, refusal);
      this.add(this.counterOf(attempt, hour));
    }
  }

  private attemptOf(
    user: string,
    { hostId, right }: Intent,
    text: string,
    refusal: Refusal
  ): DeniedAttempt {
    const { directory, rows } = this.dependencies;
    const manager = directory.managerOf(hostId);
    const agent = parseAgentId(text);
    const row = agent && rows.seen(user, hostId, agent)?.row;
    const reasons = reasonsOf(refusal, text);
    return {
      host_id: hostId,
      verb: right,
      user,
      code: refusal.code,
      codes: reasons.map(({ code }) => code),
      ...(reasons.length > 0 ? { reasons } : {}),
      ...(manager ? { manager } : {}),
      ...(manager && agent ? { endpoint: endpointKeyOf(manager, agent) } : {}),
      ...(agent ? { agent: { id: agent, name: row?.name ?? '', groups: row?.groups ?? [] } } : {}),
    };
  }

  private counterOf(attempt: DeniedAttempt, hour: number): Counter {
    const { user, host_id, verb, agent, code, codes } = attempt;
    const event = eventOf([user, hour, host_id, verb, agent?.id, code, codes]);
    const known = this.counters.get(event);
    if (known) return known;
    const count = this.distinct.get(user) ?? 0;
    if (count >= MOST_IN_AN_HOUR || this.counters.size >= MOST_KEPT) {
      const more = eventOf([user, hour, host_id, AND_MORE]);
      return this.counters.get(more) ?? this.newCounter(ofSeveral(attempt), more, hour);
    }
    this.distinct.set(user, count + 1);
    return this.newCounter(attempt, event, hour);
  }

  private newCounter(attempt: DeniedAttempt, event: string, hour: number): Counter {
    const counter: Counter = { attempt, event, hour, uncounted: 0, isWriting: false };
    this.counters.set(event, counter);
    return counter;
  }

  private add(counter: Counter): void {
    counter.uncounted += 1;
    if (counter.isWriting) return;
    counter.isWriting = true;
    void this.write(counter);
  }

  /** The first at once, what comes meanwhile together. */
  private async write(counter: Counter): Promise<void> {
    const { ledger, now, later, onFailure } = this.dependencies;
    const times = counter.uncounted;
    counter.uncounted = 0;
    try {
      await ledger.count(counter.event, counter.attempt, times, now());
    } catch (error) {
      counter.uncounted += times;
      onFailure(error);
    }
    later(() => {
      if (counter.uncounted > 0) void this.write(counter);
      else counter.isWriting = false;
    }, COUNTED_AFTER);
  }

  private forgetBefore(hour: number): void {
    if (this.hour === hour) return;
    this.hour = hour;
    this.distinct.clear();
    for (const [event, counter] of this.counters) {
      if (counter.hour < hour && !counter.isWriting) this.counters.delete(event);
    }
  }
}

function ofSeveral({ host_id, manager, verb, user, code }: DeniedAttempt): DeniedAttempt {
  return { host_id, ...(manager ? { manager } : {}), verb, user, code, codes: [AND_MORE] };
}

function eventOf(parts: readonly unknown[]): string {
  return sha256Of(parts).slice(0, 32);
}

const MOST_REASONS = 10;
/** Longest detail kept of a version or an operating system, which an agent itself reports. */
const MOST_DETAIL = 100;

/** Reasons against this agent, or against the whole request. */
function reasonsOf({ attributes }: Refusal, agent: string): DeniedReason[] {
  const own = (asArray(attributes.endpoints) ?? []).find((one) => field(one, 'agent_id') === agent);
  const lists = [field(own, 'reasons'), attributes.refusals, attributes.reasons];
  const reasons = new Map<string, DeniedReason>();
  for (const one of lists.flatMap((list) => asArray(list) ?? [])) {
    const code = asText(field(one, 'code')) ?? asText(one);
    if (code === undefined || reasons.has(code)) continue;
    const detail = asText(field(one, 'detail'))?.slice(0, MOST_DETAIL);
    reasons.set(code, { code, ...(detail === undefined ? {} : { detail }) });
  }
  return Array.from(reasons.values()).slice(0, MOST_REASONS);
}
