/**
 * Stand-in of `@osd/config-schema`, which is on no registry: same verdicts and messages as OpenSearch Dashboards 2.19.
 * The messages are held against recorded answers of a running 2.19.1 by `test/recorded/osd`. It is not typed by the schema:
 * types come from `types/osd/config_schema`, as they come from OSD's own package in an OSD tree.
 */
import type { ObjectOptions } from './config_containers';
import {
  arrayOf,
  conditional,
  mapOf,
  maybe,
  nullable,
  ObjectType,
  oneOf,
  recordOf,
} from './config_containers';
import {
  any,
  boolean,
  buffer,
  byteSize,
  duration,
  ip,
  literal,
  never,
  number,
  stream,
  string,
  uri,
} from './config_scalars';
import { Reference, SchemaTypeError, Type, ValidationError } from './config_type';
import { ByteSizeValue } from './config_units';

export { ByteSizeValue, ObjectType, SchemaTypeError, Type, ValidationError };

export const isConfigSchema = (value: unknown): value is Type => value instanceof Type;

export const schema = {
  any,
  arrayOf,
  boolean,
  buffer,
  byteSize,
  conditional,
  contextRef: (key: string) => new Reference('context', key),
  duration,
  ip,
  literal,
  mapOf,
  maybe,
  never,
  nullable,
  number,
  object: (props: Record<string, Type>, options?: ObjectOptions) => new ObjectType(props, options),
  oneOf,
  recordOf,
  siblingRef: (key: string) => new Reference('siblings', key),
  stream,
  string,
  uri,
};
