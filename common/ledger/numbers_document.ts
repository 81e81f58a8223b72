/**
 * A document of `<prefix>-actions` that retention writes before it deletes actions of an endpoint: numbers up to `n` were given, and behind
 * `n` none was deleted. Without it a gap that retention leaves would look like the end of the numbers.
 */
export interface NumbersDocument {
  readonly schema_version: number;
  readonly kind: 'numbers';
  readonly endpoint: string;
  readonly n: number;
  readonly updated_at: number;
}
