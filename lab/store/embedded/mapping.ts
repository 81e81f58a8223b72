import { flattenDeep, forEach } from 'lodash';
import { isObject, objectOf } from './json';
import type { Json, JsonObject } from './json';
import { badRequest, notSupported, partsOf } from './store_error';
import { fieldTypes, readValue } from './values';
import type { FieldType, Value } from './values';

/** Values by dotted path. */
export type Fields = Map<string, Value[]>;

/** A `kept` object is neither read nor searched, nor is a text longer than `ignoreAbove`. */
type Field = { type: FieldType | 'object' | 'kept'; ignoreAbove: number };

const newTypes: Record<string, string> = { string: 'keyword', number: 'long', boolean: 'boolean' };

/** Says what an index accepts, and how it is read. */
export class Mapping {
  private readonly fields = new Map<string, Field>();

  constructor(readonly definition: JsonObject) {
    const known = 'dynamic _meta properties date_detection dynamic_templates';
    const { dynamic, date_detection: dates, properties = null } = partsOf(definition, known);
    if (dynamic !== 'strict' && dates !== false) throw notSupported('this mapping');
    this.add([], { properties });
  }

  /** Returns the type at a dotted path. Undefined if there is no such field, or none that is searched. */
  typeOf(path: string): FieldType | undefined {
    return fieldTypes.find((type) => type === this.fields.get(path)?.type);
  }

  /** @throws StoreError as OpenSearch refuses the document. */
  read(id: string, document: JsonObject): Fields {
    const fields: Fields = new Map();
    for (const [path, ignoreAbove, given] of this.leavesOf([], document)) {
      const type = this.typeOf(path);
      const value = type && readValue(type, given);
      if (value === undefined) {
        const where = `field [${path}] of type [${type ?? 'object'}] in document with id '${id}'`;
        throw badRequest('mapper_parsing_exception', `failed to parse ${where}`);
      }
      if (String(value).length > ignoreAbove) continue;
      // Lucene's limit, in bytes.
      if (type === 'keyword' && Buffer.byteLength(String(value)) > 32_766) {
        const reason = `Document contains at least one immense term in field="${path}"`;
        throw badRequest('illegal_argument_exception', reason);
      }
      fields.set(path, [...(fields.get(path) ?? []), value]);
    }
    return fields;
  }

  private add(path: string[], definition: Json): Field {
    const parts = partsOf(definition, 'type properties enabled ignore_above format');
    const { type: name = 'object', enabled, ignore_above: above = Infinity } = parts;
    const type = [...fieldTypes, 'object' as const].find((known) => known === name);
    if (type === undefined) throw notSupported(`the field type "${name}"`);
    const field: Field = { type: enabled === false ? 'kept' : type, ignoreAbove: Number(above) };
    this.fields.set(path.join('.'), field);
    forEach(objectOf(parts.properties), (inner, part) => this.add([...path, part], inner));
    return field;
  }

  private *leavesOf(within: string[], object: JsonObject): Iterable<[string, number, Json]> {
    for (const [name, given] of Object.entries(object)) {
      const path = [...within, name];
      for (const value of flattenDeep<Json>([given]).filter((one) => one !== null)) {
        const field = this.fields.get(path.join('.')) ?? this.addByValue(path, value);
        if (field.type === 'object' && isObject(value)) yield* this.leavesOf(path, value);
        else if (field.type !== 'kept') yield [path.join('.'), field.ignoreAbove, value];
      }
    }
  }

  /** A field that the mapping does not name takes its type from its first value. */
  private addByValue(path: string[], value: Json): Field {
    const [within, [name = '']] = [path.slice(0, -1).join('.'), path.slice(-1)];
    if (this.definition.dynamic === 'strict') {
      const where = `[${name}] within [${within || '_doc'}] is not allowed`;
      const reason = `mapping set to strict, dynamic introduction of ${where}`;
      throw badRequest('strict_dynamic_mapping_exception', reason);
    }
    const isFraction = typeof value === 'number' && !Number.isInteger(value);
    if (isFraction || name.includes('.')) throw notSupported(`the new field ${name}: ${value}`);
    return this.add(path, { type: newTypes[typeof value] ?? 'object' });
  }
}
