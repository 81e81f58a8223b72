import type { Client } from '@opensearch-project/opensearch';
import { omit } from 'lodash';
import type { ActionDocument } from '../../../common/action/action';
import { sentActionOf } from '../../../common/action/action';
import type { EndpointKey } from '../../../common/manager/endpoint';
import { endpointKeyOf, managerIdOf, parseAgentId } from '../../../common/manager/endpoint';
import type { EndpointDocument } from '../../../common/ledger/endpoint_document';
import {
  changed,
  newEndpointDocument,
  SCHEMA_VERSION,
} from '../../../common/ledger/endpoint_document';
import { addTo, EMPTY_RECORD } from '../../../common/state/endpoint_record';
import { HOUR } from '../../../common/base/time';
import { actionIdOf } from '../../../server/indexer/action_ledger';
import type { LedgerIndices } from '../../../server/indexer/ledger_indices';
import { ledgerIndicesOf } from '../../../server/indexer/ledger_indices';
import { ACTIONS_INDEX, ENDPOINTS_INDEX } from '../../../server/indexer/ledger_mappings';
import { ActionBuilder } from '../../builders/actions';
import { answers, theAnswerTo } from '../../builders/evidence';
import { OLDER_VERSIONS, olderDocument, olderIndex } from '../../builders/older_ledger';
import type { Dashboard } from '../faults/dashboard';
import { FaultWorld, HOST_ID } from '../faults/fault_world';
import { PluginClient } from '../lab/plugin_client';
import { until } from '../lab/until';
import { describeOnOpenSearch, sharedOpenSearch, startTimeLimit } from './stores';

jest.setTimeout(120_000);

const MANAGER = 'manager:wazuh-server';
const NEWER_VERSION = SCHEMA_VERSION + 1;

function keyOf(agent: string): EndpointKey {
  const manager = managerIdOf('manager', 'wazuh-server');
  const id = parseAgentId(agent);
  if (!manager || !id) throw new Error(`${agent} is no id of an agent`);
  return endpointKeyOf(manager, id);
}

/** An action that was sent an hour ago. */
const anAction = (agent: string) =>
  new ActionBuilder()
    .with({
      endpoint: keyOf(agent),
      manager: MANAGER,
      host_id: HOST_ID,
      agent: { id: agent, name: `WIN-${agent}`, ip: '10.0.0.11', os: 'Windows 11', groups: [] },
      created_at: Date.now() - HOUR,
    })
    .at(Date.now() - HOUR)
    .sending()
    .dispatched();

/** The same, answered. */
function anIsolation(agent: string): ActionDocument {
  const action = anAction(agent);
  const sent = sentActionOf(action.build());
  if (!sent) throw new Error('it was sent');
  return action.settledBy(theAnswerTo(sent, answers.isolated)).build();
}

function projectionOf(action: ActionDocument): EndpointDocument {
  const sent = sentActionOf(action);
  const record = addTo(EMPTY_RECORD, action.evidence, sent ? [sent] : []);
  return changed(
    newEndpointDocument(keyOf(action.agent.id), action.updated_at),
    { record, last_n: action.n, agent_name: action.agent.name },
    action.updated_at
  );
}

describeOnOpenSearch.each(OLDER_VERSIONS)(
  'a ledger that version %d of the plugin, or a hand, has written',
  (version) => {
    let storeUrl: string;
    let world: FaultWorld;
    let client: Client;
    let indices: LedgerIndices;
    let agents: Record<'old' | 'waiting' | 'newer' | 'cut' | 'edited' | 'untouched', string>;
    let dashboard: Dashboard;
    let plugin: PluginClient;
    /** Documents that nobody may touch, by index and id. */
    const foreign: Array<{ readonly index: string; readonly id: string; readonly source: object }> =
      [];

    const put = async (index: string, id: string, document: object) => {
      await client.index({ index, id, body: document });
    };
    const putForeign = async (index: string, id: string, source: object) => {
      foreign.push({ index, id, source });
      await put(index, id, source);
    };
    const read = async (index: string, id: string) => (await client.get({ index, id })).body;
    const isSettled = (agent: string, status: string) =>
      until(
        () => plugin.endpoint(HOST_ID, agent),
        ({ state }) => state.status === status
      );

    beforeAll(async () => {
      ({ url: storeUrl } = await sharedOpenSearch());
      world = await FaultWorld.start({ storeUrl, fleetSize: 80 });
      client = world.client;
      indices = ledgerIndicesOf(world.ledgerPrefix);
      const [old = '', waiting = '', newer = '', cut = '', edited = '', untouched = ''] =
        world.endpoints(6);
      agents = { old, waiting, newer, cut, edited, untouched };
      await client.indices.create({
        index: indices.actions,
        body: olderIndex(version, ACTIONS_INDEX),
      });
      await client.indices.create({
        index: indices.endpoints,
        body: olderIndex(version, ENDPOINTS_INDEX),
      });

      const isolation = anIsolation(old);
      await put(indices.actions, actionIdOf(isolation), olderDocument(version, isolation));
      await put(indices.endpoints, keyOf(old), olderDocument(version, projectionOf(isolation)));
      const open = anAction(waiting).build();
      await put(indices.actions, actionIdOf(open), olderDocument(version, open));

      const ofNewer = anIsolation(newer);
      await putForeign(indices.actions, actionIdOf(ofNewer), {
        ...ofNewer,
        schema_version: NEWER_VERSION,
        status: 'verified',
      });
      await putForeign(indices.endpoints, keyOf(newer), {
        ...projectionOf(ofNewer),
        schema_version: NEWER_VERSION,
        settled_status: 'quarantined',
      });
      const ofCut = anIsolation(cut);
      const half = omit(ofCut, 'timeline', 'evidence', 'lifeline');
      await putForeign(indices.actions, actionIdOf(ofCut), half);
      const byHand = { ...projectionOf(anIsolation(edited)), record: 'not isolated, I looked' };
      await putForeign(indices.endpoints, keyOf(edited), omit(byHand, 'record'));
      await client.indices.refresh({ index: `${world.ledgerPrefix}-*` });

      dashboard = await world.dashboard();
      plugin = new PluginClient(dashboard.url);
      await until(
        async () => (await plugin.context(HOST_ID)).host,
        (host) => host !== undefined
      );
    }, startTimeLimit);
    afterAll(() => world.stop());
    afterEach(async () => {
      for (const { index, id, source } of foreign) {
        expect(await read(index, id)).toMatchObject({ _version: 1, _source: source });
      }
    });

    it.each([
      ['actions', ACTIONS_INDEX],
      ['endpoints', ENDPOINTS_INDEX],
    ] as const)('has the fields added that its index of %s has not', async (name, ours) => {
      const index = indices[name];
      const mappings = await until(
        async () => (await client.indices.getMapping({ index })).body[index].mappings,
        ({ _meta }) => _meta.schema_version === SCHEMA_VERSION
      );
      expect(mappings.dynamic).toBe('strict');
      expect(Object.keys(mappings.properties).sort()).toEqual(
        Object.keys(ours.mappings.properties).sort()
      );
    });

    it('is read where it is older, and left as it is until it is next written', async () => {
      const { state, actions } = await plugin.endpoint(HOST_ID, agents.old);
      expect(state.status).toBe('isolated');
      expect(actions.map(({ status }) => status)).toEqual(['succeeded']);
      expect(await read(indices.actions, `${keyOf(agents.old)}:1`)).toMatchObject({
        _version: 1,
        _source: { schema_version: version },
      });
    });

    it('is written on as the present version: a wait that is over ends', async () => {
      const { _source } = await until(
        () => read(indices.actions, `${keyOf(agents.waiting)}:1`),
        (document) => document._source.status === 'unanswered'
      );
      expect(_source).toMatchObject({ schema_version: SCHEMA_VERSION, n: 1, user: 'alice' });
    });

    it('is written on by the next action, which has the number behind the older one', async () => {
      await plugin.start('release', HOST_ID, agents.old);
      // The simulated endpoint itself was never isolated, and says so.
      const { _source: release } = await until(
        () => read(indices.actions, `${keyOf(agents.old)}:2`),
        (document) => document._source.status === 'refused'
      );
      expect(release).toMatchObject({ schema_version: SCHEMA_VERSION, verb: 'release' });
      const { _source: projection } = await until(
        () => read(indices.endpoints, keyOf(agents.old)),
        (document) => document._source.settled_status === 'unknown'
      );
      expect(projection).toMatchObject({ schema_version: SCHEMA_VERSION, last_n: 2 });
    });

    it('is named document by document where it cannot be read, in the log once, and by Readiness', async () => {
      const unreadable = [
        { id: `${keyOf(agents.newer)}:1`, why: 'newer' },
        { id: keyOf(agents.newer), why: 'newer' },
        { id: `${keyOf(agents.cut)}:1`, why: 'damaged' },
        { id: keyOf(agents.edited), why: 'damaged' },
      ];
      for (const agent of [agents.newer, agents.cut, agents.edited]) {
        await plugin.endpoint(HOST_ID, agent).catch(() => undefined);
      }
      const { checks } = await plugin.readiness(HOST_ID);
      const ledger = checks.find(({ check }) => check === 'ledger');
      for (const { id, why } of unreadable) {
        expect(ledger?.sentence).toContain(id);
        const named = dashboard.logged.filter((line) =>
          line.includes(`isolation.unreadable ${JSON.stringify({ id, why })}`)
        );
        expect(named).toHaveLength(1);
      }
    });

    it('keeps nobody from the list, the history and the isolation of other endpoints', async () => {
      const { endpoints } = await plugin.endpoints(HOST_ID);
      expect(endpoints.length).toBeGreaterThan(10);
      const { entries } = await plugin.history(HOST_ID);
      expect(entries.map(({ agent_id }) => agent_id)).toContain(agents.old);
      await plugin.start('isolate', HOST_ID, agents.untouched);
      await isSettled(agents.untouched, 'isolated');
    });

    it.each([
      ['newer', 1],
      ['cut', 1],
      ['edited', 0],
    ] as const)(
      'isolates an endpoint of which a document cannot be read (%s) once that is acknowledged, under the next number',
      async (which, taken) => {
        const agent = agents[which];
        const sentTo = () => world.reached().filter(({ agentId }) => agentId === agent);
        const preview = await plugin.preview('isolate', HOST_ID, agent);
        expect(preview.endpoints[0]).toMatchObject({
          n: taken,
          state: { status: 'unknown' },
          reasons: [],
          lifeline: { needs: ['history_damaged'] },
        });
        await expect(plugin.startPreviewed(preview)).rejects.toThrow(/not_acknowledged/);
        expect(sentTo()).toEqual([]);
        await plugin.startPreviewed(preview, 'history_damaged');
        const { _source: action } = await until(
          () => read(indices.actions, `${keyOf(agent)}:${taken + 1}`),
          (document) => document._source.status === 'succeeded'
        );
        expect(action).toMatchObject({ n: taken + 1, acknowledgements: ['history_damaged'] });
        expect(sentTo()).toHaveLength(1);
        await plugin.start('release', HOST_ID, agent);
        await until(
          () => read(indices.actions, `${keyOf(agent)}:${taken + 2}`),
          (document) => document._source.status === 'succeeded'
        );
      }
    );
  }
);
