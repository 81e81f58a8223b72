import { gt, gte, lt, lte } from 'lodash';
import { isObject, listOf, objectOf } from './json';
import type { Json } from './json';
import type { Fields, Mapping } from './mapping';
import { badRequest, notSupported, partsOf, searchFailed } from './store_error';
import { readValue } from './values';
import type { Value } from './values';

const bounds: Record<string, typeof gt> = { gt, gte, lt, lte };
/** Values OpenSearch computes or rounds in a query: `now`, dates without milliseconds; fractions. */
const rough: Record<string, RegExp> = { date: /[a-y]|^\d{4}(-[^.]*)?$/, long: /\./, integer: /\./ };

function onlyEntry(object: Json): [string, Json] {
  const [entry, ...others] = Object.entries(objectOf(object));
  if (entry === undefined || others.length > 0) throw notSupported('a query of this form');
  return entry;
}

function matchesBool(body: Json, mapping: Mapping, fields: Fields): boolean {
  const bool = partsOf(body, 'must filter should must_not minimum_should_match');
  const each = (part: string) => listOf(bool[part]).map((one) => matches(one, mapping, fields));
  const required = [...each('must'), ...each('filter')];
  const [optional, excluded] = [each('should'), each('must_not')];
  const usual = optional.length > 0 && required.length === 0 ? 1 : 0;
  const isEnough = optional.filter(Boolean).length >= Number(bool.minimum_should_match ?? usual);
  return required.every(Boolean) && isEnough && !excluded.some(Boolean);
}

/** True if a document with these fields matches. It looks at all parts of the query in any case. */
export function matches(query: Json, mapping: Mapping, fields: Fields): boolean {
  const [kind, body] = onlyEntry(query);
  if (kind === 'bool') return matchesBool(body, mapping, fields);
  const [key, wanted] = onlyEntry(body);
  if (kind === 'ids') return listOf(wanted).some((id) => fields.get('_id')?.[0] === String(id));
  const field = kind === 'exists' ? String(wanted) : key;
  const [type, values] = [mapping.typeOf(field), fields.get(field) ?? []];
  if (type === 'text' || field.startsWith('_')) throw notSupported(`a search in "${field}"`);
  /** The value that is searched for, in the form the field has its values. */
  const termOf = (value: Json): Value => {
    const plain = isObject(value) ? onlyEntry(value)[1] : value;
    if (rough[type ?? '']?.test(String(plain))) throw notSupported(`"${plain}" in a query`);
    const term = readValue(type ?? 'keyword', plain);
    if (term !== undefined) return term;
    throw searchFailed('query_shard_exception', `failed to create query: "${value}"`);
  };
  if (kind === 'exists') return values.length > 0;
  if (kind === 'term') return values.indexOf(termOf(wanted)) >= 0;
  if (kind === 'terms') {
    if (!Array.isArray(wanted)) throw badRequest('parsing_exception', `[terms] of [${field}]`);
    return wanted.map(termOf).some((term) => values.includes(term));
  }
  if (kind === 'prefix' && (type ?? 'keyword') === 'keyword') {
    return values.some((value) => String(value).startsWith(String(termOf(wanted))));
  }
  if (kind !== 'range') throw notSupported(`the query "${kind}" on ${type}`);
  const { format = 'epoch_millis', ...limits } = partsOf(wanted, 'format gt gte lt lte');
  if (format !== 'epoch_millis') throw notSupported(`the format "${format}"`);
  const tests = Object.entries(limits).map(
    ([bound, limit]) => [bounds[bound], termOf(limit)] as const
  );
  return values.some((value) => tests.every(([isWithin, term]) => isWithin?.(value, term)));
}
