import { escapeRegExp } from 'lodash';
import { listOf, objectOf } from './json';
import type { Json, JsonObject } from './json';
import { Mapping } from './mapping';
import { badRequest, partsOf, StoreError } from './store_error';
import { StoredIndex } from './stored_index';

/** Milliseconds; Infinity for `-1`. No other setting makes a difference here. */
function refreshInterval(settings: Json = {}): number {
  const [, seconds] = /refresh_interval":"(-1|\d+)s?"/.exec(JSON.stringify(settings)) ?? [];
  return seconds === '-1' ? Infinity : Number(seconds ?? 1) * 1000;
}

const fits = (name: string, pattern: Json) =>
  new RegExp(`^${String(pattern).split('*').map(escapeRegExp).join('.*')}$`).test(name);

/** All that is stored, by the indices' names. */
export class Indices extends Map<string, StoredIndex> {
  /** Templates for indices that are created by their first document. */
  readonly templates = new Map<string, JsonObject>();

  create(name: string, definition: JsonObject): StoredIndex {
    const { settings, mappings } = partsOf(definition, 'settings mappings');
    if (!/^[a-z\d.][a-z\d._-]*$/.test(name)) throw badRequest('invalid_index_name_exception', name);
    if (this.has(name)) throw badRequest('resource_already_exists_exception', name);
    const index = new StoredIndex(name, new Mapping(objectOf(mappings)), refreshInterval(settings));
    this.set(name, index);
    return index;
  }

  forWriting(name: string): StoredIndex {
    const isMeant = ({ index_patterns: patterns }: JsonObject) =>
      listOf(patterns).some((pattern) => fits(name, pattern));
    const template = [...this.templates.values()].find(isMeant)?.template;
    return this.get(name) ?? this.create(name, objectOf(template));
  }

  /** @throws StoreError 404 */
  existing(name: string): StoredIndex {
    const index = this.get(name);
    if (index !== undefined) return index;
    const cause = { type: 'index_not_found_exception', reason: `no such index [${name}]` };
    throw new StoreError(404, { ...cause, index: name, 'resource.id': name, index_uuid: '_na_' });
  }

  /** Those that a search names: `a,b*`. */
  named(names: string, options: JsonObject): StoredIndex[] {
    const parts = partsOf(options, 'ignore_unavailable allow_no_indices refresh');
    const { ignore_unavailable: missing = false, allow_no_indices: none = true } = parts;
    return names.split(',').flatMap((name) => {
      const found = [...this.values()].filter((index) => fits(index.name, name));
      const mayBeNone = String(name.includes('*') ? none : missing) === 'true';
      return found.length === 0 && !mayBeNone ? [this.existing(name)] : found;
    });
  }
}
