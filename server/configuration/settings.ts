import type { Address } from '../../common/address/address';
import { readAddress } from '../../common/address/address';
import type { LifelineProfile } from '../../common/lifeline/lifeline';
import { programsOf } from '../../common/programs/programs';
import type { ProtectionSettings } from '../../common/action/protection';
import type { AccessSettings } from '../../common/manager/rights';
import type { IsolationConfig } from './config';
import type { AlertSettings } from '../indexer/alerts';
import type { LedgerIndices } from '../indexer/ledger_indices';
import { ledgerIndicesOf } from '../indexer/ledger_indices';

/** The configuration in the domain's terms; durations in ms. Holds no secret. */
export interface Settings {
  readonly alerts: AlertSettings;
  readonly ledger: LedgerIndices;
  readonly access: AccessSettings;
  readonly protection: ProtectionSettings;
  /** Managers by host ID. */
  readonly managers: ReadonlyMap<string, ManagerSettings>;
  readonly alwaysAllowed: readonly Address[];
  readonly profiles: readonly LifelineProfile[];
  readonly reportedByAtLeast: number;
  readonly answerTime: number;
  readonly sweep: number;
  /** Time the ledger keeps what is over. Unlimited if undefined. */
  readonly ledgerRetention?: number;
  readonly references: 'on' | 'off';
}

export interface ManagerSettings {
  readonly addresses: readonly Address[];
  readonly aliases: readonly string[];
  /** Names that it had before. */
  readonly formerNames: readonly string[];
  /** The only places its alerts come from; undefined: any. */
  readonly alertsFrom?: readonly string[];
}

const NO_SETTINGS: ManagerSettings = { addresses: [], aliases: [], formerNames: [] };

export function managerSettingsOf(settings: Settings, hostId: string): ManagerSettings {
  return settings.managers.get(hostId) ?? NO_SETTINGS;
}

export function settingsOf(config: IsolationConfig): Settings {
  return {
    alerts: {
      pattern: config.alerts_pattern,
      programs: programsOf(config),
    },
    ledger: ledgerIndicesOf(config.ledger_index_prefix),
    access: { roles: config.roles, allowWithoutSecurity: config.allow_without_security },
    protection: config.protected,
    managers: new Map(
      Object.entries(config.managers).map(
        ([id, { addresses, aliases, former_names: formerNames, alerts_from: from }]) => [
          id,
          {
            addresses: addresses.flatMap(addressOf),
            aliases,
            formerNames,
            ...(from === undefined ? {} : { alertsFrom: typeof from === 'string' ? [from] : from }),
          },
        ]
      )
    ),
    alwaysAllowed: config.always_allowed.flatMap(addressOf),
    profiles: Object.entries(config.profiles).map(([id, { label, addresses, purpose }]) => ({
      id,
      label,
      ...(purpose ? { purpose } : {}),
      addresses: addresses.flatMap(addressOf),
    })),
    reportedByAtLeast: config.reported_by_at_least,
    answerTime: config.answer_time.asMilliseconds(),
    sweep: config.sweep.asMilliseconds(),
    ...(config.ledger_retention
      ? { ledgerRetention: config.ledger_retention.asMilliseconds() }
      : {}),
    references: config.reference_in_user ? 'on' : 'off',
  };
}

/** The schema accepts addresses only. */
function addressOf(text: string): Address[] {
  const reading = readAddress(text);
  return reading.ok ? [reading.address] : [];
}
