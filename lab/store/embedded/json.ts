export type Json = null | boolean | number | string | Json[] | JsonObject;
export interface JsonObject {
  [key: string]: Json;
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export const objectOf = (value: Json | undefined): JsonObject => (isObject(value) ? value : {});

/** OpenSearch takes one thing wherever it takes several. */
export const listOf = (value: Json = []): Json[] => (Array.isArray(value) ? value : [value]);
