import type { EndpointKey } from '../../common/endpoint';
import type { Evidence } from '../../common/evidence';
import { matchWithoutRefs } from '../../common/match_without_refs';
import { releaseConfirmation } from '../../common/release_confirmation';
import type { Services } from './services';

/** A release that an endpoint reported as successful. */
export interface ReportedRelease {
  readonly endpoint: EndpointKey;
  readonly identity: string;
}

/** The report of success among the reports of a release. */
export function reportOfRelease(
  evidence: ReadonlyArray<Pick<Evidence, 'verb' | 'outcome' | 'identity'>>
): string | undefined {
  return evidence.find(({ verb, outcome }) => verb === 'release' && outcome.result === 'succeeded')
    ?.identity;
}

/**
 * Finds the releases that don't confirm that their endpoints are no longer isolated. What is no longer on record of an endpoint is not
 * judged.
 * @returns the identities of their reports
 * @throws IndexerError
 */
export async function unconfirmedReleases(
  reported: readonly ReportedRelease[],
  { ledger, settings }: Pick<Services, 'ledger' | 'settings'>
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
