import type { Evidence } from '../../common/state/evidence';

/**
 * A state an endpoint may be in, as far as anyone can reason about it from outside. `half`: neither open nor isolated, as a run of which
 * some steps failed leaves it. `least` and `most`: how many firewall rules it has; only an isolated one's are known.
 */
export interface PossibleFirewall {
  readonly kind: 'open' | 'isolated' | 'half';
  readonly least: number;
  readonly most: number;
}

export interface PossibleEndpoint {
  readonly firewall: PossibleFirewall;
  /** Content of the backup file. Undefined if there is none. */
  readonly backup: PossibleFirewall | undefined;
}

const ANY_COUNT = 1e9;
const OPEN: PossibleFirewall = { kind: 'open', least: 0, most: ANY_COUNT };
const HALF: PossibleFirewall = { kind: 'half', least: 0, most: ANY_COUNT };
/** Most allowed addresses of an isolation that nobody reported: done manually, it has few. */
const LARGEST_LIFELINE = 10;

export const UNTOUCHED: PossibleEndpoint = { firewall: OPEN, backup: undefined };

export function isolatedWith(addresses: number): PossibleFirewall {
  return { kind: 'isolated', least: 2 * addresses, most: 2 * addresses };
}

/** Some of the rules were not added, or those before not deleted. */
function partlyIsolated(before: PossibleFirewall, addresses: number): PossibleFirewall {
  const left = before.kind === 'isolated' ? before.most : 0;
  return { kind: 'isolated', least: 0, most: left + 2 * addresses };
}

/** All that an endpoint may be after it gave this answer; nothing where it could not have given it. */
export function afterAnswer(
  { firewall, backup }: PossibleEndpoint,
  { verb, outcome, action }: Evidence
): PossibleEndpoint[] {
  const addresses = outcome.addresses ?? action?.addresses;
  if (verb === 'isolate') {
    if (outcome.reason === 'backup_exists') return backup ? [{ firewall, backup }] : [];
    if (backup) return [];
    const isolated = isolatedWith(addresses ?? 0);
    if (outcome.result === 'succeeded') {
      const count = outcome.deleted_rules;
      const fits = count === undefined || (firewall.least <= count && count <= firewall.most);
      return fits ? [{ firewall: isolated, backup: firewall }] : [];
    }
    if (outcome.reason === 'export_failed') return [{ firewall: isolated, backup: undefined }];
    if (outcome.result === 'failed') return [{ firewall, backup }];
    return [firewall, partlyIsolated(firewall, addresses ?? LARGEST_LIFELINE), OPEN, HALF].flatMap(
      (after) => [
        { firewall: after, backup: undefined },
        { firewall: after, backup: firewall },
      ]
    );
  }
  if (outcome.result === 'refused') return backup ? [] : [{ firewall, backup }];
  if (!backup) return [];
  const restored = { firewall: backup, backup: undefined };
  const notRestored = { firewall, backup: undefined };
  if (outcome.result === 'succeeded') return [restored];
  if (outcome.result === 'failed') return [notRestored];
  return [restored, notRestored, { firewall, backup }];
}

/** An unanswered command either did nothing or what it says. */
export function afterCommand(
  { firewall, backup }: PossibleEndpoint,
  verb: 'isolate' | 'release',
  addresses: number
): PossibleEndpoint {
  if (verb === 'release') return { firewall: backup ?? firewall, backup: undefined };
  return backup ? { firewall, backup } : { firewall: isolatedWith(addresses), backup: firewall };
}

/** Lists what can happen unseen: local recoveries, done right and half done, and others' commands whose report was lost. */
export function afterHidden({ firewall, backup }: PossibleEndpoint): PossibleEndpoint[] {
  const unseen = { kind: 'isolated' as const, least: 2, most: 2 * LARGEST_LIFELINE };
  return [
    ...(backup
      ? [
          { firewall: backup, backup },
          { firewall: backup, backup: undefined },
          { firewall, backup: undefined },
        ]
      : [{ firewall: unseen, backup: firewall }]),
    { firewall: OPEN, backup },
    { firewall: OPEN, backup: undefined },
  ];
}
