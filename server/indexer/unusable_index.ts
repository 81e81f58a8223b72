import { asArray, asText, field, valueAt } from '../../common/base/json_reading';
import { IndexerError } from './indexer_error';

/** An index of alerts that can't be searched, because a field has not the type that Wazuh's template gives it. */
export interface UnusableIndex {
  readonly index: string;
  /** Field, if the indexer names it. */
  readonly field?: string;
}

/** A sentence beside what the other indices have. */
export class UnusableIndices extends IndexerError {
  constructor(readonly indices: readonly UnusableIndex[]) {
    super('indexer_unusable_index');
    this.message = unusableSentences(indices);
  }
}

/** Says which indices can't be searched, why, and what to do. */
export function unusableSentences(indices: readonly UnusableIndex[]): string {
  const sentences = indices.map(unusableSentence).join(' ');
  return `${sentences} Reindex it with Wazuh's template, or exclude it from wazuh_isolation.alerts_pattern.`;
}

function unusableSentence({ index, field: name }: UnusableIndex): string {
  return name === undefined
    ? `${index} can't be searched: its fields don't have the types of Wazuh's template.`
    : `${index} can't be searched: ${name} is a text field, not a keyword.`;
}

/** Error types of the indexer for a field that can't be sorted, counted or compared. */
const OF_A_FIELD = new Set(['illegal_argument_exception', 'query_shard_exception']);
const FIELD = /fielddata=true on \[([^\]]+)\]/;

/** @returns the indices that failed; undefined where one failed for another reason */
export function unusableIn(
  failures: readonly unknown[] | undefined
): readonly UnusableIndex[] | undefined {
  const found = new Map<string, UnusableIndex>();
  for (const failure of failures ?? []) {
    const index = asText(field(failure, 'index'));
    const reason = field(failure, 'reason');
    if (index === undefined || !OF_A_FIELD.has(asText(field(reason, 'type')) ?? '')) {
      return undefined;
    }
    const [, name] = FIELD.exec(asText(field(reason, 'reason')) ?? '') ?? [];
    found.set(index, name === undefined ? { index } : { index, field: name });
  }
  return Array.from(found.values());
}

/** `Trying to query 1200 shards, which is over the limit of 1000.` */
export function isOverShardLimit(error: unknown): boolean {
  const [cause] = asArray(valueAt(error, 'root_cause')) ?? [];
  const said = asText(field(cause, 'reason')) ?? asText(field(error, 'reason')) ?? '';
  return /Trying to query \d+ shards, which is over the limit/.test(said);
}
