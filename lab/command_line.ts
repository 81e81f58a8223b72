import { parseArgs } from 'node:util';
import type { LabOptions, ManagerRelease } from './lab';
import { managerReleases } from './lab';
import type { StoreChoice } from './store/lab_store';

/** A parsed `npm start`. */
export interface StartRequest {
  readonly store: StoreChoice;
  readonly opening: 'browser' | 'nothing';
  readonly lab: Required<
    Pick<
      LabOptions,
      | 'port'
      | 'basePath'
      | 'way'
      | 'runAs'
      | 'security'
      | 'managerVersion'
      | 'cluster'
      | 'managers'
      | 'fleetSize'
    >
  >;
}

export type CommandLine =
  | { readonly kind: 'start'; readonly request: StartRequest }
  | { readonly kind: 'help'; readonly text: string }
  /** Refusal in words, for the person who typed it. */
  | { readonly kind: 'refused'; readonly message: string };

export const help = `Endpoint Isolation for Wazuh Dashboard: the demo.

  npm start                        the built plugin in a local dashboard with a simulated manager and 300 endpoints
  npm start -- [options]

  --port N                         port of the dashboard on 127.0.0.1 (default: 5601)
  --base-path /dash                serves the dashboard under a path
  --no-open                        opens no browser
  --way wazuhCore|direct           how the plugin connects to the manager: through the Wazuh plugin, or directly (default: wazuhCore)
  --manager ${managerReleases.join('|').padEnd(23)}version of the manager (default: 4.12.0)
  --managers 1|2                   number of managers; two share agent IDs (default: 1)
  --cluster                        each manager is a cluster of two nodes
  --run-as                         the manager knows the dashboard users and its policies also apply
  --security lab|none              users to switch between in the header, or a dashboard without a security plugin (default: lab)
  --fleet N                        endpoints per manager, 60 to 100000 (default: 300)
  --opensearch URL|embedded        your own OpenSearch, or the small embedded store. Default: a real OpenSearch if Java 17
                                   and Maven are found (downloaded once, about 50 MB), otherwise the embedded store
  --help                           this text

Press Ctrl-C to stop. All data is discarded.`;

class Refused extends Error {}

const options = {
  port: { type: 'string' },
  'base-path': { type: 'string' },
  'no-open': { type: 'boolean' },
  way: { type: 'string' },
  manager: { type: 'string' },
  managers: { type: 'string' },
  cluster: { type: 'boolean' },
  'run-as': { type: 'boolean' },
  security: { type: 'string' },
  fleet: { type: 'string' },
  opensearch: { type: 'string' },
  help: { type: 'boolean' },
} as const;

/** Reads the words behind `npm start --`. */
export function readCommandLine(words: readonly string[]): CommandLine {
  try {
    const { values } = parseArgs({ args: [...words], options, allowPositionals: false });
    if (values.help) return { kind: 'help', text: help };
    return {
      kind: 'start',
      request: {
        store: storeIn(values.opensearch),
        opening: values['no-open'] ? 'nothing' : 'browser',
        lab: {
          port: numberIn('--port', values.port, { from: 1, to: 65_535 }) ?? 5601,
          basePath: basePathIn(values['base-path']),
          way: oneOf('--way', values.way, ['wazuhCore', 'direct']) ?? 'wazuhCore',
          runAs: values['run-as'] ? 'on' : 'off',
          security: oneOf('--security', values.security, ['lab', 'none']) ?? 'lab',
          managerVersion:
            oneOf<ManagerRelease>('--manager', values.manager, managerReleases) ?? '4.12.0',
          cluster: values.cluster ? 'on' : 'off',
          managers: oneOf('--managers', values.managers, ['1', '2']) === '2' ? 2 : 1,
          fleetSize: numberIn('--fleet', values.fleet, { from: 60, to: 100_000 }) ?? 300,
        },
      },
    };
  } catch (error) {
    if (error instanceof Refused || isOfParser(error)) {
      return {
        kind: 'refused',
        message: `${firstSentence(error)}\nOptions follow two dashes, as in: npm start -- --help`,
      };
    }
    throw error;
  }
}

/** Node's parser throws errors with codes of its own where an option is unknown, or has no value, or has one. */
function isOfParser(error: unknown): error is Error {
  return String(Object(error).code).startsWith('ERR_PARSE_ARGS');
}

/** The parser goes on with advice on arguments that begin with a dash. */
function firstSentence({ message }: Error): string {
  return message.split('. ')[0] ?? message;
}

function oneOf<T extends string>(
  name: string,
  value: string | undefined,
  allowed: readonly T[]
): T | undefined {
  if (value === undefined) return undefined;
  const found = allowed.find((each) => each === value);
  if (found === undefined) throw new Refused(`${name} is one of ${allowed.join(', ')}`);
  return found;
}

function numberIn(
  name: string,
  value: string | undefined,
  { from, to }: { readonly from: number; readonly to: number }
): number | undefined {
  if (value === undefined) return undefined;
  const number = /^\d+$/.test(value) ? Number(value) : NaN;
  if (!(number >= from && number <= to)) {
    throw new Refused(`${name} is a whole number from ${from} to ${to}`);
  }
  return number;
}

function basePathIn(value: string | undefined): string {
  if (value === undefined) return '';
  if (!/^(\/[A-Za-z0-9_-]+)+$/.test(value)) {
    throw new Refused('--base-path begins with a slash and ends without one, such as /dash');
  }
  return value;
}

function storeIn(value: string | undefined): StoreChoice {
  if (value === undefined) return 'best';
  if (value === 'embedded') return 'embedded';
  if (!/^https?:\/\/[^/]+\/?$/.test(value)) {
    throw new Refused('--opensearch is "embedded" or a URL such as http://127.0.0.1:9200');
  }
  return { url: value.replace(/\/$/, '') };
}
