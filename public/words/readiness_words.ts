import { i18n } from '@osd/i18n';
import type { ReadinessCheck, ReadinessStatus } from '../../common/readiness/readiness_checks';
import { factTexts, READINESS_WORDS } from '../../common/readiness/readiness_findings';
import type { ReadinessGroup } from '../../common/readiness/readiness_groups';
import type { ReadinessView } from '../../common/api/readiness_view';

type Check = ReadinessView['checks'][number];

/**
 * Words for what was found, in the person's language and time. A code that this page does not know, after an upgrade of the server, keeps
 * the server's own words.
 * @param absolute how a time is written
 */
export function readinessText(
  check: Check,
  absolute: (at: number) => string
): Pick<Check, 'sentence' | 'remedy'> {
  const { code, facts } = check;
  if (!Object.prototype.hasOwnProperty.call(READINESS_WORDS, code)) return check;
  const words: { readonly sentence: string; readonly remedy?: string } = READINESS_WORDS[code];
  const known = factTexts(facts, absolute);
  const values = Object.fromEntries(known);
  const translated = (part: 'sentence' | 'remedy', defaultMessage: string) =>
    i18n
      .translate(`endpointIsolation.readiness.${code}.${part}`, { defaultMessage, values })
      .trim();
  const texts = [words.sentence, words.remedy ?? ''];
  if (texts.some((text) => !hasAll(text, known))) return check;
  return {
    sentence: translated('sentence', words.sentence),
    ...(words.remedy === undefined ? {} : { remedy: translated('remedy', words.remedy) }),
  };
}

function hasAll(text: string, known: ReadonlyMap<string, string>): boolean {
  const places = text.match(/\{\w+\}/g) ?? [];
  return places.every((place) => known.has(place.slice(1, -1)));
}

/** Icon, color and word: never color alone. */
export const READINESS_STATUS_WORDS: Readonly<
  Record<ReadinessStatus, { readonly word: string; readonly icon: string; readonly color: string }>
> = {
  problem: {
    word: i18n.translate('endpointIsolation.readiness.status.problem', {
      defaultMessage: 'Problem',
    }),
    icon: 'crossInACircleFilled',
    color: 'danger',
  },
  warning: {
    word: i18n.translate('endpointIsolation.readiness.status.warning', {
      defaultMessage: 'Warning',
    }),
    icon: 'alert',
    color: 'warning',
  },
  unknown: {
    word: i18n.translate('endpointIsolation.readiness.status.unknown', {
      defaultMessage: 'Unknown',
    }),
    icon: 'questionInCircle',
    color: 'warning',
  },
  note: {
    word: i18n.translate('endpointIsolation.readiness.status.note', { defaultMessage: 'Note' }),
    icon: 'iInCircle',
    color: 'hollow',
  },
  ok: {
    word: i18n.translate('endpointIsolation.readiness.status.ok', { defaultMessage: 'OK' }),
    icon: 'check',
    color: 'secondary',
  },
};

export const READINESS_GROUP_WORDS: Readonly<Record<ReadinessGroup, string>> = {
  person: i18n.translate('endpointIsolation.readiness.group.person', {
    defaultMessage: 'Your access',
  }),
  manager: i18n.translate('endpointIsolation.readiness.group.manager', {
    defaultMessage: 'Wazuh manager',
  }),
  reports: i18n.translate('endpointIsolation.readiness.group.reports', {
    defaultMessage: 'Endpoint reports',
  }),
  ledger: i18n.translate('endpointIsolation.readiness.group.ledger', {
    defaultMessage: 'Ledger (the plugin’s own indices)',
  }),
  endpoints: i18n.translate('endpointIsolation.readiness.group.endpoints', {
    defaultMessage: 'Endpoints',
  }),
};

/** Names of the checks. */
export const READINESS_CHECK_WORDS: Readonly<Record<ReadinessCheck, string>> = {
  security: i18n.translate('endpointIsolation.readiness.check.security', {
    defaultMessage: 'User',
  }),
  rights: i18n.translate('endpointIsolation.readiness.check.rights', {
    defaultMessage: 'Your permissions',
  }),
  run_as: i18n.translate('endpointIsolation.readiness.check.runAs', {
    defaultMessage: 'run_as',
  }),
  alerts_as_person: i18n.translate('endpointIsolation.readiness.check.alertsAsPerson', {
    defaultMessage: 'Alert access (you)',
  }),
  manager: i18n.translate('endpointIsolation.readiness.check.manager', {
    defaultMessage: 'Manager API',
  }),
  version: i18n.translate('endpointIsolation.readiness.check.version', {
    defaultMessage: 'Wazuh version',
  }),
  tls: i18n.translate('endpointIsolation.readiness.check.tls', {
    defaultMessage: 'TLS certificate',
  }),
  login: i18n.translate('endpointIsolation.readiness.check.login', { defaultMessage: 'API login' }),
  identity: i18n.translate('endpointIsolation.readiness.check.identity', {
    defaultMessage: 'Manager identity',
  }),
  clock: i18n.translate('endpointIsolation.readiness.check.clock', {
    defaultMessage: 'Clock difference',
  }),
  alerts_as_dashboard: i18n.translate('endpointIsolation.readiness.check.alertsAsDashboard', {
    defaultMessage: 'Alert access (dashboard)',
  }),
  alert_fields: i18n.translate('endpointIsolation.readiness.check.alertFields', {
    defaultMessage: 'Alert fields',
  }),
  reports: i18n.translate('endpointIsolation.readiness.check.reports', {
    defaultMessage: 'Latest report',
  }),
  locations: i18n.translate('endpointIsolation.readiness.check.locations', {
    defaultMessage: 'Log location',
  }),
  unattributed: i18n.translate('endpointIsolation.readiness.check.unattributed', {
    defaultMessage: 'Unmatched reports',
  }),
  namesakes: i18n.translate('endpointIsolation.readiness.check.namesakes', {
    defaultMessage: 'Reports of other managers',
  }),
  former_name: i18n.translate('endpointIsolation.readiness.check.formerName', {
    defaultMessage: 'Former manager name',
  }),
  future_reports: i18n.translate('endpointIsolation.readiness.check.futureReports', {
    defaultMessage: 'Reports from the future',
  }),
  reconciler: i18n.translate('endpointIsolation.readiness.check.reconciler', {
    defaultMessage: 'Report processing',
  }),
  references: i18n.translate('endpointIsolation.readiness.check.references', {
    defaultMessage: 'Reference IDs',
  }),
  ledger: i18n.translate('endpointIsolation.readiness.check.ledger', {
    defaultMessage: 'Write access',
  }),
  ledger_shards: i18n.translate('endpointIsolation.readiness.check.ledgerShards', {
    defaultMessage: 'Ledger shards',
  }),
  ledger_readers: i18n.translate('endpointIsolation.readiness.check.ledgerReaders', {
    defaultMessage: 'Read access',
  }),
  retention: i18n.translate('endpointIsolation.readiness.check.retention', {
    defaultMessage: 'Retention',
  }),
  protection: i18n.translate('endpointIsolation.readiness.check.protection', {
    defaultMessage: 'Protected endpoints',
  }),
  dns_dhcp: i18n.translate('endpointIsolation.readiness.check.dnsDhcp', {
    defaultMessage: 'DNS and DHCP',
  }),
  program: i18n.translate('endpointIsolation.readiness.check.program', {
    defaultMessage: 'Isolation program',
  }),
  group_policy: i18n.translate('endpointIsolation.readiness.check.groupPolicy', {
    defaultMessage: 'Group Policy',
  }),
};
