import type { OpenSearchClient } from 'opensearch-dashboards/server';
import type { EventNames } from '../../common/attribution/attribution';
import { originNamesOf } from '../../common/program/endpoint_program';
import { asText, field } from '../../common/base/json_reading';
import type { AlertContents } from '../indexer/alert_contents';
import { contentsOf, eventOf } from '../indexer/alerts';
import { foundOf } from '../indexer/search';

/** A report that isn't trusted only because the agent reads the program's log under another path. */
export interface OtherLocation {
  readonly agentId: string;
  readonly agentName: string;
  readonly location: string;
  /** The manager's clock, ms. */
  readonly at: number;
}

export interface OtherLocationsRequest {
  /** `timestamp` from, ms. */
  readonly from: number;
  readonly agent?: string;
  readonly names: EventNames;
}

const MOST = 100;

/** Finds the newest of such reports. @throws IndexerError */
export async function findOtherLocations(
  client: OpenSearchClient,
  contents: Pick<AlertContents, 'searchAll' | 'settings'>,
  { from, agent, names: { clusters, managers } }: OtherLocationsRequest
): Promise<OtherLocation[]> {
  const { settings } = contents;
  const { programs } = settings;
  const locations = programs.map(({ location }) => location);
  const should = [{ terms: { 'cluster.name': clusters } }, { terms: { 'manager.name': managers } }];
  const filter: object[] = [
    { terms: { 'data.origin.name': originNamesOf(programs) } },
    { range: { timestamp: { gte: from, format: 'epoch_millis' } } },
    { bool: { should, minimum_should_match: 1 } },
    ...(agent === undefined ? [] : [{ term: { 'agent.id': agent } }]),
  ];
  const [result] = await contents.searchAll(client, [
    {
      index: settings.pattern,
      of: 'alerts',
      body: {
        size: MOST,
        track_total_hits: false,
        query: { bool: { filter, must_not: [{ terms: { location: locations } }] } },
        sort: [{ timestamp: { order: 'desc', unmapped_type: 'date' } }],
        _source: contentsOf(settings),
      },
    },
  ]);
  return foundOf(result).hits.flatMap((hit) => {
    const location = asText(field(hit.source, 'location')) ?? '';
    if (!programs.some((program) => program.isOtherLocation(location))) return [];
    return eventOf(hit, settings).flatMap(({ event }) =>
      event.notEvidence.join() === 'location'
        ? [{ agentId: event.agentId, agentName: event.agentName, location, at: event.at }]
        : []
    );
  });
}
