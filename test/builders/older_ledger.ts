import { omit } from 'lodash';

/** Fields that a version added to the ledger. Each is optional: an older version has neither the field nor a mapping for it. */
interface Added {
  readonly actions: readonly string[];
  readonly endpoints: readonly string[];
}

const ADDED: Readonly<Record<number, Added>> = {
  2: {
    actions: [
      'attention_closed',
      'contact_lost_at',
      'reisolation',
      'reisolates',
      'profiles',
      'name_unchecked',
      'reasons',
      'found_open_at',
    ],
    endpoints: ['keep_alive', 'ready_at', 'report_owners', 'places', 'pace'],
  },
  3: {
    actions: ['former_endpoint', 'not_listed'],
    endpoints: ['former_endpoints'],
  },
};

/** Versions of the schema before the present one. */
export const OLDER_VERSIONS = Object.keys(ADDED).map((version) => Number(version) - 1);

interface IndexBody {
  readonly settings: object;
  readonly mappings: { readonly dynamic: string; readonly properties: object };
}

/** An index of the ledger as an older version made it. */
export function olderIndex(version: number, { settings, mappings }: IndexBody) {
  return {
    settings,
    mappings: {
      ...mappings,
      _meta: { schema_version: version },
      properties: omit(mappings.properties, addedAfter(version)),
    },
  };
}

/** A document of the ledger as an older version wrote it. */
export function olderDocument(version: number, document: object) {
  return { ...omit(document, addedAfter(version)), schema_version: version };
}

function addedAfter(version: number): string[] {
  return Object.entries(ADDED).flatMap(([added, { actions, endpoints }]) =>
    Number(added) > version ? [...actions, ...endpoints] : []
  );
}
