import { omit } from 'lodash';

/** Version of the schema before the present one. */
export const OLDER_VERSION = 1;

/** Fields a version added to the indices, each an optional one: the older one has neither the field nor a mapping for it. */
const ADDED = ['attention_closed', 'contact_lost_at', 'reisolation', 'reisolates', 'profiles'];
const ADDED_TO_PROJECTIONS = ['keep_alive', 'ready_at'];

interface IndexBody {
  readonly settings: object;
  readonly mappings: { readonly dynamic: string; readonly properties: object };
}

/** An index of the ledger as the older version made it. */
export function olderIndex({ settings, mappings }: IndexBody) {
  return {
    settings,
    mappings: {
      ...mappings,
      _meta: { schema_version: OLDER_VERSION },
      properties: omit(mappings.properties, [...ADDED, ...ADDED_TO_PROJECTIONS]),
    },
  };
}

/** A document of the ledger as the older version wrote it. */
export function olderDocument(document: object) {
  return {
    ...omit(document, [...ADDED, ...ADDED_TO_PROJECTIONS]),
    schema_version: OLDER_VERSION,
  };
}
