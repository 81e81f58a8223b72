import { sentActionOf } from '../../common/action/action';
import { endpointKeyOf, parseEndpointKey } from '../../common/manager/endpoint';
import { changed, newEndpointDocument } from '../../common/ledger/endpoint_document';
import { addTo } from '../../common/state/endpoint_record';
import { DAY, SECOND } from '../../common/base/time';
import type { StatesView } from '../../common/api/endpoint_view';
import { STATES_PATH } from '../../common/api/paths';
import { USER_COOKIE } from '../../lab/host';
import { createAlertSink } from '../../lab/store/alert_sink';
import { ActionBuilder } from '../builders/actions';
import { anAnswer, answers } from '../builders/evidence';
import { PluginClient } from '../integration/lab/plugin_client';
import type { Benchmark, Figure } from './benchmark';
import { median, timeOf } from './parts/timing';
import { ACTIONS_INDEX, BenchWorld, ENDPOINTS_INDEX, HOST_ID, MANAGER } from './parts/bench_world';
import { reportedAlert } from './parts/reported_alert';

const PAGE = 100;
const FLEET = 300;
const MEASURED = 200;
const WARM_UP = 30;
const LEDGERS = [
  { name: '1k', endpoints: 1000, alerts: 1000 },
  { name: '100k', endpoints: 100_000, alerts: 200_000 },
] as const;
const BULK = 1000;

/** The projection of an endpoint that we isolated, and that was isolated and released outside this plugin before, with its action. */
function documentsOf(agentId: string, at: number) {
  const parts = parseEndpointKey(`${MANAGER}/${agentId}`);
  if (!parts) throw new Error(`"${agentId}" is no agent id`);
  const endpoint = endpointKeyOf(parts.manager, parts.agent);
  const answer = anAnswer('isolate', answers.isolated, at + 3 * SECOND, {
    action: { n: 1, sent_at: at, addresses: 1 },
    ref: 'k7m2q9xd',
  });
  const action = new ActionBuilder('isolate')
    .at(at)
    .with({ endpoint })
    .sending()
    .dispatched()
    .settledBy(answer)
    .build();
  const evidence = [
    anAnswer('isolate', answers.isolated, at - 2 * DAY),
    anAnswer('release', answers.released, at - DAY),
    answer,
  ];
  const sent = sentActionOf(action);
  const record = addTo(newEndpointDocument(endpoint, at).record, evidence, sent ? [sent] : []);
  const change = { record, last_n: 1, agent_name: `WS-${agentId}` };
  return { endpoint, action, document: changed(newEndpointDocument(endpoint, at), change, at) };
}

const idOf = (n: number) => String(n).padStart(3, '0');

/** Brings the ledger to so many endpoints, and the alerts to so many; what is there stays. */
async function fill({ client }: BenchWorld, from: number, to: number, alerts: number) {
  const at = Date.now() - 10 * DAY;
  for (let first = from; first <= to; first += BULK) {
    const lines = [];
    for (let n = first; n < first + BULK && n <= to; n++) {
      const { endpoint, action, document } = documentsOf(idOf(n), at);
      lines.push({ index: { _index: ENDPOINTS_INDEX, _id: endpoint } }, document);
      lines.push({ index: { _index: ACTIONS_INDEX, _id: `${endpoint}:1` } }, action);
    }
    const { body } = await client.bulk({ body: lines });
    if (body.errors) throw new Error('the ledger was not filled');
  }
  const sink = createAlertSink(client);
  for (let stored = 0; stored < alerts; stored += BULK) {
    await sink.index(
      Array.from({ length: BULK }, (_, i) =>
        reportedAlert({
          // Of agents of somebody else's, so that nothing of the ledger changes meanwhile.
          ...{ agentId: `9${idOf(i)}`, user: 'alice', before: 0, place: stored + i },
          at: at - Math.floor(stored / BULK) * SECOND,
        })
      ).map((alert) => ({ ...alert, manager: { name: 'another-manager' } }))
    );
  }
  await client.indices.refresh({ index: 'wazuh-*' });
}

/** The page's documents, in one request and with nothing around it. */
async function bareSearches({ client }: BenchWorld, keys: readonly string[]): Promise<void> {
  const ids = (values: readonly string[]) => ({ size: PAGE, query: { ids: { values } } });
  const { body } = await client.msearch({
    body: [
      { index: ENDPOINTS_INDEX },
      ids(keys),
      { index: ACTIONS_INDEX },
      ids(keys.map((key) => `${key}:1`)),
    ],
  });
  const found = body.responses.map((one: { hits: { hits: unknown[] } }) => one.hits.hits.length);
  if (found.some((count: number) => count !== PAGE)) throw new Error(`found ${found}`);
}

async function stateOfPage(url: string, agents: readonly string[]): Promise<void> {
  const query = new URLSearchParams({ host: HOST_ID, agents: agents.join() });
  const response = await fetch(`${url}${STATES_PATH}?${query}`, {
    headers: { cookie: `${USER_COOKIE}=admin` },
  });
  const { states }: StatesView = await response.json();
  const isWhole = states.length === agents.length && states.every((one) => one.last_action);
  if (!isWhole) throw new Error(`${response.status}: the states are not those of the page`);
}

async function measure(world: BenchWorld, share: number): Promise<readonly Figure[]> {
  const { url } = await world.begin(await world.load());
  await world.historyIsRead();
  const { endpoints } = await new PluginClient(url).endpoints(HOST_ID, { size: String(PAGE) });
  const agents = endpoints.map(({ agent_id }) => agent_id);
  const keys = agents.map((agent) => `${MANAGER}/${agent}`);
  const figures: Figure[] = [];
  let filled = 0;
  for (const ledger of LEDGERS) {
    const upTo = Math.max(FLEET, Math.round(ledger.endpoints * share));
    await fill(world, filled + 1, upTo, Math.round(ledger.alerts * share));
    filled = upTo;
    const pages: number[] = [];
    const bare: number[] = [];
    // In turn, so that both are measured on the same machine: it may have other work at one time and none at another.
    for (let i = 0; i < WARM_UP + MEASURED; i++) {
      pages.push(await timeOf(() => stateOfPage(url, agents)));
      bare.push(await timeOf(() => bareSearches(world, keys)));
    }
    const pageMs = median(pages.slice(WARM_UP));
    const bareMs = median(bare.slice(WARM_UP));
    figures.push(
      {
        name: `page_ratio_${ledger.name}`,
        value: Math.round((pageMs / bareMs) * 100) / 100,
        unit: 'times_bare_searches',
        bound: { atMost: 1.5 },
      },
      { name: `page_median_${ledger.name}`, value: Math.round(pageMs * 10) / 10, unit: 'ms' },
      { name: `page_bare_${ledger.name}`, value: Math.round(bareMs * 10) / 10, unit: 'ms' }
    );
  }
  return figures;
}

/**
 * Requests by timer of the badges of a page of 100 endpoints, over HTTP as a browser does, against the documents that it is made of, sent
 * bare as one `_msearch`: projections, and each endpoint's newest action. It asks for no alerts, whose evidence is in the projections; that
 * there are many in the second half shows that it costs nothing.
 */
export const benchmark: Benchmark = {
  async run(share) {
    const world = await BenchWorld.start(FLEET);
    try {
      return await measure(world, share);
    } finally {
      await world.stop();
    }
  },
};
