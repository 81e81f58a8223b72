import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AlertDocument } from './alert_document';
import { alertOf } from './alert_document';
import type { EndpointState } from './endpoint_state';
import {
  canReachManager,
  isReallyIsolated,
  openFirewall,
  untouchedEndpoint,
  windowsMachine,
  withMachine,
} from './endpoint_state';
import { recover } from './local_recovery';
import type { Command } from './program';
import { apply } from './program';

/** The alert as the manager writes it to its alert log, before the shipper adds its fields. */
type DecodedAlert = Omit<AlertDocument, '@timestamp' | 'input'>;

interface RecordedAlert {
  name: string;
  command_body: Omit<Command, 'at'>;
  alert: DecodedAlert | null;
}

const folder = join(__dirname, '../../test/recorded/alerts');
const recorded: RecordedAlert[] = readdirSync(folder).map((file) =>
  JSON.parse(readFileSync(join(folder, file), 'utf8'))
);

const command = (action: string, addresses: string[] = []): Command => ({
  command: '!isolation.exe',
  arguments: addresses,
  alert: { data: { action, user: 'alice' } },
  at: 0,
});
const manager = '192.168.1.1';
const after = (state: EndpointState, ...commands: Command[]): EndpointState =>
  commands.reduce((current, each) => apply(each, current).state, state);
const failing = (state: EndpointState, step: 'export' | 'import'): EndpointState =>
  withMachine(state, { failingSteps: [step] });
const healthy = (state: EndpointState): EndpointState => withMachine(state, { failingSteps: [] });

const untouched = untouchedEndpoint();
const isolated = after(untouched, command('isolate', [manager]));
const stuck = healthy(after(failing(isolated, 'import'), command('release')));
const isolatedWithoutBackup = healthy(
  after(failing(untouched, 'export'), command('isolate', [manager]))
);
const stuckAndIsolatedAgain = after(stuck, command('isolate', [manager]));
const imported = recover('import_backup', isolated);
const notElevated = untouchedEndpoint(windowsMachine({ rights: 'not_elevated' }));
const olderProgram = untouchedEndpoint(windowsMachine({ program: 'WLR' }));

/** The state that each recording was made in; those not named were made on an endpoint that was never isolated. */
const stateBefore: Record<string, EndpointState> = {
  isolate_again: isolated,
  release_ok: isolated,
  cidr_release: isolated,
  import_fails: failing(isolated, 'import'),
  export_fails: failing(untouched, 'export'),
  isolate_after_export_failed: isolatedWithoutBackup,
  isolate_when_stuck: stuck,
  release_when_stuck: stuckAndIsolatedAgain,
  isolate_after_manual_import: imported,
  release_after_manual_import: imported,
  release_after_manual_import_file_gone: recover('delete_backup', imported),
  isolate_backup_left_over: { ...untouched, backup: openFirewall },
  release_backup_left_over: { ...untouched, backup: openFirewall },
  no_admin: notElevated,
  no_admin_release: notElevated,
  no_exe: untouchedEndpoint(windowsMachine({ program: 'missing' })),
  legacy: untouchedEndpoint(windowsMachine({ agentVersion: 'Wazuh v4.1.5' })),
  linux: untouchedEndpoint(windowsMachine({ platform: 'linux' })),
  wlr_isolate: olderProgram,
  wlr_release: after(olderProgram, command('isolate', [manager])),
};

const addedByTheShipper = ['@timestamp', 'input'];

/** No alert came, and not because of the endpoint: the manager drops a message over 65,408 bytes. */
const lostBeforeTheEndpoint = ['args_66k'];

/** The parts of an alert that don't depend on when and how often it came. */
const comparable = ({
  full_log,
  rule,
  agent,
  manager,
  cluster,
  decoder,
  data,
  location,
}: DecodedAlert) => ({
  agent,
  manager,
  cluster,
  decoder,
  data,
  location,
  full_log: full_log.replace(/^[\d/]{10} [\d:]{8}/, ''),
  rule: { ...rule, firedtimes: undefined },
});

describe('the simulated endpoint against the recorded alerts', () => {
  it('knows the state of only such recordings as exist', () => {
    const names = recorded.map(({ name }) => name);
    expect(names).toHaveLength(45);
    expect(Object.keys(stateBefore).filter((name) => !names.includes(name))).toEqual([]);
  });

  it.each(
    recorded
      .filter(({ name }) => !lostBeforeTheEndpoint.includes(name))
      .map((each) => [each.name, each] as const)
  )('answers %s as the real one did', (name, { command_body, alert: real }) => {
    const at = Date.parse('2026-11-24T08:48:30.524Z');
    const { state, logLine } = apply({ ...command_body, at }, stateBefore[name] ?? untouched);
    const delivered = logLine !== undefined && canReachManager(state) ? logLine : undefined;
    if (real === null) {
      expect(delivered).toBeUndefined();
      return;
    }
    const alert = alertOf(delivered ?? '', {
      agent: real.agent,
      manager: real.manager,
      cluster: real.cluster,
      at,
      logOffset: 18_687,
      firedTimes: 1,
    });
    expect(comparable(alert)).toEqual(comparable(real));
    expect(Object.keys(alert).filter((key) => !addedByTheShipper.includes(key))).toEqual(
      Object.keys(real)
    );
    expect(alert.timestamp).toBe('2026-11-24T08:48:30.524+0000');
    expect(alert.id).toMatch(/^1795510110\.\d+$/);
    expect(alert.full_log.slice(0, 19)).toBe('2026/11/24 08:48:30');
  });

  it('stays isolated where the notes of the recordings say so', () => {
    expect(isReallyIsolated(stuck)).toBe(true);
    expect(isReallyIsolated(after(stuckAndIsolatedAgain, command('release')))).toBe(true);
    expect(isReallyIsolated(imported)).toBe(false);
  });
});
