import { asInteger, asText, field, valueAt } from '../../common/base/json_reading';

export const INDEXER_ERRORS = [
  'indexer_unreachable',
  'indexer_timeout',
  'indexer_busy',
  'needs_opensearch',
  'indexer_denied',
  'indexer_read_only',
  'indexer_mapping',
  'indexer_missing_index',
  'indexer_newer_schema',
  'indexer_damaged',
  'indexer_incomplete',
  'indexer_unusable_index',
  'indexer_shard_limit',
  'indexer_failed',
] as const;
export type IndexerErrorCode = (typeof INDEXER_ERRORS)[number];

const SENTENCES: Readonly<Record<IndexerErrorCode, string>> = {
  indexer_unreachable:
    "The indexer can't be reached. Check that the Wazuh indexer is running and that the dashboard can connect to it.",
  indexer_timeout:
    "The indexer didn't respond in time. Check its load. The plugin continues automatically once it responds.",
  indexer_busy: 'The indexer is busy and rejected the request (429). Try again in a moment.',
  needs_opensearch:
    "This needs OpenSearch. The small embedded store behind this dashboard can't do it.",
  indexer_denied:
    "The indexer denied access. The dashboard's own user needs read, write, index and manage on the ledger indices.",
  indexer_read_only:
    'The ledger index is read-only, usually because a disk is almost full. Free disk space, then remove the block.',
  indexer_mapping:
    'The ledger index rejected the document because its mapping was changed. See "Ledger" in the documentation.',
  indexer_missing_index: "A required index doesn't exist yet.",
  indexer_newer_schema:
    'A newer version of this plugin wrote the ledger. Nothing changed. Install that version again.',
  indexer_damaged:
    "A ledger document can't be read: it was edited by hand or truncated. It was left unchanged. The dashboard server log names it.",
  indexer_incomplete:
    "Part of an index can't be read: one of its shards is missing or failed. Check the health of the indices. The plugin continues automatically once the shard is back.",
  indexer_unusable_index:
    "An index that matches the alert pattern can't be searched: its fields don't have the types of Wazuh's template. Readiness names it.",
  indexer_shard_limit:
    'The indexer has reached its shard limit, so it creates no new index, and new alerts may not be stored either. Delete old indices, or raise cluster.max_shards_per_node.',
  indexer_failed: 'The indexer returned an error. Check its log.',
};

/** Subject of a search that isn't the ledger. */
export type IndexerSubject = 'alerts';

/** Sentences about alerts: those of the ledger's indices don't fit. */
const OF_ALERTS: Readonly<Partial<Record<IndexerErrorCode, string>>> = {
  indexer_denied:
    "The indexer denied access to the alerts. The dashboard's own user needs read on the indices of wazuh_isolation.alerts_pattern.",
  indexer_shard_limit:
    'The alert pattern matches more shards than one search may read (action.search.shard_count.limit). Narrow wazuh_isolation.alerts_pattern, or raise the limit.',
  indexer_mapping:
    "The indexer can't search the alerts: a field of an index that matches wazuh_isolation.alerts_pattern doesn't have the type of Wazuh's template.",
};

/** A failure of the indexer to do what was requested. The message is for a person and names no host, credential or query. */
export class IndexerError extends Error {
  constructor(
    readonly code: IndexerErrorCode,
    /** Type of the indexer's own error, such as `cluster_block_exception`. */
    readonly type?: string,
    of?: IndexerSubject
  ) {
    super(sentenceOf(code, type, of));
    this.name = 'IndexerError';
  }

  /** True if a write that ended so may still have been done: then only reading the document tells. */
  get mayHaveHappened(): boolean {
    return MAY_HAVE_HAPPENED.has(this.code);
  }

  /** The indexer did not take whoever asked for somebody it knows: of a person, that their session is over. */
  get isNotAuthenticated(): boolean {
    return this.type === NOT_AUTHENTICATED;
  }
}

/** Stands for a type, which the security plugin's 401 doesn't have. */
const NOT_AUTHENTICATED = 'not_authenticated';
const NOT_TAKEN =
  "The indexer didn't accept the credentials of the dashboard's own user (401). Check opensearch.username and its password.";

const MAY_HAVE_HAPPENED: ReadonlySet<IndexerErrorCode> = new Set<IndexerErrorCode>([
  'indexer_timeout',
  'indexer_unreachable',
  'indexer_failed',
]);

function sentenceOf(
  code: IndexerErrorCode,
  type: string | undefined,
  of: IndexerSubject | undefined
): string {
  if (type === NOT_AUTHENTICATED) return NOT_TAKEN;
  return (of && OF_ALERTS[code]) ?? SENTENCES[code];
}

/** Names of the client's errors for which nobody answered. */
const UNREACHABLE = new Set(['ConnectionError', 'NoLivingConnectionsError']);

/** @param error whatever the client threw: a ResponseError with `meta`, a ConnectionError, a TimeoutError */
export function indexerErrorOf(error: unknown, of?: IndexerSubject): IndexerError {
  if (error instanceof IndexerError) return error;
  const name = asText(field(error, 'name'));
  if (name === 'TimeoutError') return new IndexerError('indexer_timeout');
  if (name !== undefined && UNREACHABLE.has(name)) {
    return new IndexerError('indexer_unreachable', name);
  }
  const status = asInteger(valueAt(error, 'meta', 'statusCode'));
  if (status === undefined) return new IndexerError('indexer_failed', name);
  if (status === 401) return new IndexerError(codeOf(status, undefined), NOT_AUTHENTICATED);
  const type = asText(valueAt(error, 'meta', 'body', 'error', 'type'));
  return new IndexerError(codeOf(status, type), type, of);
}

/** Code for the status and error type of an answer, or of one item of a bulk. */
export function codeOf(status: number, type: string | undefined): IndexerErrorCode {
  if (status === 401) return 'indexer_denied';
  if (status === 403) {
    return type === 'cluster_block_exception' ? 'indexer_read_only' : 'indexer_denied';
  }
  if (status === 404 && type === 'index_not_found_exception') return 'indexer_missing_index';
  if (status === 501) return 'needs_opensearch';
  if (status === 408 || status === 504) return 'indexer_timeout';
  if (status === 429) {
    return type === 'cluster_block_exception' ? 'indexer_read_only' : 'indexer_busy';
  }
  if (status === 400 && type === TOO_MANY_SHARDS) return 'indexer_shard_limit';
  if (status === 400 && MAPPING_ERRORS.has(type ?? '')) return 'indexer_mapping';
  return 'indexer_failed';
}

/** Error type with which creating an index is refused; nothing else that we ask is. */
const TOO_MANY_SHARDS = 'validation_exception';

const MAPPING_ERRORS = new Set([
  'strict_dynamic_mapping_exception',
  'mapper_parsing_exception',
  'illegal_argument_exception',
]);
