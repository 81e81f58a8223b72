import type { EndpointKey } from '../../common/manager/endpoint';
import { matchWithoutRefs } from '../../common/state/match_without_refs';
import { releaseConfirmation } from '../../common/state/release_confirmation';
import type { EndpointLedger } from '../indexer/endpoint_ledger';
import type { Settings } from '../configuration/settings';

/** Everything by which reported releases are judged. */
export interface ReleaseReading {
  readonly ledger: { readonly endpoints: Pick<EndpointLedger, 'readMany'> };
  readonly settings: Pick<Settings, 'references'>;
}

/** A release that an endpoint reported as successful. */
export interface ReportedRelease {
  readonly endpoint: EndpointKey;
  readonly identity: string;
}

/**
 * Finds the releases that don't confirm that their endpoints are no longer isolated. What is no longer on record of an endpoint is not
 * judged.
 * @returns the identities of their reports
 * @throws IndexerError
 */
export async function unconfirmedReleases(
  reported: readonly ReportedRelease[],
  { ledger, settings }: ReleaseReading
): Promise<ReadonlySet<string>> {
  const keys = Array.from(new Set(reported.map(({ endpoint }) => endpoint)));
  const documents = await ledger.endpoints.readMany(keys, 'kept');
  const unconfirmed = reported.filter(({ endpoint, identity }) => {
    const record = documents.get(endpoint)?.record;
    const matched = record && settings.references === 'off' ? matchWithoutRefs(record) : record;
    return matched !== undefined && releaseConfirmation(matched, identity) === 'not_confirmed';
  });
  return new Set(unconfirmed.map(({ identity }) => identity));
}
