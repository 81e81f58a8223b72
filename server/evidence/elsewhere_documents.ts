import type { ElsewhereDocument } from '../../common/ledger/elsewhere_document';
import type { EndpointKey } from '../../common/manager/endpoint';
import { parseEndpointKey } from '../../common/manager/endpoint';
import { SCHEMA_VERSION } from '../../common/ledger/endpoint_document';
import type { EndpointRecord } from '../../common/state/endpoint_record';
import type { Evidence } from '../../common/state/evidence';
import type { Whose } from '../../common/state/listed_names';
import { newElsewhereWithoutRefs } from '../../common/state/match_without_refs';
import { isOwn } from '../../common/state/own_evidence';
import { newLines } from '../../common/state/repeated_report';
import { ownerOf } from '../../common/state/whose_report';
import { elsewhereEventOf } from '../indexer/elsewhere_ids';

/**
 * The document in which the history keeps what no action of ours requested.
 * @param record what is known of the endpoint with this report
 */
export function elsewhereDocument(
  endpoint: EndpointKey,
  evidence: Evidence,
  record: Pick<EndpointRecord, 'whose'>
): ElsewhereDocument[] {
  const parts = parseEndpointKey(endpoint);
  if (!parts) return [];
  return [
    {
      schema_version: SCHEMA_VERSION,
      kind: 'elsewhere',
      status: 'elsewhere',
      endpoint,
      n: 0,
      event: elsewhereEventOf(evidence),
      manager: parts.manager,
      agent: { id: parts.agent, name: evidence.agent_name },
      ...(ownerOf(evidence, record.whose) === 'ours' ? {} : { name_unchecked: true }),
      verb: evidence.verb,
      user: evidence.user,
      created_at: evidence.at,
      evidence: [evidence],
    },
  ];
}

/**
 * Selects the events that are certainly this endpoint's, done outside this plugin, and not in its record yet as that. A line that is sent
 * again is no event of its own.
 * @param nobodys events that answer no action of ours
 * @param whose what is known with these events
 */
export function newElsewhere(
  before: EndpointRecord,
  nobodys: readonly Evidence[],
  whose: Whose | undefined,
  references: 'on' | 'off'
): readonly Evidence[] {
  const said = newLines(nobodys, before.evidence);
  if (references === 'off') return newElsewhereWithoutRefs(before, said, whose);
  const known = new Set(
    before.evidence.flatMap((one) => (isOwn(before, one) ? [one.identity] : []))
  );
  return said.filter((one) => isOwn({ ...before, whose }, one) && !known.has(one.identity));
}
