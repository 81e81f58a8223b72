import {
  command,
  endpoint,
  isolate,
  manager,
  release,
  resultOf,
} from '../../test/builders/endpoint_programs';
import type { Machine } from './endpoint_state';
import {
  canReachManager,
  isReallyIsolated,
  netshSteps,
  openFirewall,
  withMachine,
} from './endpoint_state';
import { recover } from './local_recovery';
import { apply, programSentences } from './program';

const oks = (count: number): string => Array(count).fill('Ok.').join('   ');

describe('the endpoint program, row by row of what was measured', () => {
  it.each([1, 2, 7])('answers an isolation with %d addresses with 4 + 2N answers', (count) => {
    const addresses = [manager, ...Array(count - 1).fill('10.0.0.0/8')];
    const applied = apply({ ...isolate, arguments: addresses }, endpoint());
    expect(resultOf(applied)).toBe(
      `stdout: Ok.    Deleted 412 rule(s). ${oks(3 + 2 * count)}  \nstderr:${' '.repeat(
        4 + 2 * count
      )}`
    );
    expect(isReallyIsolated(applied.state)).toBe(true);
    expect(canReachManager(applied.state)).toBe(true);
    expect(applied.state.backup).toEqual(openFirewall);
  });

  it('refuses a second isolation and keeps the old addresses', () => {
    const first = apply(isolate, endpoint()).state;
    const again = apply({ ...isolate, arguments: ['10.0.0.1'] }, first);
    expect(resultOf(again)).toBe(`stdout: \nstderr: ${programSentences.alreadyIsolated}`);
    expect(again.state).toEqual(first);
  });

  it('refuses an isolation of an open endpoint whose backup file was left', () => {
    const open = recover('import_backup', apply(isolate, endpoint()).state);
    const again = apply(isolate, open);
    expect(resultOf(again)).toContain(programSentences.alreadyIsolated);
    expect(isReallyIsolated(again.state)).toBe(false);
  });

  it('cuts the manager off too where the addresses are empty, and writes a line that nobody gets', () => {
    const applied = apply({ ...isolate, arguments: [] }, endpoint());
    expect(isReallyIsolated(applied.state)).toBe(true);
    expect(canReachManager(applied.state)).toBe(false);
    expect(resultOf(applied)).toBe(
      `stdout: Ok.    Deleted 412 rule(s). ${oks(3)}  \nstderr:${' '.repeat(4)}`
    );
  });

  it('dies without a line where the command has no addresses at all', () => {
    expect(apply({ ...isolate, arguments: undefined }, endpoint())).toEqual({
      state: endpoint(),
      logLine: undefined,
    });
  });

  it('releases without any arguments', () => {
    const isolated = apply(isolate, endpoint()).state;
    const released = apply({ ...release, arguments: undefined }, isolated);
    expect(resultOf(released)).toBe('stdout: O k .    \nstderr: ');
  });

  it('loses its manager where the addresses leave the manager out, and finds it again when the rule is added', () => {
    const lost = apply({ ...isolate, arguments: ['192.168.1.99'] }, endpoint()).state;
    expect(canReachManager(lost)).toBe(false);
    const found = recover('allow_managers', lost);
    expect(canReachManager(found)).toBe(true);
    expect(isReallyIsolated(found)).toBe(true);
  });

  it.each([
    'wazuh.example.local',
    '192.168.1.1-192.168.1.9',
    'LocalSubnet',
    'any',
    ' 10.0.0.1',
    '010.0.0.1',
    '10.0.0.0/33',
  ])('refuses %p among the addresses and changes nothing', (address) => {
    const applied = apply({ ...isolate, arguments: [manager, address] }, endpoint());
    expect(resultOf(applied)).toBe(`stdout: \nstderr: ${programSentences.invalidAddress}`);
    expect(applied.state).toEqual(endpoint());
  });

  it.each([
    '192.168.1.1/24',
    '10.0.0.0/255.0.0.0',
    '10.0.0.0/0.0.0.255',
    'fe80::1%12',
    '::ffff:1.2.3.4',
    '0.0.0.0/0',
    '::/0',
  ])('takes %p as an address', (address) => {
    expect(resultOf(apply({ ...isolate, arguments: [address] }, endpoint()))).toContain('Ok.');
  });

  it('changes nothing without administrator rights, and its answers say so six times', () => {
    const applied = apply(isolate, endpoint({ rights: 'not_elevated' }));
    expect(resultOf(applied)?.match(/requires elevation/g)).toHaveLength(6);
    expect(resultOf(applied)).not.toContain('Ok.');
    expect(applied.state).toEqual(endpoint({ rights: 'not_elevated' }));
  });

  it('isolates without a backup where the export fails, and cannot be released then', () => {
    const applied = apply(isolate, endpoint({ failingSteps: ['export'] }));
    expect(resultOf(applied)).toMatch(
      /^stdout: An error .* {4}Deleted 412 rule\(s\)\. (Ok\. +){5}\n/
    );
    expect(isReallyIsolated(applied.state)).toBe(true);
    expect(resultOf(apply(release, applied.state))).toContain(programSentences.notIsolated);
  });

  it('restores the saved firewall on release', () => {
    const released = apply(release, apply(isolate, endpoint()).state);
    expect(resultOf(released)).toBe('stdout: O k .    \nstderr: ');
    expect(released.state).toEqual(endpoint());
  });

  it('stays isolated and loses its backup where the import fails', () => {
    const isolated = withMachine(apply(isolate, endpoint()).state, { failingSteps: ['import'] });
    const released = apply(release, isolated);
    expect(resultOf(released)).toMatch(/^stdout: A n {3}e r r o r .* {4}\nstderr: $/);
    expect(isReallyIsolated(released.state)).toBe(true);
    expect(released.state.backup).toBeUndefined();
  });

  it('gives the same refusal for a free endpoint and for a stuck one', () => {
    const stuck = apply(isolate, endpoint({ failingSteps: ['export'] })).state;
    expect(resultOf(apply(release, endpoint()))).toBe(resultOf(apply(release, stuck)));
  });

  it('saves the isolated firewall when a stuck endpoint is isolated again: the next release frees nothing', () => {
    const stuck = withMachine(
      apply(
        { ...isolate, arguments: [manager, '10.0.0.1'] },
        endpoint({ failingSteps: ['export'] })
      ).state,
      { failingSteps: [] }
    );
    const again = apply(isolate, stuck);
    expect(resultOf(again)).toContain('Deleted 4 rule(s).');
    const released = apply(release, again.state);
    expect(resultOf(released)).toBe('stdout: O k .    \nstderr: ');
    expect(isReallyIsolated(released.state)).toBe(true);
  });

  it.each(['probe', 'Isolate', ''])('answers the action %p without doing anything', (action) => {
    const applied = apply(command(action), endpoint());
    expect(resultOf(applied)).toBe(`stdout: \nstderr: ${programSentences.noAction}`);
    expect(applied.state).toEqual(endpoint());
  });

  it.each(['', 0, null])('refuses the user %p', (user) => {
    const applied = apply({ ...isolate, alert: { data: { action: 'isolate', user } } }, endpoint());
    expect(resultOf(applied)).toBe(`stdout: \nstderr: ${programSentences.noUser}`);
    expect(applied.state).toEqual(endpoint());
  });

  it.each<[string, Partial<Machine>]>([
    ['a missing program', { program: 'missing' }],
    ['Linux', { platform: 'linux' }],
    ['macOS', { platform: 'darwin' }],
    ['an agent before 4.2.0', { agentVersion: 'Wazuh v4.1.5' }],
    ['a machine that is switched off', { presence: 'away' }],
    ['a program of another name', { programFile: 'isolate.exe' }],
  ])('does nothing on %s', (_what, machine) => {
    expect(apply(isolate, endpoint(machine))).toEqual({
      state: endpoint(machine),
      logLine: undefined,
    });
  });

  it('runs on an agent of 4.2.0', () => {
    expect(isReallyIsolated(apply(isolate, endpoint({ agentVersion: 'Wazuh v4.2.0' })).state)).toBe(
      true
    );
  });

  it('leaves all rules deleted and nothing blocked where the policy cannot be set', () => {
    const { state } = apply(isolate, endpoint({ failingSteps: ['policy'] }));
    expect(state.firewall.rules).toBe(0);
    expect(isReallyIsolated(state)).toBe(false);
    expect(canReachManager(state)).toBe(true);
  });

  it('loses its manager where the rules cannot be added', () => {
    const applied = apply(isolate, endpoint({ failingSteps: ['add'] }));
    expect(isReallyIsolated(applied.state)).toBe(true);
    expect(canReachManager(applied.state)).toBe(false);
    expect(resultOf(applied)?.match(/Ok\./g)).toHaveLength(4);
  });

  it('does nothing where the firewall service is off, and says it once for each step', () => {
    const applied = apply(isolate, endpoint({ failingSteps: netshSteps }));
    expect(applied.state.firewall).toEqual(openFirewall);
    expect(resultOf(applied)?.match(/contact the {2}Windows/g)).toHaveLength(6);
  });

  it('says Ok and isolates nothing where Group Policy keeps the defaults open', () => {
    const applied = apply(isolate, endpoint({ groupPolicy: 'keeps_open' }));
    expect(resultOf(applied)).toContain('Deleted 412 rule(s).');
    expect(isReallyIsolated(applied.state)).toBe(false);
  });

  it('loses its manager where Group Policy does not merge local rules', () => {
    const { state } = apply(isolate, endpoint({ groupPolicy: 'voids_local_rules' }));
    expect(isReallyIsolated(state)).toBe(true);
    expect(canReachManager(state)).toBe(false);
  });

  it('says that no rule matches, with one OK less, where there was none to delete', () => {
    const bare = { ...endpoint(), firewall: { ...openFirewall, rules: 0 } };
    const result = resultOf(apply(isolate, bare));
    expect(result).toMatch(
      /^stdout: Ok\. {4}No rules match the specified criteria\. {3}(Ok\. +){4}\n/
    );
  });

  it('writes the time of the endpoint, not of the manager', () => {
    const { logLine } = apply(isolate, endpoint({ clockOffsetMs: -5 * 3_600_000 }));
    expect(logLine?.slice(0, 19)).toBe('2026/11/24 03:48:30');
  });

  it('writes WLR and the object wlr where the older program is installed', () => {
    const { logLine } = apply(isolate, endpoint({ program: 'WLR' }));
    expect(logLine).toContain('"origin": {"name": "WLR", "module": "Isolation"}');
    expect(logLine).toContain('"wlr": {"action": "isolate"');
  });

  it.each(['Á', 'Í', 'Ł', '”'])(
    'dies of %p anywhere in the command on code page 1252',
    (letter) => {
      const alert = { data: { action: 'isolate', user: 'alice', note: letter } };
      expect(apply({ ...isolate, alert }, endpoint())).toEqual({
        state: endpoint(),
        logLine: undefined,
      });
    }
  );
});
