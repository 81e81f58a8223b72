/** An alert of rule 657 as it is stored: the recorded shape, and what the shipper adds (`@timestamp`, `input`). */
export interface AlertDocument {
  readonly timestamp: string;
  readonly '@timestamp': string;
  readonly input: { readonly type: 'log' };
  readonly rule: Readonly<Record<string, unknown>>;
  /** Agent 000 has no address. */
  readonly agent: { readonly id: string; readonly name: string; readonly ip?: string };
  readonly manager: { readonly name: string };
  readonly cluster?: { readonly name: string; readonly node: string };
  readonly id: string;
  readonly full_log: string;
  readonly decoder: { readonly parent: string; readonly name: string };
  readonly data: Readonly<Record<string, unknown>>;
  readonly location: string;
}

/** Place and time at which a line was decoded. */
export interface Decoding {
  readonly agent: AlertDocument['agent'];
  readonly manager: AlertDocument['manager'];
  /** Fields that every manager of a cluster writes, and some with the cluster off. */
  readonly cluster?: AlertDocument['cluster'];
  /** The manager's clock, milliseconds since the epoch. */
  readonly at: number;
  /** Bytes of the node's alert log so far: the second half of an alert's `id`, unique for the node only. */
  readonly logOffset: number;
  /** Number of times rule 657 fired since the node's start, this time included. */
  readonly firedTimes: number;
}

/** Longest `data.*` string, in bytes, that the indexer takes: they are keywords. */
const keywordLimit = 32_766;

/** The decoder knows strings only, and drops what is empty. */
function decoded(value: unknown): unknown {
  if (value === null || value === '') return undefined;
  if (Array.isArray(value) || typeof value !== 'object') return String(value);
  const fields = Object.entries(value)
    .map(([key, field]) => [key, decoded(field)] as const)
    .filter(([, field]) => field !== undefined);
  return Object.fromEntries(fields);
}

/** The alert that a manager makes of one line of the program. */
export function alertOf(logLine: string, decoding: Decoding): AlertDocument {
  const start = logLine.indexOf(': ') + 2;
  const line: { parameters: { program: string } } = JSON.parse(logLine.slice(start));
  const time = new Date(decoding.at).toISOString();
  return {
    timestamp: time.replace('Z', '+0000'),
    '@timestamp': time,
    input: { type: 'log' },
    rule: {
      level: 3,
      description: `Active response: ${line.parameters.program} - add`,
      id: '657',
      firedtimes: decoding.firedTimes,
      mail: false,
      groups: ['ossec', 'active_response'],
      pci_dss: ['11.4'],
      gdpr: ['IV_35.7.d'],
      nist_800_53: ['SI.4'],
      tsc: ['CC6.1', 'CC6.8', 'CC7.2', 'CC7.3', 'CC7.4'],
    },
    agent: decoding.agent,
    manager: decoding.manager,
    id: `${Math.floor(decoding.at / 1000)}.${decoding.logOffset}`,
    ...(decoding.cluster && { cluster: decoding.cluster }),
    full_log: logLine,
    decoder: { parent: 'ar_log_json', name: 'ar_log_json' },
    data: Object(decoded(line)),
    location: 'active-response\\active-responses.log',
  };
}

/** True if the indexer would accept the alert: one `data.*` string over 32,766 bytes makes it refuse the whole document. */
export function isIndexable(alert: AlertDocument): boolean {
  const fits = (value: unknown): boolean =>
    typeof value === 'object' && value !== null
      ? Object.values(value).every(fits)
      : Buffer.byteLength(String(value)) <= keywordLimit;
  return fits(alert.data);
}

/** The daily index that an alert is stored in. */
export function alertIndexOf(alert: AlertDocument): string {
  return `wazuh-alerts-4.x-${alert['@timestamp'].slice(0, 10).replace(/-/g, '.')}`;
}
