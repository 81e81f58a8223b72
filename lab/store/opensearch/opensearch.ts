import { findTools } from '../../../scripts/tools/opensearch_tools';
import type { Flavour } from './distribution';
import { distribution } from './distribution';
import type { OpenSearchProcess, ProcessOptions } from './opensearch_process';
import { startOpenSearchProcess } from './opensearch_process';

export interface OpenSearchOptions {
  /** Port on 127.0.0.1. A free one by default. */
  readonly port?: number;
  /** Megabytes of Java heap; the process takes about 150 more. */
  readonly heap?: number;
  /**
   * `short_runs`, the default, costs half the processor time at the start; `load` compiles its code for speed, which pays after the
   * first minute.
   */
  readonly tunedFor?: 'short_runs' | 'load';
  /** Told what takes long: fetching the jars, once. */
  readonly say?: (line: string) => void;
}

export interface RunningOpenSearch {
  readonly url: string;
  /** ID of the Java process: tests pause or kill it. */
  readonly pid: number;
  /** Ends the process and waits till it is gone, its data with it. Calling it again changes nothing. */
  stop(): Promise<void>;
}

/** Modules that OpenSearch cannot do without, and those that a whole distribution has and the plugin may call. */
const modules = [
  'org.opensearch.transport.Netty4Plugin',
  'org.opensearch.index.reindex.ReindexPlugin',
  'org.opensearch.painless.PainlessPlugin',
];

function javaOptions({ heap = 512, tunedFor = 'short_runs' }: OpenSearchOptions): string[] {
  return [
    `-Xms${heap}m`,
    `-Xmx${heap}m`,
    '-Dfile.encoding=UTF-8',
    // Nobody looks into this process from outside.
    '-XX:-UsePerfData',
    ...(tunedFor === 'short_runs' ? ['-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1'] : []),
  ];
}

/** Options a flavor adds to a plain node. */
export type Additions = Pick<ProcessOptions, 'plugins' | 'javaOptions' | 'settings' | 'files'>;

/**
 * @throws Error with what is missing where there is no Java or no Maven (`findTools` tells beforehand), or with OpenSearch's own last
 *   words where it does not start.
 */
export async function startNode(
  flavour: Flavour,
  options: OpenSearchOptions,
  additions: Additions
): Promise<OpenSearchProcess> {
  const found = await findTools();
  if (!found.found) throw new Error(`OpenSearch can't be started. ${found.missing}`);
  const { tools } = found;
  const classPath = await distribution(flavour, tools, options.say ?? console.log);
  return startOpenSearchProcess({
    java: tools.java,
    classPath,
    plugins: [...modules, ...additions.plugins],
    javaOptions: [...javaOptions(options), ...additions.javaOptions],
    settings: {
      'cluster.name': 'lab',
      'node.name': 'lab',
      'discovery.type': 'single-node',
      'network.host': '127.0.0.1',
      'http.port': options.port ?? 0,
      'transport.port': 0,
      // The disk of a developer's machine may be nearly full; indices must not become read-only for that.
      'cluster.routing.allocation.disk.threshold_enabled': false,
      ...additions.settings,
    },
    files: additions.files,
  });
}

/**
 * A real OpenSearch 2.19 without the security plugin, on 127.0.0.1, with its data in a temporary folder. It ends with this process,
 * however that ends.
 */
export async function startOpenSearch(options: OpenSearchOptions = {}): Promise<RunningOpenSearch> {
  const { port, pid, stop } = await startNode('plain', options, {
    plugins: [],
    javaOptions: [],
    settings: {},
    files: {},
  });
  return { url: `http://127.0.0.1:${port}`, pid, stop };
}
