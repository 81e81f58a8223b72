import { schema } from '@osd/config-schema';
import type { TypeOf } from '@osd/config-schema';
import type { ConfigDeprecationProvider } from 'opensearch-dashboards/server';
import { isPrintableAscii } from '../../common/base/ascii';
import { readAddress } from '../../common/address/address';
import {
  LONGEST_REPORT_TEXT,
  problemOfReportText,
  PROGRAM_DEFAULTS,
} from '../../common/programs/programs';

const names = (what: string) =>
  schema.arrayOf(
    schema.string({
      minLength: 1,
      maxLength: 200,
      validate: (text) => (text.trim() === '' ? `${what} must not be blank` : undefined),
    }),
    { maxSize: 200 }
  );

const address = schema.string({
  maxLength: 100,
  validate: (text) => {
    const reading = readAddress(text);
    return reading.ok
      ? undefined
      : `not an IPv4 or IPv6 address or network that can be allowed (${reading.why})`;
  },
});
const addresses = schema.arrayOf(address, { defaultValue: [], maxSize: 200 });
const roles = schema.maybe(names('a role'));

/** Text without a letter, such as what `?` is left of, would be found in any answer. */
const reportTexts = schema.arrayOf(
  schema.string({
    minLength: 1,
    maxLength: LONGEST_REPORT_TEXT,
    validate: problemOfReportText,
  }),
  { defaultValue: [], maxSize: 50 }
);

const place = schema.string({
  minLength: 1,
  maxLength: 200,
  validate: (text) =>
    /[:*,\s]/.test(text)
      ? 'must be local, or the alias of one remote cluster as it stands before the colon of an index'
      : undefined,
});

const manager = schema.object({
  /** Addresses by which agents reach this manager: always among the allowed addresses. */
  addresses,
  /** Further `manager.name`s of its alerts. */
  aliases: schema.arrayOf(schema.string({ minLength: 1, maxLength: 200 }), { defaultValue: [] }),
  /** Host or cluster names that this same manager had before: what the ledger has under them is taken over, endpoint by endpoint. */
  former_names: schema.arrayOf(schema.string({ minLength: 1, maxLength: 200 }), {
    defaultValue: [],
    maxSize: 10,
  }),
  /** The only places its alerts come from: `local`, or the alias of a remote cluster. */
  alerts_from: schema.maybe(
    schema.oneOf([place, schema.arrayOf(place, { minSize: 1, maxSize: 50 })])
  ),
});

const host = schema.object({
  id: schema.string({ minLength: 1, maxLength: 100 }),
  url: schema.uri({ scheme: ['https'] }),
  username: schema.string({ minLength: 1, maxLength: 200 }),
  password: schema.string({ minLength: 1, maxLength: 1000 }),
  /** PEM file with the CA that signed the manager's certificate. */
  ca_file: schema.maybe(schema.string({ minLength: 1 })),
  verify_tls: schema.boolean({ defaultValue: true }),
  /** Log in to the manager as the person (its run_as rules decide) and not as this API user. */
  run_as: schema.boolean({ defaultValue: false }),
});

/** `wazuh_isolation.*` in opensearch_dashboards.yml. Every key is documented in the README; none but `agent_view` reaches the browser. */
export const configSchema = schema.object({
  enabled: schema.boolean({ defaultValue: true }),
  agent_view: schema.boolean({ defaultValue: true }),

  ledger_index_prefix: schema.string({
    defaultValue: 'wazuh-isolation',
    maxLength: 100,
    validate: (text) =>
      /^[a-z0-9][a-z0-9_.-]*$/.test(text)
        ? undefined
        : 'must be lowercase letters, digits, dots, dashes and underscores, as in index names',
  }),
  /** Time the ledger keeps documents. Unlimited by default. */
  ledger_retention: schema.maybe(
    schema.duration({
      validate: (time) => (time.asDays() < 1 ? 'must be at least 1d' : undefined),
    })
  ),
  alerts_pattern: schema.string({ defaultValue: 'wazuh-alerts-*', minLength: 1, maxLength: 200 }),
  answer_time: schema.duration({
    defaultValue: '5m',
    validate: (time) =>
      time.asSeconds() < 30 || time.asHours() > 1 ? 'must be between 30s and 1h' : undefined,
  }),
  sweep: schema.duration({
    defaultValue: '7d',
    validate: (time) =>
      time.asHours() < 1 || time.asDays() > 90 ? 'must be between 1h and 90d' : undefined,
  }),

  program: schema.string({
    defaultValue: PROGRAM_DEFAULTS.program,
    maxLength: 100,
    validate: (text) =>
      isPrintableAscii(text) && /^[^\\/!\s]+$/.test(text)
        ? undefined
        : "must be the program's file name, without a directory, an exclamation mark or a space",
  }),
  origin_names: schema.arrayOf(schema.string({ minLength: 1, maxLength: 50 }), {
    defaultValue: PROGRAM_DEFAULTS.origin_names,
    minSize: 1,
    maxSize: 10,
  }),
  /** Success words of `netsh`; with a fixed line before each answer, that line and the word. */
  netsh_ok_words: reportTexts,
  /** Whole sentences with which `netsh` says that there is no rule to delete. */
  netsh_no_rules_words: reportTexts,
  reference_in_user: schema.boolean({ defaultValue: true }),

  roles: schema.object({
    view: roles,
    isolate: roles,
    release: roles,
    probe: roles,
    export: roles,
  }),
  allow_without_security: schema.boolean({ defaultValue: false }),

  managers: schema.recordOf(schema.string({ minLength: 1, maxLength: 100 }), manager, {
    defaultValue: {},
  }),
  always_allowed: addresses,
  profiles: schema.recordOf(
    schema.string({ minLength: 1, maxLength: 50 }),
    schema.object({
      label: schema.string({ minLength: 1, maxLength: 100 }),
      addresses,
      /** The form offers it where it says that DNS and DHCP are blocked. */
      purpose: schema.maybe(schema.literal('dns_dhcp')),
    }),
    { defaultValue: {} }
  ),
  /** Number of other endpoints of a manager that have to report an address before it is trusted. */
  reported_by_at_least: schema.number({ defaultValue: 3, min: 2, max: 1000 }),
  protected: schema.object({
    agents: schema.arrayOf(schema.string({ minLength: 3, maxLength: 10 }), { defaultValue: [] }),
    /** Names, with `*` for any text. */
    names: schema.arrayOf(schema.string({ minLength: 1, maxLength: 200 }), { defaultValue: [] }),
    groups: schema.arrayOf(schema.string({ minLength: 1, maxLength: 200 }), { defaultValue: [] }),
    mode: schema.oneOf([schema.literal('confirm'), schema.literal('refuse')], {
      defaultValue: 'confirm',
    }),
  }),

  /** The managers' own limit of requests in a minute (`max_request_per_minute`), which this plugin shares with everybody else. */
  manager_requests_per_minute: schema.number({ defaultValue: 300, min: 60, max: 1000000 }),

  hosts: schema.arrayOf(host, {
    defaultValue: [],
    maxSize: 50,
    validate: (hosts) =>
      new Set(hosts.map(({ id }) => id)).size < hosts.length
        ? 'two hosts have the same ID'
        : undefined,
  }),
});

export type IsolationConfig = TypeOf<typeof configSchema>;

export const configDeprecations: ConfigDeprecationProvider = () => [];
