import * as fc from 'fast-check';
import type { EndpointState } from '../../lab/endpoints/endpoint_state';
import {
  canReachManager,
  isReallyIsolated,
  openFirewall,
  windowsMachine,
} from '../../lab/endpoints/endpoint_state';
import type { LocalRecovery } from '../../lab/endpoints/local_recovery';
import { recover } from '../../lab/endpoints/local_recovery';
import { address } from '../../test/builders/actions';
import type { BackupState } from '../program/backup_state';
import type { RecoverySet } from '../program/recovery_set';
import type { RecoveryCard } from './recovery_card';
import { RECOVERY_CASES } from '../program/recovery_set';
import { PROGRAMS } from '../../test/builders/programs';
import { recoveryCardOf, recoveryCaseOf } from './recovery_card';
import type { ShownState } from '../state/shown_state';

const MANAGER = address('192.168.1.1');
const [PROGRAM] = PROGRAMS;

function card(of: RecoveryCard['case'], backup: BackupState = 'present'): RecoveryCard {
  return recoveryCardOf({ case: of, backup, managers: [MANAGER] }, PROGRAM);
}

const texts = ({ sets }: RecoveryCard) =>
  sets.map(({ commands }) => commands.map(({ text }) => text));

const ISOLATED = { ...openFirewall, rules: 0, lifeline: [], policy: 'blocked' as const };

/** Isolated, and cut off from its manager. */
function isolatedEndpoint(backup: EndpointState['backup']): EndpointState {
  return { machine: windowsMachine(), firewall: ISOLATED, backup };
}

/** Effects of commands on a simulated endpoint; the two that change no firewall of ours are left out. */
const STEPS: ReadonlyArray<readonly [RegExp, LocalRecovery | undefined]> = [
  [/^netsh advfirewall import /, 'import_backup'],
  [/^del /, 'delete_backup'],
  [/^netsh advfirewall reset$/, 'reset_firewall'],
  [/firewallpolicy blockinbound,allowoutbound$/, 'open_outbound'],
  [/add rule name=allow-siem-/, 'allow_managers'],
  [/^netsh advfirewall export /, undefined],
  [/^gpupdate /, undefined],
];

function carriedOut({ commands }: RecoverySet, state: EndpointState): EndpointState {
  return commands.reduce((now, { text }) => {
    const step = STEPS.find(([pattern]) => pattern.test(text));
    if (!step) throw new Error(`nobody has tried: ${text}`);
    return step[1] ? recover(step[1], now) : now;
  }, state);
}

describe('the recovery card', () => {
  it('has the commands as they were tried, for an endpoint that lost its manager', () => {
    expect(texts(card('contact_lost'))).toEqual([
      ['netsh advfirewall export C:\\fw-isolated.wfw'],
      [
        'netsh advfirewall firewall add rule name=allow-siem-out dir=out action=allow protocol=any remoteip=192.168.1.1',
        'netsh advfirewall firewall add rule name=allow-siem-in dir=in action=allow protocol=any remoteip=192.168.1.1',
      ],
      [
        'netsh advfirewall import "C:\\Program Files (x86)\\ossec-agent\\active-response\\backup\\fw_rules.xml"',
        'del "C:\\Program Files (x86)\\ossec-agent\\active-response\\backup\\fw_rules.xml"',
      ],
      [
        'netsh advfirewall reset',
        'gpupdate /force',
        'del "C:\\Program Files (x86)\\ossec-agent\\active-response\\backup\\fw_rules.xml"',
      ],
    ]);
  });

  it.each(RECOVERY_CASES)('begins with keeping the present state (%s)', (of) => {
    expect(card(of).sets[0]?.id).toBe('keep_present_state');
  });

  it('never resets behind an import: that would wipe what was restored', () => {
    for (const of of RECOVERY_CASES) {
      for (const { commands } of card(of).sets) {
        const all = commands.map(({ does }) => does);
        expect(all.includes('restores_backup') && all.includes('resets_firewall')).toBe(false);
      }
    }
  });

  it.each<BackupState>(['tainted', 'missing'])(
    'restores no backup that is %s: it holds the isolated firewall, or nothing',
    (backup) => {
      for (const of of RECOVERY_CASES) {
        expect(card(of, backup).sets.map(({ id }) => id)).not.toContain('restore_backup');
        expect(card(of, backup).sets.length).toBeGreaterThan(1);
      }
    }
  );

  it('says nothing of a manager whose addresses are not known', () => {
    const unknown = recoveryCardOf(
      { case: 'contact_lost', backup: 'present', managers: [] },
      PROGRAM
    );
    expect(unknown.sets.map(({ id }) => id)).not.toContain('allow_manager');
  });

  const facts = fc.record({
    of: fc.constantFrom(...RECOVERY_CASES),
    backup: fc.constantFrom<BackupState>('none_needed', 'present', 'tainted', 'missing'),
  });

  it('ends the isolation of a simulated endpoint with each set that says so, and leaves no backup in the way', () => {
    fc.assert(
      fc.property(facts, ({ of, backup }) => {
        const file =
          backup === 'missing' ? undefined : backup === 'tainted' ? ISOLATED : openFirewall;
        for (const set of card(of, backup).sets) {
          // Removing the backup alone is for one that is free already.
          const before =
            set.id === 'remove_backup'
              ? { ...isolatedEndpoint(file), firewall: openFirewall }
              : isolatedEndpoint(file);
          const after = carriedOut(set, before);
          if (set.isolation === 'ends') {
            expect(isReallyIsolated(after)).toBe(false);
            expect(after.backup).toBeUndefined();
          } else {
            expect(isReallyIsolated(after)).toBe(true);
            expect(after.backup).toBe(file);
          }
        }
      })
    );
  });

  it('brings a simulated endpoint back in contact while it stays isolated', () => {
    const set = card('contact_lost').sets.find(({ id }) => id === 'allow_manager');
    const before = isolatedEndpoint(openFirewall);
    expect(canReachManager(before)).toBe(false);
    const after = set && carriedOut(set, before);
    expect(after && canReachManager(after) && isReallyIsolated(after)).toBe(true);
  });

  it('deletes the backup last, and only where the isolation ends', () => {
    for (const of of RECOVERY_CASES) {
      for (const { isolation, commands } of card(of).sets) {
        const last = commands[commands.length - 1]?.text;
        expect(last === `del "${PROGRAM.backupFile}"`).toBe(isolation === 'ends');
      }
    }
  });
});

describe('which card an endpoint needs', () => {
  const isolated: ShownState = {
    status: 'isolated',
    reasons: [],
    backup: 'present',
    cautions: [],
  };
  const unknown = (reason: ShownState['reasons'][number], backup: BackupState): ShownState => ({
    status: 'unknown',
    reasons: [reason],
    backup,
    cautions: [],
  });
  const lost = { contact: 'lost' as const, since: 0 };
  const heard = { contact: 'in_contact' as const, seen_at: 0 };

  it.each<[string, ShownState, Parameters<typeof recoveryCaseOf>[1], string | undefined]>([
    ['isolated and heard of', isolated, heard, undefined],
    ['isolated and not heard of any more', isolated, lost, 'contact_lost'],
    ['isolated and no longer listed', { ...isolated, removed: true }, undefined, 'not_listed'],
    ['isolated without a backup', { ...isolated, backup: 'missing' }, heard, 'no_backup'],
    ['isolated with a tainted backup', { ...isolated, backup: 'tainted' }, heard, 'backup_tainted'],
    ['after a release that failed', unknown('release_failed', 'missing'), heard, 'release_failed'],
    ['that says it is isolated', unknown('says_isolated', 'present'), heard, 'says_isolated'],
    [
      'after a release of a tainted backup',
      unknown('backup_tainted', 'missing'),
      heard,
      'backup_tainted',
    ],
    ['that did not answer', unknown('may_be_isolated', 'none_needed'), heard, 'no_answer'],
    ['that answered in part', unknown('isolation_partial', 'tainted'), heard, 'not_clear'],
    ['that is only registered again', unknown('re_registered', 'present'), heard, undefined],
    [
      'that is free',
      { ...isolated, status: 'not_isolated', backup: 'none_needed' },
      lost,
      undefined,
    ],
    [
      'that is free and gone',
      { ...isolated, status: 'no_record', removed: true },
      undefined,
      undefined,
    ],
  ])('an endpoint %s', (_, state, contact, wanted) => {
    expect(recoveryCaseOf(state, contact, [])).toBe(wanted);
  });

  it('is still that of the failed release where only it is left to look after', () => {
    const state = unknown('too_many_events', 'present');
    expect(recoveryCaseOf(state, heard, [])).toBeUndefined();
    expect(recoveryCaseOf(state, heard, ['release_failed'])).toBe('release_failed');
  });
});
