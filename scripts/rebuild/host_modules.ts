import Module from 'node:module';
import * as configSchema from '../../lab/osd/config_schema';

interface Loading {
  _load(request: string, ...rest: unknown[]): unknown;
}

/** Gives `@osd/config-schema`, which only the host has, to what is imported after this: the lab's stand-in. */
function standInForHost(modules: Loading): void {
  const load = modules._load.bind(modules);
  modules._load = (request, ...rest) =>
    request === '@osd/config-schema' ? configSchema : load(request, ...rest);
}

standInForHost(Module as unknown as Loading);
