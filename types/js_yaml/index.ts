/** Part of `js-yaml` 3.14, with which the host reads its own configuration, that version 4 has as well. */
export interface Schema {
  readonly explicit?: unknown;
}

/** Scalars, lists and maps: nothing of it makes a function or a class. */
export declare const CORE_SCHEMA: Schema;

/** @throws Error that names the line where the text is no YAML */
export declare function load(text: string, options: { readonly schema: Schema }): unknown;
