import type { Step, StepDetail } from '../../common/action/action';
import { SEND_WITHIN, SYSTEM } from '../../common/action/action';
import { isNonEmpty } from '../../common/base/non_empty_array';
import type { EndpointPrograms } from '../../common/program/endpoint_program';
import type { ProbeDocument } from '../../common/ledger/probe_document';
import { advanceProbe, probeAt } from '../../common/ledger/probe_document';
import { SECOND } from '../../common/base/time';
import { TurnsByHost } from '../base/turns';
import type { ActionLedger } from '../indexer/action_ledger';
import type { EndpointLedger } from '../indexer/endpoint_ledger';
import type { ProbeLedger, StoredProbe } from '../indexer/probe_ledger';
import type { CommandChannel, CommandResult } from './command_channel';
import { endOfCommand } from './command_channel';
import { commandOf, NOT_BUILT } from './endpoint_command';
import { pendingEndpoints } from './pending_endpoints';

export interface ProbeSenderDependencies {
  readonly programs: EndpointPrograms;
  readonly probes: ProbeLedger;
  readonly actions: ActionLedger;
  readonly endpoints: EndpointLedger;
  readonly answerTime: number;
  readonly now: () => number;
  readonly wait: (ms: number) => Promise<void>;
  /** Isolates and releases that are being sent to a host just now. */
  readonly isBusy: (hostId: string) => boolean;
  /** Somebody waits for what endpoints report. */
  readonly onSent: () => void;
  readonly onFailure: (error: unknown) => void;
}

/** The way that the readiness tests of one request take. */
export interface ProbeWay {
  readonly hostId: string;
  readonly channel: CommandChannel;
}

/** Pause between two calls, so many readiness tests leave the manager's limit of requests to others. */
const PAUSE = SECOND;
/** A probe that cannot be sent for so long because others are is left for another time. */
const GIVES_WAY_FOR = 60 * SECOND;

/** Sends recorded probes, one call after another for each host, and never before an isolate or a release. */
export class ProbeSender {
  private readonly turns = new TurnsByHost(1);

  constructor(private readonly dependencies: ProbeSenderDependencies) {}

  /** @param group probes of one ref. Never throws: what fails is in the ledger or in the log. */
  send(group: readonly StoredProbe[], way: ProbeWay): Promise<void> {
    const turns = this.turns.of(way.hostId);
    const isBehindOthers = turns.isBusy;
    return turns.take(async () => {
      if (isBehindOthers) await this.dependencies.wait(PAUSE);
      await this.sendNow(group, way).catch(this.dependencies.onFailure);
    });
  }

  private async sendNow(group: readonly StoredProbe[], way: ProbeWay): Promise<void> {
    const { probes, actions, endpoints, now, onSent } = this.dependencies;
    const isFree = await this.untilFree(way.hostId);
    const recorded = group.filter(({ probe }) => probeAt(probe, now()).status === 'recorded');
    const keys = recorded.map(({ probe }) => probe.endpoint);
    const pending = await pendingEndpoints(keys, { actions, endpoints, now });
    const claimed = await probes.replaceAll(
      recorded.map((was) => ({
        was,
        becomes:
          isFree && !pending.has(was.probe.endpoint)
            ? this.asSending(was.probe)
            : advanceProbe(was.probe, step(now(), 'cancelled', { code: 'gave_way' })),
      }))
    );
    const sending = claimed.filter(({ probe }) => probe.status === 'sending');
    if (sending.length === 0) return;
    onSent();
    const results = await this.dispatch(sending, way);
    await probes.updateAll(
      sending.map(({ id }) => ({
        id,
        step: (was) => advanceProbe(was, endOf(results.get(id), now())),
      }))
    );
  }

  /** @returns a result for each, by its ID */
  private async dispatch(
    sending: readonly StoredProbe[],
    { channel }: ProbeWay
  ): Promise<ReadonlyMap<string, CommandResult>> {
    const { now, programs } = this.dependencies;
    const sendBefore = now() + SEND_WITHIN;
    const results = new Map<string, CommandResult>();
    const commands = sending.flatMap(({ id, probe }) => {
      const command = commandOf(id, probe, [], sendBefore, programs);
      if (!command) results.set(id, { result: 'not_sent', detail: NOT_BUILT });
      return command ?? [];
    });
    if (!isNonEmpty(commands)) return results;
    const { of } = await channel.send(commands);
    return new Map([...Array.from(results), ...Array.from(of)]);
  }

  private asSending(probe: ProbeDocument): ProbeDocument {
    const { now, answerTime } = this.dependencies;
    const at = now();
    return {
      ...advanceProbe(probe, { at, status: 'sending', by: probe.user }),
      sent_at: at,
      waits_until: at + answerTime,
    };
  }

  private async untilFree(hostId: string): Promise<boolean> {
    const { isBusy, wait } = this.dependencies;
    for (let waited = 0; isBusy(hostId); waited += SECOND) {
      if (waited >= GIVES_WAY_FOR) return false;
      await wait(SECOND);
    }
    return true;
  }
}

function step(at: number, status: Step['status'], detail?: StepDetail): Step {
  return { at, status, by: SYSTEM, ...(detail ? { detail } : {}) };
}

function endOf(result: CommandResult | undefined, at: number): Step {
  const { status, detail } = endOfCommand(result);
  return step(at, status, detail);
}
