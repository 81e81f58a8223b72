import type { EndpointDetailView } from '../../common/api/endpoint_view';
import type { FoundOpenStatement } from '../../common/ledger/statement_document';

/** Adds what was just said here: the search for statements finds it a second later. */
export function withStatement(
  endpoint: EndpointDetailView,
  said: FoundOpenStatement | undefined
): EndpointDetailView {
  const isMissing =
    endpoint.state.reasons.includes('found_open') && endpoint.found_open === undefined;
  return isMissing && said ? { ...endpoint, found_open: said } : endpoint;
}
