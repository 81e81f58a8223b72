import moment from 'moment';
import type { Json } from './json';

export const fieldTypes = ['keyword', 'text', 'long', 'integer', 'boolean', 'date'] as const;
export type FieldType = (typeof fieldTypes)[number];

/** A value as it is compared: dates in milliseconds since the epoch, false and true as 0 and 1. */
export type Value = string | number;

/** One value of a document or a query as a field has it; undefined where OpenSearch refuses it. */
export function readValue(type: FieldType, value: Json): Value | undefined {
  if (typeof value === 'object') return undefined;
  if (type === 'keyword' || type === 'text') return String(value);
  if (type === 'boolean') return { true: 1, false: 0 }[String(value)];
  const text = type === 'date' ? String(value) : '';
  const date = moment.utc(text.includes(' ') ? '' : text, moment.ISO_8601, true);
  if (date.isValid()) return date.valueOf();
  // Beyond 2^53 JavaScript would round.
  const [whole, limit] = [Math.trunc(Number(value)), 2 ** (type === 'integer' ? 31 : 53)];
  const isNumber = typeof value === 'number' || /^[+-]?\d+(\.\d+)?$/.test(String(value));
  return isNumber && whole >= -limit && whole < limit ? whole : undefined;
}
