import fc from 'fast-check';
import { recordedAlert, recordedAlerts } from '../../../test/builders/recorded_alerts';
import type { ProgramEvent } from '../program_event';
import type { EvidenceSettings } from './clr_event';
import { agentOf } from '../program_event';
import { readClrEvent } from './clr_event';
import { NETSH_WORDS, netshWordsWith } from './netsh_words';
import type { Outcome } from '../outcome';

const settings: EvidenceSettings = {
  originNames: ['C-LR', 'WLR'],
  program: 'isolation.exe',
  netsh: NETSH_WORDS,
};

const isolated: Outcome = { result: 'succeeded', addresses: 1, deleted_rules: 412 };
const isolatedFew: Outcome = { result: 'succeeded', addresses: 1, deleted_rules: 2 };
const released: Outcome = { result: 'succeeded' };
const backupExists: Outcome = { result: 'refused', reason: 'backup_exists' };
const notIsolated: Outcome = { result: 'refused', reason: 'not_isolated_or_no_backup' };
const noAction: Outcome = { result: 'refused', reason: 'no_action' };

/** Results of the recordings; those that are missing here got no report. */
const recordedOutcomes: Readonly<Record<string, Outcome>> = {
  action_uppercase: noAction,
  args_60k: noAction,
  cidr: { ...isolated, addresses: 2 },
  cidr_release: released,
  cluster_worker_isolate: isolated,
  debug_true: isolated,
  empty_user: { result: 'refused', reason: 'no_user' },
  export_fails: { result: 'failed', reason: 'export_failed', addresses: 1 },
  extra_keys: isolated,
  import_fails: { result: 'failed', reason: 'import_failed' },
  invalid_ip: { result: 'refused', reason: 'invalid_address' },
  isolate_after_export_failed: isolatedFew,
  isolate_after_manual_import: backupExists,
  isolate_again: backupExists,
  isolate_backup_left_over: backupExists,
  isolate_ok: isolated,
  isolate_when_stuck: isolatedFew,
  no_action: noAction,
  no_admin: { result: 'failed', reason: 'not_elevated' },
  no_admin_release: notIsolated,
  probe: noAction,
  release_after_manual_import: released,
  release_after_manual_import_file_gone: notIsolated,
  release_again: notIsolated,
  release_backup_left_over: released,
  release_ok: released,
  release_when_stuck: released,
  user_200: noAction,
  user_5000: noAction,
  user_domain: noAction,
  user_hash: isolated,
  user_latin1: noAction,
  user_missing: noAction,
  user_number: noAction,
  user_quotes: noAction,
  user_spaces: noAction,
  wlr_isolate: isolated,
  wlr_release: released,
};

function read(alert: unknown, changes: Partial<EvidenceSettings> = {}): ProgramEvent {
  const event = readClrEvent(alert, { ...settings, ...changes });
  if (!event) throw new Error('not of our origin');
  return event;
}

/** The recorded alert with a value put at a path, or with the path taken out. */
function changedAlert(path: string, value?: unknown): unknown {
  const alert = JSON.parse(JSON.stringify(recordedAlert('isolate_ok')));
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  const parent = keys.reduce((object, key) => object[key], alert);
  if (value === undefined) delete parent[last];
  else parent[last] = value;
  return alert;
}

describe('a recorded alert', () => {
  const answered = recordedAlerts.filter(({ alert }) => alert !== null);

  it('has its outcome below, each of them', () => {
    expect(answered.map(({ name }) => name).sort()).toEqual(Object.keys(recordedOutcomes).sort());
  });

  it.each(answered)('$name is evidence with the outcome that it says', ({ name, alert }) => {
    const event = read(alert);
    expect(event.notEvidence).toEqual([]);
    expect(event.outcome).toEqual(recordedOutcomes[name]);
    expect(agentOf(event)).toBe(event.agentId);
  });

  it.each(answered)(
    '$name says what was asked and by whom, a second or more after the program started',
    ({ command_body, alert }) => {
      const { action, user } = command_body.alert.data;
      const event = read(alert);
      expect(event.verb).toBe(action === 'isolate' || action === 'release' ? action : 'probe');
      const echoed = event.ref ? `${event.user}#${event.ref}` : event.user;
      // The program reads its input in the code page of Windows, and says `unknown` where there is no user.
      const heard = user === 'José' ? 'JosÃ©' : String(user ?? 'unknown');
      expect(echoed).toBe(heard);
      expect(event.at - (event.ownClock ?? 0)).toBeGreaterThan(1000);
      expect(event.at - (event.ownClock ?? 0)).toBeLessThan(10000);
    }
  );

  it('carries the ref that was sent with its user', () => {
    expect(read(recordedAlert('user_hash'))).toMatchObject({ user: 'alice', ref: 'k7m2q9xd' });
    expect(read(recordedAlert('user_domain'))).toMatchObject({
      user: 'domain\\alice@corp#abc',
      ref: undefined,
    });
  });

  it('of a worker is told apart by its node, of a single manager by its node or host name', () => {
    expect(read(recordedAlert('cluster_worker_isolate')).identity).toBe(
      'worker-01|002|1795510368.5589'
    );
    expect(read(recordedAlert('isolate_ok')).identity).toBe('node01|001|1795493973.3456148');
    expect(read(recordedAlert('probe')).identity).toMatch(/^wazuh-server\|001\|/);
  });

  it('of the older program has its own origin', () => {
    expect(read(recordedAlert('wlr_isolate')).origin).toBe('WLR');
  });
});

describe('a document that is no evidence', () => {
  it.each([
    ['of the shell module', 'data.origin.module', 'Shell', 'module'],
    ['of another decoder', 'decoder.name', 'json', 'decoder'],
    ['of another log file', 'location', 'C:\\Users\\Public\\active-responses.log', 'location'],
    [
      'of a log file by almost that name',
      'location',
      'active-response/active-responses.log',
      'location',
    ],
    ['of a syslog sender', 'location', '10.0.0.66', 'location'],
    ['of the manager itself', 'agent.id', '000', 'agent'],
    ['of an id that no manager writes', 'agent.id', '0001', 'agent'],
    ['of another program', 'data.parameters.program', 'active-response/bin/shell.exe', 'program'],
    [
      'of a longer name',
      'data.parameters.program',
      'active-response/bin/not-isolation.exe',
      'program',
    ],
    ['without a program', 'data.parameters', undefined, 'program'],
    ['without a result', 'data.clr.result', undefined, 'incomplete'],
    ['without an action', 'data.clr.action', undefined, 'incomplete'],
    ['with the object of the other origin', 'data.origin.name', 'WLR', 'incomplete'],
    ['with an array where a text belongs', 'data.clr.result', ['stdout: Ok.'], 'incomplete'],
  ])('is one %s', (_, path, value, reason) => {
    const event = read(changedAlert(path, value));
    expect(event.notEvidence).toEqual([reason]);
    expect(agentOf(event)).toBeUndefined();
  });

  it('says every reason', () => {
    const alert = { ...recordedAlert('isolate_ok'), location: '10.0.0.66', decoder: {} };
    expect(read(alert).notEvidence).toEqual(['decoder', 'location']);
  });
});

describe('a document of ours', () => {
  it('may have the program in any directory, with either slash, in any case', () => {
    for (const program of ['C:\\ossec\\ISOLATION.EXE', '/x/y/isolation.exe', 'isolation.exe']) {
      expect(read(changedAlert('data.parameters.program', program)).notEvidence).toEqual([]);
    }
  });

  it('is of another program where another is configured', () => {
    const event = read(recordedAlert('isolate_ok'), { program: 'contain.exe' });
    expect(event.notEvidence).toEqual(['program']);
  });

  it('is recognised in a language whose word is configured', () => {
    const text = 'stdout: Valmis. Valmis. Valmis. Valmis. Valmis. Valmis. \nstderr: ';
    const alert = changedAlert('data.clr.result', text);
    expect(read(alert).outcome).toEqual({ result: 'unrecognised' });
    const event = read(alert, { netsh: netshWordsWith({ ok: ['Valmis.'], noRules: [] }) });
    expect(event.outcome).toEqual({ result: 'succeeded', addresses: 1 });
  });

  it('is a probe where the action is not exactly isolate or release', () => {
    for (const action of ['Isolate', 'isolate ', '', '__proto__']) {
      expect(read(changedAlert('data.clr.action', action)).verb).toBe('probe');
    }
  });

  it('has the own clock of any time zone, but none that is further ahead', () => {
    const line = (time: string) => read(changedAlert('full_log', `${time} x`)).ownClock;
    // The manager decoded it at 04:19:33 UTC.
    expect(line('2026/11/24 18:19:30')).toBe(Date.UTC(2026, 10, 24, 18, 19, 30));
    expect(line('2026/11/24 19:19:34')).toBeUndefined();
    expect(line('2099/01/01 00:00:00')).toBeUndefined();
    expect(line('1980/01/01 00:00:00')).toBe(Date.UTC(1980, 0, 1));
  });

  it('has no own clock where its line has none', () => {
    expect(read(changedAlert('full_log', 'something else')).ownClock).toBeUndefined();
    expect(read(changedAlert('full_log')).ownClock).toBeUndefined();
  });
});

describe('a document that is not ours', () => {
  it.each([
    ['of another origin', changedAlert('data.origin.name', 'other')],
    ['without an origin', changedAlert('data.origin')],
    ['without a time', changedAlert('timestamp')],
    ['with a time that is none', changedAlert('timestamp', 'yesterday')],
    ['without an id', changedAlert('id')],
    ['without an agent', changedAlert('agent')],
    ['that is empty', {}],
    ['that is null', null],
    ['that is a text', 'C-LR'],
    ['whose origin is inherited', Object.create(recordedAlert('isolate_ok'))],
  ])('is one %s', (_, alert) => {
    expect(readClrEvent(alert, settings)).toBeUndefined();
  });

  it('is read or passed over, never stumbled upon, whatever it holds', () => {
    const key = fc.constantFrom(
      'data',
      'origin',
      'name',
      'clr',
      'agent',
      'id',
      '__proto__',
      'timestamp'
    );
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof({ depthSize: 'small' }, fc.jsonValue(), fc.dictionary(key, tie('value'))),
    }));
    fc.assert(
      fc.property(
        value,
        fc.constantFrom('data.clr.result', 'agent', 'full_log', 'data'),
        (part, path) => {
          readClrEvent(part, settings);
          readClrEvent(changedAlert(path, part ?? null), settings);
        }
      )
    );
  });
});
