import type { OpenSearchClient } from 'opensearch-dashboards/server';
import { canonicalJson } from '../../common/base/canonical_json';
import { parseEndpointKey, endpointKeyOf } from '../../common/manager/endpoint';
import { managerOf } from '../../common/attribution/attribution';
import { whoseBefore, withWhose } from '../../common/state/own_evidence';
import type { EndpointKey } from '../../common/manager/endpoint';
import type { EndpointDocument } from '../../common/ledger/endpoint_document';
import { withAllKnown } from '../../common/state/evidence';
import { AlertContents } from '../indexer/alert_contents';
import { DocumentStore } from '../indexer/document_store';
import type { EndpointUpdate } from '../indexer/endpoint_ledger';
import { Ledger } from '../indexer/ledger';
import type { UnreadableDocument } from '../indexer/ledger_reader';
import { EvidenceReader } from '../evidence/evidence_reader';
import { joinTakeovers } from '../evidence/join_takeovers';
import { projectHistory } from '../evidence/project_history';
import { readByEndpoint } from '../evidence/read_by_endpoint';
import type { Settings } from '../configuration/settings';
import { managerSettingsOf } from '../configuration/settings';

export interface Rebuilding {
  /** Client of a user who can read alerts and has the dashboard user's permissions on the ledger. */
  readonly client: OpenSearchClient;
  readonly settings: Settings;
  readonly now: () => number;
  /** `compare` changes no projection. */
  readonly mode: 'compare' | 'write';
}

export interface Rebuilt {
  readonly same: number;
  /** Keys of the endpoints whose projection is not what it would be, with those that have none. */
  readonly different: readonly string[];
  /** Number of these that were written. */
  readonly written: number;
  /** Documents that cannot be read. A projection among them is replaced where projections are written. */
  readonly unreadable: readonly UnreadableDocument[];
}

const AT_ONCE = 200;

/**
 * Computes the projections of all endpoints anew, from `<prefix>-actions` and the alerts, in an index beside the live one, and compares.
 * What only the live ones know (the managers that an endpoint reported, how often it is expected to be seen) is taken from them. Dashboards
 * may continue meanwhile: a live document that somebody wrote since it was compared is left for the next run.
 * @throws IndexerError
 */
export async function rebuildEndpoints(rebuilding: Rebuilding): Promise<Rebuilt> {
  const { client, settings, now, mode } = rebuilding;
  const indices = { ...settings.ledger, endpoints: `${settings.ledger.endpoints}-rebuilt` };
  const unreadable = new Map<string, UnreadableDocument>();
  const onUnreadable = (one: UnreadableDocument) => void unreadable.set(one.id, one);
  const rebuilt = new Ledger(client, indices, now, onUnreadable);
  const live = new Ledger(client, settings.ledger, now, onUnreadable);
  await removeIndex(client, indices.endpoints);
  try {
    await rebuilt.ensure();
    await live.ensure();
    await judgeAsBefore(rebuilding, live, rebuilt);
    await fold(rebuilding, live, rebuilt);
    await client.indices.refresh({ index: indices.endpoints });
    const store = new DocumentStore(client, async () => undefined);
    let same = 0;
    let written = 0;
    const different: string[] = [];
    for await (const page of pagesOf(client, indices.endpoints)) {
      const documents = page.filter(isMadeOfSomething);
      const ids = documents.map(({ endpoint }) => ({
        index: settings.ledger.endpoints,
        id: endpoint,
      }));
      const stored = await store.readMany(ids);
      const known = await live.endpoints.readMany(documents.flatMap(keyOf));
      const writes = documents.flatMap((document) => {
        const before = stored.get(document.endpoint);
        const [key] = keyOf(document);
        const current = before && key ? known.get(key) : undefined;
        const becomes = withWhatOnlyTheLiveOneKnows(document, current);
        if (current && isSame(current, becomes)) {
          same += 1;
          return [];
        }
        different.push(document.endpoint);
        return [
          {
            index: settings.ledger.endpoints,
            id: document.endpoint,
            document: becomes,
            condition: before ? before.version : ('create' as const),
          },
        ];
      });
      if (mode === 'compare') continue;
      for (const result of await store.writeAll(writes)) {
        if (result.result === 'failed') throw result.error;
        if (result.result === 'written') written += 1;
      }
    }
    return { same, different, written, unreadable: Array.from(unreadable.values()) };
  } finally {
    await removeIndex(client, indices.endpoints);
  }
}

/** Takes over which names a manager once listed: only the live documents know. */
async function judgeAsBefore(
  { client, settings }: Rebuilding,
  live: Ledger,
  rebuilt: Ledger
): Promise<void> {
  for await (const documents of pagesOf(client, settings.ledger.endpoints)) {
    const updates = new Map<EndpointKey, EndpointUpdate>();
    // Documents that were edited by hand are none that the ledger reads.
    const known = await live.endpoints.readMany(documents.flatMap(keyOf));
    for (const document of known.values()) {
      const whose = whoseBefore(document.record);
      for (const key of keyOf(document)) {
        updates.set(key, (one) => ({ ...one, record: withWhose(one.record, whose) }));
      }
    }
    await rebuilt.endpoints.update(updates);
  }
}

async function fold({ settings, now, client }: Rebuilding, live: Ledger, rebuilt: Ledger) {
  const known = await live.identities.readPlaces();
  const hosts = (await live.identities.readAll()).map((identity) => ({
    identity,
    ...managerSettingsOf(settings, identity.host_id),
    places: known.get(managerOf(identity) ?? '')?.places ?? [],
  }));
  const directory = { knownHosts: async () => hosts, noticePlaces: async () => undefined };
  const { recorded, endpoints } = rebuilt;
  await projectHistory({ recorded, endpoints, directory, now });
  // From here on, what alerts add under a former key is joined in as well.
  await joinTakeovers(await rebuilt.takeovers.readAll(), endpoints, now);
  const contents = new AlertContents(settings.alerts);
  const evidence = new EvidenceReader(client, contents, directory, {
    actions: rebuilt.actions,
    elsewhere: rebuilt.elsewhere,
    probes: rebuilt.probes,
    endpoints: rebuilt.endpoints,
    references: settings.references,
    retention: settings.ledgerRetention,
    now,
    onSettled: () => undefined,
    onUnowned: () => undefined,
  });
  await readByEndpoint({
    client,
    contents,
    from: 0,
    take: (page) => evidence.fold(page),
    isStopped: () => false,
    onIncomplete: (error) => {
      throw error;
    },
  });
}

async function* pagesOf(
  client: OpenSearchClient,
  index: string
): AsyncGenerator<EndpointDocument[]> {
  let after: unknown[] | undefined;
  do {
    const { body } = await client.transport.request({
      method: 'POST',
      path: `/${encodeURIComponent(index)}/_search`,
      body: {
        size: AT_ONCE,
        query: { term: { kind: 'endpoint' } },
        sort: [{ endpoint: 'asc' }],
        ...(after ? { search_after: after } : {}),
      },
    });
    const hits: ReadonlyArray<{ _source: EndpointDocument; sort: unknown[] }> = body.hits.hits;
    yield hits.map(({ _source }) => _source);
    after = hits[AT_ONCE - 1]?.sort;
  } while (after);
}

function keyOf({ endpoint }: EndpointDocument): EndpointKey[] {
  const parts = parseEndpointKey(endpoint);
  return parts ? [endpointKeyOf(parts.manager, parts.agent)] : [];
}

function withWhatOnlyTheLiveOneKnows(
  rebuilt: EndpointDocument,
  live: EndpointDocument | undefined
): EndpointDocument {
  if (!live) return rebuilt;
  const { reported, keep_alive } = live;
  const known = new Map(live.record.evidence.map((one) => [one.identity, one]));
  // Of what the ledger has deleted since, a record knows that there was something, and the most addresses.
  const record = {
    ...rebuilt.record,
    // When it was first seen, and what it was in whole, where the alert is gone.
    evidence: rebuilt.record.evidence.map((one) => {
      const before = known.get(one.identity);
      return before ? withAllKnown(one, before) : one;
    }),
    ...(live.record.forgotten_names ? { forgotten_names: live.record.forgotten_names } : {}),
    forgotten: rebuilt.record.forgotten || live.record.forgotten,
    max_addresses: Math.max(rebuilt.record.max_addresses, live.record.max_addresses),
    // Names that the manager listed are asked of it, and stand nowhere else.
    ...(live.record.whose ? { whose: live.record.whose } : {}),
    ...(live.record.forgotten_doubts ? { forgotten_doubts: live.record.forgotten_doubts } : {}),
  };
  return { ...rebuilt, record, reported, ...(keep_alive === undefined ? {} : { keep_alive }) };
}

/** False if nothing but the names that the manager listed is known: of such an endpoint there is no projection to make. */
function isMadeOfSomething({ agent_name: name, record, last_n: n }: EndpointDocument): boolean {
  return name !== '' || n > 0 || record.evidence.length > 0 || record.sent.length > 0;
}

/** Apart from when it was written. */
function isSame(a: EndpointDocument, b: EndpointDocument): boolean {
  return canonicalJson({ ...a, updated_at: 0 }) === canonicalJson({ ...b, updated_at: 0 });
}

async function removeIndex(client: OpenSearchClient, index: string): Promise<void> {
  await client.indices.delete({ index }, { ignore: [404] });
  await client.indices.deleteIndexTemplate({ name: index }, { ignore: [403, 404] });
}
