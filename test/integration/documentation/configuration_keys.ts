import { isDeepStrictEqual } from 'node:util';

/** A schema as `server/configuration/config.ts` describes it, with what the real one keeps to itself. */
interface Described {
  readonly leaves: (path: string) => Array<[key: string, usual: string]>;
}

interface Options {
  readonly defaultValue?: unknown;
}

const usualOf = (value: unknown): string =>
  typeof value === 'string' ? value : JSON.stringify(value);

const leaf = ({ defaultValue }: Options = {}): Described => ({
  leaves: (path) => [[path, defaultValue === undefined ? 'required' : usualOf(defaultValue)]],
});

const isGroup = (type: Described) =>
  !isDeepStrictEqual(
    type.leaves('').map(([key]) => key),
    ['']
  );

const inside = (path: string, key: string) => (path === '' ? key : `${path}.${key}`);

/** Stands for `@osd/config-schema`: checks nothing, and tells which keys there are. */
const schema = {
  string: leaf,
  uri: leaf,
  boolean: leaf,
  number: leaf,
  duration: leaf,
  literal: () => leaf(),
  oneOf: (_: unknown, options?: Options) => leaf(options),
  maybe: (type: Described): Described => ({
    leaves: (path) => type.leaves(path).map(([key]) => [key, 'not set']),
  }),
  arrayOf: (type: Described, options?: Options): Described =>
    isGroup(type) ? { leaves: (path) => type.leaves(`${path}[]`) } : leaf(options),
  recordOf: (_: unknown, type: Described): Described => ({
    leaves: (path) => type.leaves(`${path}.<${path === 'managers' ? 'host id' : 'id'}>`),
  }),
  object: (parts: Record<string, Described>): Described => ({
    leaves: (path) =>
      Object.entries(parts).flatMap(([key, type]) => type.leaves(inside(path, key))),
  }),
};

/** Every key that can be set, below `wazuh_isolation.`, and its default in words. */
export async function configurationKeys(): Promise<Array<[key: string, usual: string]>> {
  jest.doMock('@osd/config-schema', () => ({ schema }));
  const { configSchema } = await import('../../../server/configuration/config');
  return (configSchema as unknown as Described).leaves('');
}
