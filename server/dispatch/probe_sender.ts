import type { Step, StepDetail } from '../../common/action/action';
import { SEND_WITHIN, SYSTEM } from '../../common/action/action';
import { activeResponseBodyOf, agentListOf } from '../../common/command/active_response';
import type { AgentId } from '../../common/manager/endpoint';
import { parseAgentId } from '../../common/manager/endpoint';
import type { ProbeDocument } from '../../common/ledger/probe_document';
import { advanceProbe, probeAt } from '../../common/ledger/probe_document';
import { SECOND } from '../../common/base/time';
import type { ActionLedger } from '../indexer/action_ledger';
import type { EndpointLedger } from '../indexer/endpoint_ledger';
import type { ProbeLedger, StoredProbe } from '../indexer/probe_ledger';
import type {
  ActiveResponseResult,
  AgentResult,
  ClusterKnowledge,
  ManagerSession,
} from '../manager/manager';
import { pendingEndpoints } from './pending_endpoints';

export interface ProbeSenderDependencies {
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

/** Everything needed to send the readiness tests of one request. */
export interface ProbeWay {
  readonly session: ManagerSession;
  readonly cluster: ClusterKnowledge;
  /** Number of agents the manager has, as far as this person sees: fewer than half of them may be named in one call. */
  readonly fleetSize: number;
}

/** Pause between two calls, so many readiness tests leave the manager's limit of requests to others. */
const PAUSE = SECOND;
/** A probe that cannot be sent for so long because others are is left for another time. */
const GIVES_WAY_FOR = 60 * SECOND;

/** Sends recorded probes, one call after another for each host, and never before an isolate or a release. */
export class ProbeSender {
  private readonly turns = new Map<string, Promise<unknown>>();

  constructor(private readonly dependencies: ProbeSenderDependencies) {}

  /** @param group probes of one ref. Never throws: what fails is in the ledger or in the log. */
  send(group: readonly StoredProbe[], way: ProbeWay): Promise<void> {
    const { id } = way.session.host;
    const before = this.turns.get(id);
    const mine = (before ?? Promise.resolve()).then(async () => {
      if (before) await this.dependencies.wait(PAUSE);
      await this.sendNow(group, way).catch(this.dependencies.onFailure);
    });
    this.turns.set(id, mine);
    void mine.then(() => {
      if (this.turns.get(id) === mine) this.turns.delete(id);
    });
    return mine;
  }

  private async sendNow(group: readonly StoredProbe[], way: ProbeWay): Promise<void> {
    const { probes, actions, endpoints, now, onSent } = this.dependencies;
    const isFree = await this.untilFree(way.session.host.id);
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
    const [first] = sending;
    if (!first) return;
    onSent();
    const result = await this.dispatch(first.probe, sending, way);
    await probes.updateAll(
      sending.map(({ id, probe }) => ({
        id,
        step: (was) => advanceProbe(was, endOf(parseAgentId(probe.agent.id), result, now())),
      }))
    );
  }

  private async dispatch(
    { program, sent_user: user }: ProbeDocument,
    sending: readonly StoredProbe[],
    { session, cluster, fleetSize }: ProbeWay
  ): Promise<ActiveResponseResult | undefined> {
    const { now } = this.dependencies;
    const agents = sending.flatMap(({ probe }) => parseAgentId(probe.agent.id) ?? []);
    const list = agentListOf(agents, fleetSize);
    const body = activeResponseBodyOf({ verb: 'probe', program, user, lifeline: [] });
    if (!list.ok || !body.ok) return undefined;
    const sendBefore = now() + SEND_WITHIN;
    return session.sendActiveResponse(
      { agents: list.agents, body: body.body },
      { mayStillSend: () => now() < sendBefore, cluster }
    );
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

function endOf(
  agent: AgentId | undefined,
  result: ActiveResponseResult | undefined,
  at: number
): Step {
  if (!result) return step(at, 'rejected', { code: 'not_sent', cause: 'not_built' });
  if (result.result === 'not_sent') {
    const { code, words: message } = result;
    return step(at, 'rejected', { code: 'not_sent', cause: code, message });
  }
  return endOfAgent(agent && result.agents.get(agent), at);
}

function endOfAgent(result: AgentResult | undefined, at: number): Step {
  if (!result) return step(at, 'uncertain', { code: 'not_answered_for' });
  if (result.result === 'affected') return step(at, 'dispatched');
  const { code, words: message, managerCode } = result;
  return step(at, result.result === 'refused' ? 'rejected' : 'uncertain', {
    code,
    message,
    ...(managerCode === undefined ? {} : { manager_code: managerCode }),
  });
}
