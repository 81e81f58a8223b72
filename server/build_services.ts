import { randomBytes } from 'crypto';
import { performance } from 'perf_hooks';
import type { Logger, OpenSearchClient } from 'opensearch-dashboards/server';
import type { ActionDocument } from '../common/action/action';
import { isPending } from '../common/action/action';
import { Ledger } from './indexer/ledger';
import type { ManagerAccess } from './manager_access';
import { HostPauses } from './dispatch/host_pauses';
import { ActiveSendings } from './dispatch/active_sendings';
import { AgentRows } from './manager/agent_rows';
import type { Clock } from './base/clock';
import { ContactWatch } from './evidence/contact_watch';
import { Denials } from './access/denials';
import { EndpointReader } from './evidence/endpoint_reader';
import { EvidenceReader } from './evidence/evidence_reader';
import { AlertContents } from './indexer/alert_contents';
import { FormerNames } from './evidence/former_names';
import { toldOnce } from './dispatch/told_once';
import { FailureLog } from './errors/failure_log';
import { LifelineFactsReader } from './actions/lifeline_facts';
import { ListedAgents } from './manager/listed_agents';
import { NameCheck } from './evidence/name_check';
import { ManagerDirectory } from './manager/manager_directory';
import { OldestAlert } from './services/oldest_alert';
import { Cursors } from './services/page_cursor';
import { queueKeys } from './dispatch/queue_keys';
import { QueueWorker } from './dispatch/queue_worker';
import type { SendDependencies } from './dispatch/send_action';
import { takeUp } from './actions/take_up';
import { ProbeSender } from './dispatch/probe_sender';
import { ActionProjector } from './evidence/project_action';
import { projectHistory } from './evidence/project_history';
import { Reconciler } from './evidence/reconciler';
import { RecoveryAddresses } from './actions/recovery_addresses';
import { retainLedger } from './evidence/retain_ledger';
import { ShownActions } from './services/shown_actions';
import { UsualWait } from './services/usual_wait';
import type { Services } from './services/services';
import { Silence } from './manager/silence';
import type { Settings } from './configuration/settings';

const CLOCK: Clock = { now: () => Date.now(), randomBytes: (length) => randomBytes(length) };

/** Puts the parts of the server together; what they do is in `services/`. */
export function buildServices(
  settings: Settings,
  internalClient: OpenSearchClient,
  {
    internal: managers,
    paidBy,
    passwordOf,
    pauses,
    reach,
  }: Pick<ManagerAccess, 'internal' | 'paidBy' | 'passwordOf' | 'pauses' | 'reach'>,
  logger: Logger,
  clock: Clock = CLOCK
): Services {
  const { now } = clock;
  const failures = new FailureLog((message) => logger.warn(message), now);
  const onFailure = (error: unknown) => failures.failed(error);
  const ledger = new Ledger(internalClient, settings.ledger, now, ({ id, why }) =>
    logger.warn(`isolation.unreadable ${JSON.stringify({ id, why })}`)
  );
  const directory = new ManagerDirectory(managers, ledger.identities, settings, now);
  const projector = new ActionProjector(ledger.endpoints, now);
  const onSettled = (action: ActionDocument) => logger.info(outcomeLine(action));
  const rows = new AgentRows(now);
  const names = new NameCheck({
    rows,
    managers,
    directory,
    endpoints: ledger.endpoints,
    search: ledger.endpointSearch,
    actions: ledger.actions,
    elsewhere: ledger.elsewhere,
    references: settings.references,
    now,
    onSettled,
    onFailure,
  });
  const contents = new AlertContents(settings.alerts);
  const evidence = new EvidenceReader(internalClient, contents, directory, {
    actions: ledger.actions,
    elsewhere: ledger.elsewhere,
    probes: ledger.probes,
    endpoints: ledger.endpoints,
    references: settings.references,
    retention: settings.ledgerRetention,
    now,
    onSettled,
    onUnowned: (endpoints) => names.ask(endpoints),
  });
  const reader = new EndpointReader({
    numbers: ledger.numbers,
    endpoints: ledger.endpoints,
    evidence,
    names,
    settings,
    now,
  });
  const lifelines = new LifelineFactsReader(settings, ledger.endpoints, new Silence(now), now);
  const listed = new ListedAgents(managers, now, (hostId, found) => rows.note(hostId, found));
  const contacts = new ContactWatch({
    rows,
    listed,
    endpoints: ledger.endpointSearch,
    actions: ledger.actions,
    managers,
    directory,
    settings,
    now,
    onLost: (action) => logger.warn(`isolation.contact_lost ${JSON.stringify(namesOf(action))}`),
    onFailure,
  });
  const formerNames = new FormerNames({
    managers,
    directory,
    endpoints: ledger.endpoints,
    takeovers: ledger.takeovers,
    now,
    onFailure,
  });
  const reconciler = new Reconciler({
    client: internalClient,
    actions: ledger.actions,
    contents,
    evidence,
    projector,
    directory,
    names,
    history: ledger.readMark,
    formerNames,
    projectHistory: async () => {
      const { recorded, endpoints } = ledger;
      await projectHistory({ recorded, endpoints, directory, now });
      await formerNames.restore();
    },
    retain: retentionOf(settings, ledger, now, logger),
    contacts,
    settings,
    now,
    ensureLedger: () => ledger.ensure(),
    onFailure,
    onEnd: (action) => logger.info(outcomeLine(action)),
    onPending: (actions) => worker.noticed(actions),
  });
  const denials = new Denials({
    ledger: ledger.denials,
    directory,
    rows,
    now,
    later: (work, ms) => setTimeout(work, ms).unref(),
    onFailure,
  });
  const sendings = new ActiveSendings();
  const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms).unref());
  const { programs } = settings.alerts;
  const probing = new ProbeSender({
    programs,
    probes: ledger.probes,
    actions: ledger.actions,
    endpoints: ledger.endpoints,
    answerTime: settings.answerTime,
    now,
    wait,
    isBusy: (hostId) => sendings.isBusy(hostId),
    onSent: () => reconciler.wake(),
    onFailure,
  });
  const preview = { settings, directory, rows, reader, lifelines, reach, now };
  const hostPauses = new HostPauses({ now, wait });
  const send: SendDependencies = {
    programs,
    actions: ledger.actions,
    keyOf: queueKeys(passwordOf, now),
    answerTime: settings.answerTime,
    now,
    wait,
    onStep: (action) => {
      sendings.onStep(action);
      reconciler.wake();
      projector.project([action]).catch(onFailure);
      if (!isPending(action.status)) logger.info(outcomeLine(action));
    },
    onFailure,
    onUnsigned: toldOnce((action) =>
      logger.error(`isolation.unsigned ${JSON.stringify(namesOf(action))}`)
    ),
    onUnexpected: (action, agents) =>
      logger.error(
        `isolation.unexpected ${JSON.stringify({
          ...namesOf(action),
          also_affected: agents.slice(0, 50),
        })}`
      ),
  };
  const worker: QueueWorker = new QueueWorker(Buffer.from(clock.randomBytes(8)).toString('hex'), {
    actions: ledger.actions,
    queue: ledger.queue,
    takeUp: (hostId, waiting) =>
      takeUp(hostId, waiting, {
        managers,
        directory,
        endpoints: ledger.endpoints,
        lifelines,
        settings,
        pauses: hostPauses,
        send,
        clock,
        worker: worker.id,
      }),
    isKnown: (hostId) => directory.managerOf(hostId) !== undefined,
    hostIds: async () => (await directory.knownHosts()).map(({ identity }) => identity.host_id),
    onGone: () => reconciler.wake(),
    monotonic: () => performance.now(),
    later: (work, ms) => setTimeout(work, ms).unref(),
    onFailure,
  });
  return {
    settings,
    now,
    internalClient,
    managers,
    pauses,
    reach,
    contents,
    ledger,
    directory,
    rows,
    cursors: new Cursors(() => ledger.cursorKey.read()),
    listed,
    managersPaidBy: paidBy,
    reader,
    oldestAlert: new OldestAlert(internalClient, settings.alerts.pattern, now),
    usualWait: new UsualWait(ledger.actionSearch, now),
    preview,
    shownActions: new ShownActions(),
    recoveryAddresses: new RecoveryAddresses(lifelines, now),
    denials,
    probing,
    contacts,
    names,
    formerNames,
    reconciler,
    onExport: (taken) => logger.info(`isolation.export ${JSON.stringify(taken)}`),
    start: {
      preview,
      clock,
      pauses: hostPauses,
      send,
      worker,
    },
  };
}

/** One line for each time that it deleted something. */
function retentionOf(
  { ledgerRetention: keptFor }: Settings,
  { aged, recorded, endpoints, numbers }: Ledger,
  now: () => number,
  logger: Logger
): () => Promise<void> {
  return async () => {
    if (keptFor === undefined) return;
    const { before, ...deleted } = await retainLedger({
      aged,
      recorded,
      endpoints,
      numbers,
      keptFor,
      now,
    });
    if (Object.values(deleted).every((count) => count === 0)) return;
    const told = { before: new Date(before).toISOString(), deleted };
    logger.info(`isolation.retention ${JSON.stringify(told)}`);
  };
}

/** One line for each end of an action, on which a monitor can stand. Ids only: no reason, no text of an endpoint, no secret. */
function outcomeLine(action: ActionDocument): string {
  const { status, outcome, created_at: createdAt } = action;
  const last = action.timeline[action.timeline.length - 1];
  return `isolation.outcome ${JSON.stringify({
    ...namesOf(action),
    status,
    ...(outcome?.reason ? { reason: outcome.reason } : {}),
    ...(last ? { seconds: Math.round((last.at - createdAt) / 1000) } : {}),
  })}`;
}

function namesOf({ endpoint, n, verb, ref, batch, host_id }: ActionDocument) {
  return { endpoint, n, verb, ref, batch, host_id };
}
