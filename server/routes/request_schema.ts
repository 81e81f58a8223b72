import type { Type } from '@osd/config-schema';
import { schema, ValidationError } from '@osd/config-schema';
import { Refusal } from '../errors/refusal';

/** Schemas of the parts of a request, checked in this order. */
export interface RequestSchema<P, Q, B> {
  readonly params: Type<P>;
  readonly query: Type<Q>;
  readonly body: Type<B>;
}

export interface RequestParts<P, Q, B> {
  readonly params: P;
  readonly query: Q;
  readonly body: B;
}

export const ANYTHING = schema.maybe(schema.any());

/** A message names places and sizes; of a long value it carries the beginning at most. */
const MAX_WORDS = 500;

/** @throws Refusal `invalid_request`, with the place of the first thing that does not fit */
export function readRequest<P, Q, B>(
  { params, query, body }: RequestSchema<P, Q, B>,
  request: RequestParts<unknown, unknown, unknown>
): RequestParts<P, Q, B> {
  return {
    params: read(params, request.params, 'path'),
    query: read(query, request.query, 'query'),
    body: read(body, request.body, 'body'),
  };
}

function read<T>(part: Type<T>, value: unknown, name: string): T {
  try {
    return part.validate(value, {}, name);
  } catch (error) {
    if (!(error instanceof ValidationError)) throw error;
    // The schemas answer with phrases, some with sentences.
    const words = error.message.slice(0, MAX_WORDS).replace(/[.\s]+$/, '');
    throw new Refusal('invalid_request', `${words}.`);
  }
}
