import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv/dist/2020';
import type { ValidateFunction } from 'ajv/dist/2020';
import { parse } from 'yaml';
import { projectRoot } from '../../../scripts/project_root';

export const methods = ['get', 'post', 'put', 'patch', 'delete'] as const;

export interface Reference {
  readonly $ref: string;
}

export interface Parameter {
  readonly name: string;
  readonly in: 'query' | 'path' | 'header';
  readonly required?: boolean;
  readonly schema: object;
}

interface Content {
  readonly content: { readonly 'application/json': { readonly schema: object } };
}

export interface Operation {
  readonly parameters?: ReadonlyArray<Parameter | Reference>;
  readonly requestBody?: Content;
  readonly responses: Readonly<Record<string, Content | Reference>>;
}

type PathItem = Readonly<Partial<Record<(typeof methods)[number], Operation>>>;

export interface ApiDocument {
  readonly paths: Readonly<Record<string, PathItem>>;
}

const text = readFileSync(join(projectRoot, 'docs', 'openapi.yaml'), 'utf8');

/** `docs/openapi.yaml`. */
export const apiDocument: ApiDocument = parse(text);

/** Resolves a reference in the document. */
export function resolved<T extends object>(value: T | Reference): T {
  if (!('$ref' in value)) return value;
  const path = value.$ref.replace(/^#\//, '').split('/');
  const found = path.reduce<unknown>((at, part) => Object(at)[part], apiDocument);
  if (found === undefined) throw new Error(`nothing stands at ${value.$ref}`);
  return found as T;
}

// The keywords of OpenAPI around the schemas are none of JSON Schema.
const ajv = new Ajv({ strict: false, validateSchema: false, allErrors: true });
ajv.addSchema(apiDocument, 'api');
const compiled = new Map<object, ValidateFunction>();

/** Compares a value with a schema of the document. @returns what doesn't fit */
export function misfits(schema: object, value: unknown): string | undefined {
  const validate = compiled.get(schema) ?? ajv.compile(fromOutside(schema));
  compiled.set(schema, validate);
  return validate(value) ? undefined : ajv.errorsText(validate.errors, { dataVar: 'it' });
}

/** References of a schema that stands in the document are read from there. */
function fromOutside(schema: object): object {
  return JSON.parse(JSON.stringify(schema).replace(/"\$ref":"#/g, '"$ref":"api#'));
}

export interface Described {
  readonly path: string;
  readonly method: string;
  readonly operation: Operation;
}

/** Every operation of the document. */
export function operations(): Described[] {
  return Object.entries(apiDocument.paths).flatMap(([path, item]) =>
    methods.flatMap((method) => {
      const operation = item[method];
      return operation ? [{ path, method, operation }] : [];
    })
  );
}
