import type { ActionDocument } from '../../../common/action/action';
import type { AgentId } from '../../../common/manager/endpoint';
import type { EndpointState } from '../../../common/state/fold';
import type { AlertDocument } from '../../../lab/endpoints/alert_document';
import { startActions } from '../../../server/actions/start_actions';
import { sharedOpenSearch } from '../store/stores';
import { FaultWorld } from './fault_world';
import { FaultyWaysOut } from './faulty_ways_out';
import type { LedgerSnapshot } from './ledger_snapshot';
import { readLedger } from './ledger_snapshot';
import { Reports } from './reports';
import type { ServerInProcess } from './server_in_process';
import { agentIdOf, keyOf, requestOf, serverInProcess } from './server_in_process';

/** Starts a world in which tests make up what endpoints report, and ends it behind them. Each test has a server that has seen nothing yet. */
export function evidenceWorld() {
  const reports = new Reports((agent) => world.simulation.manager.fleet.find(agent)?.name);
  let world: FaultWorld;
  /** Begins anew with each test, so that it has seen nothing yet. */
  let server: ServerInProcess;
  let free: string[];

  beforeAll(async () => {
    const { url } = await sharedOpenSearch();
    world = await FaultWorld.start({ storeUrl: url, fleetSize: 120 });
    free = world.endpoints(30);
    // What endpoints report is made up here.
    world.loseAnswersOf(free);
  });
  afterAll(() => world.stop());
  beforeEach(() => {
    server = serverAt(0);
  });
  afterEach(() => server.services.reconciler.stop());

  function serverAt(ahead: number): ServerInProcess {
    return serverInProcess(world, new FaultyWaysOut(undefined), () => Date.now() + ahead);
  }

  const endpoint = () => agentIdOf(free.shift() ?? '');

  /** Sends it, at another time than now where that is said. */
  async function sent(
    verb: 'isolate' | 'release',
    agent: AgentId,
    ahead = 0
  ): Promise<ActionDocument> {
    const by = serverAt(ahead);
    const request = await requestOf(by, verb, [agent]);
    const { started } = await startActions(request, by.person, by.services.start);
    by.services.reconciler.stop();
    const [one] = started;
    if (!one || !('action' in one)) throw new Error('not started');
    return one.action;
  }

  /** The endpoint's report on an action, a second after it was sent. */
  const answerTo = ({ agent, verb, sent_user, sent_at = 0 }: ActionDocument): AlertDocument =>
    reports.success({ agent: agent.id, verb, user: sent_user, at: sent_at + 1000 });

  async function searchable(): Promise<void> {
    await world.client.indices.refresh({ index: `${world.ledgerPrefix}-*` });
  }

  async function stateOf(agent: AgentId): Promise<EndpointState> {
    return (await server.services.reader.read(keyOf(agent), 'ledger')).state;
  }

  /** Reads the part of the ledger about this endpoint. */
  async function ledgerOf(agent: AgentId): Promise<LedgerSnapshot> {
    const { actions, elsewhere, endpoints } = await readLedger(world.client, world.ledgerPrefix);
    return {
      actions: actions.filter((one) => one.agent.id === agent),
      elsewhere: elsewhere.filter((one) => one.agent.id === agent),
      endpoints: endpoints.filter((one) => one.agent_id === agent),
    };
  }

  /** Stores them and lets the reconciler read what is new. */
  async function reported(...alerts: readonly AlertDocument[]): Promise<void> {
    for (const alert of alerts) await world.alerts.store([alert]);
    await searchable();
    await server.services.reconciler.round();
    await server.services.names.settled();
    expect(server.services.reconciler.report().failure).toBeUndefined();
  }

  return {
    get world() {
      return world;
    },
    get server() {
      return server;
    },
    /** Lets another server take over. */
    beginAnew(): void {
      server.services.reconciler.stop();
      server = serverAt(0);
    },
    ...{ reports, serverAt, endpoint, sent, answerTo, searchable, stateOf, ledgerOf, reported },
  };
}
