import { reasonsAgainstAction } from '../../common/action/eligibility';
import { sentActionOf } from '../../common/action/action';
import type { ActionDocument } from '../../common/action/action';
import { planEndpoint } from '../../common/action/plan';
import { settle } from '../../common/action/settlement';
import { isNonEmpty } from '../../common/base/non_empty_array';
import { MINUTE, SECOND } from '../../common/base/time';
import type { EndpointPrograms } from '../../common/program/endpoint_program';
import { programFor, programNamed } from '../../common/program/endpoint_program';
import { recoveryCardOf } from '../../common/recovery/recovery_card';
import { addTo, EMPTY_RECORD } from '../../common/state/endpoint_record';
import { evidenceOf } from '../../common/state/evidence';
import { stateOf } from '../../common/state/fold';
import { endpointKeyOf, managerIdOf } from '../../common/manager/endpoint';
import { newAction } from '../../server/actions/new_action';
import { newProbes } from '../../server/actions/new_probes';
import { configSchema } from '../../server/configuration/config';
import { settingsOf } from '../../server/configuration/settings';
import type { EndpointCommand } from '../../server/dispatch/command_channel';
import type { SendDependencies } from '../../server/dispatch/send_action';
import { sendAction } from '../../server/dispatch/send_action';
import { actionIdOf } from '../../server/indexer/action_ledger';
import { eventOf, eventsSearch } from '../../server/indexer/alerts';
import { readLedgerDocument } from '../../server/indexer/ledger_documents';
import { address, ANSWER_TIME, ASKED_AT } from '../builders/actions';
import { agentId, anAgent } from '../builders/agents';
import { LINUX_PROGRAM, linuxAlert } from '../builders/linux_program';
import { PROGRAMS } from '../builders/programs';
import { OPEN_STATE } from '../builders/views';

/** C-LR's program, and another one beside it. */
const BOTH: EndpointPrograms = [PROGRAMS[0], LINUX_PROGRAM];
const UBUNTU = anAgent({ name: 'WEB-01', os_platform: 'ubuntu', os_name: 'Ubuntu 22.04' });
const LIFELINE = [
  { address: address('192.168.1.1'), sources: [{ source: 'configured' as const }] },
];

const configured = settingsOf(configSchema.validate({}));
const SETTINGS = { ...configured, alerts: { ...configured.alerts, programs: BOTH } };
const clock = {
  now: () => ASKED_AT,
  randomBytes: (length: number) => new Uint8Array(length).fill(7),
};

function anIsolation(agent = UBUNTU): ActionDocument {
  const manager = managerIdOf('manager', 'wazuh-server');
  if (!manager) throw new Error('it is an ID');
  const parts = {
    ...{ endpoint: endpointKeyOf(manager, agentId('001')), manager, hostId: 'lab', agent, n: 1 },
    ...{ sentBefore: 0, pendingBefore: [], verb: 'isolate' as const, batch: 'batch:1' },
    ...{ keyHash: 'key', bodyHash: 'body', user: 'alice', reason: 'Beacon', case: undefined },
    ...{ alert: undefined, lifeline: LIFELINE, acknowledgements: [], leftOut: [], profiles: [] },
    authority: { as: 'api_user' as const },
    worker: 'w',
  };
  return newAction(parts, 'sending', SETTINGS, clock);
}

async function commandsOf(action: ActionDocument): Promise<readonly EndpointCommand[]> {
  const sent: EndpointCommand[] = [];
  const stored = { id: actionIdOf(action), action, version: { seqNo: 1, primaryTerm: 1 } };
  const dependencies = {
    programs: BOTH,
    actions: { updateMany: async () => ({ written: [stored] }) },
    answerTime: ANSWER_TIME,
    now: () => ASKED_AT,
    onStep: () => undefined,
  };
  const channel = {
    send: async (commands: readonly EndpointCommand[]) => {
      sent.push(...commands);
      return {
        of: new Map(commands.map(({ id }) => [id, { result: 'received' as const }])),
        beyond: [],
      };
    },
  };
  await sendAction(stored, channel, dependencies as unknown as SendDependencies);
  return sent;
}

describe('a second program beside the first', () => {
  const against = (os_platform: string, programs: EndpointPrograms) =>
    reasonsAgainstAction({
      verb: 'isolate',
      programs,
      agent: { ...UBUNTU, os_platform },
      state: OPEN_STATE,
      protection: 'none',
      identity: 'known',
    }).map(({ code }) => code);

  it('serves endpoints that the first does not', () => {
    expect(against('ubuntu', PROGRAMS)).toEqual(['not_windows']);
    expect(against('ubuntu', BOTH)).toEqual([]);
    expect(against('windows', BOTH)).toEqual([]);
    expect(against('darwin', BOTH)).toEqual(['not_windows']);
    expect(programFor(BOTH, UBUNTU).file).toBe('cut-off.sh');
  });

  it('is in the plan, and on record with its file', () => {
    const plan = planEndpoint(
      {
        verb: 'isolate',
        user: 'alice',
        choice: { addresses: [], profiles: [], reported: [], left_out: [] },
      },
      {
        ...{ agentId: '001', agent: UBUNTU, isHidden: false, rightRefusals: [], n: 0 },
        ...{ state: OPEN_STATE, history: 'whole' as const },
        slot: { expected: 0, last: undefined, next: undefined, earlier: [] },
        lifeline: {
          trusted: [{ address: address('192.168.1.1'), source: 'configured' }],
          reported: { read: true, servers: [] },
          ...{ alwaysAllowed: [], profiles: [] },
        },
      },
      { programs: BOTH, protection: SETTINGS.protection, references: 'on' },
      ASKED_AT
    );
    expect(plan).toMatchObject({ reasons: [], request: { body: { command: '!cut-off.sh' } } });
    expect(anIsolation().program).toBe('cut-off.sh');
    expect(anIsolation(anAgent()).program).toBe('isolation.exe');
    const parts = { hostId: 'lab', user: 'alice', batch: 'batch:p', fleetSize: 100 };
    const manager = managerIdOf('manager', 'wazuh-server');
    if (!manager) throw new Error('it is an ID');
    const { groups } = newProbes([UBUNTU, anAgent()], { ...parts, manager }, SETTINGS, clock);
    expect(groups.flat().map(({ program }) => program)).toEqual(['cut-off.sh', 'isolation.exe']);
  });

  it('is sent its own command, by what is on record', async () => {
    const [linux] = await commandsOf(anIsolation());
    const [windows] = await commandsOf(anIsolation(anAgent()));
    expect(linux?.body).toMatchObject({ command: '!cut-off.sh', arguments: ['192.168.1.1'] });
    expect(windows?.body.command).toBe('!isolation.exe');
  });

  it('is looked for among the alerts, and read from them', () => {
    const search = JSON.stringify(
      eventsSearch(SETTINGS.alerts, { order: 'by_time', size: 10, from: 0 })
    );
    for (const wanted of ['C-LR', 'CUT-OFF', 'data.clr.result', 'data.cut_off.did']) {
      expect(search).toContain(`"${wanted}"`);
    }
    const read = (source: unknown) =>
      eventOf({ index: 'wazuh-alerts-1', id: '1', source } as never, SETTINGS.alerts);
    expect(read(linuxAlert('cut', 'alice#abc', ASKED_AT))).toMatchObject([
      { event: { verb: 'isolate', outcome: { result: 'succeeded' }, notEvidence: [] } },
    ]);
    expect(read(linuxAlert('cut', 'alice', ASKED_AT, 'other.log'))).toMatchObject([
      { event: { notEvidence: ['location'] } },
    ]);
    expect(read({ data: { origin: { name: 'somebody' } } })).toEqual([]);
  });

  it('proves by its report that the endpoint is isolated, and is kept in the ledger as any other', () => {
    const action = anIsolation();
    const alert = linuxAlert('cut', action.sent_user, ASKED_AT + SECOND);
    const event = LINUX_PROGRAM.readReport(alert);
    const sent = sentActionOf(action);
    if (!event || !sent) throw new Error('it was sent and answered');
    const evidence = evidenceOf(event, ASKED_AT + 2 * SECOND, {
      n: 1,
      sent_at: sent.sent_at,
    });
    const settled = settle(action, evidence, ASKED_AT + 2 * SECOND);
    expect(settled).toMatchObject({ status: 'succeeded', outcome: { deleted_rules: 41 } });
    expect(readLedgerDocument('action', actionIdOf(settled), settled)).toMatchObject({
      is: 'readable',
      document: { program: 'cut-off.sh' },
    });
    const record = addTo(EMPTY_RECORD, [evidence], [{ ...sent, answered: true }]);
    expect(stateOf(record, ASKED_AT + MINUTE)).toMatchObject({
      status: 'isolated',
      proof: { status: 'isolated', identity: evidence.identity },
    });
    const restored = LINUX_PROGRAM.readReport(linuxAlert('restored', 'bob', ASKED_AT + MINUTE));
    if (!restored) throw new Error('it is its report');
    const after = addTo(record, [evidenceOf(restored, ASKED_AT + MINUTE)], []);
    expect(stateOf(after, ASKED_AT + 2 * MINUTE).status).toBe('not_isolated');
  });

  it('has its own local recovery', () => {
    const facts = { case: 'contact_lost' as const, backup: 'present' as const, managers: [] };
    const { sets } = recoveryCardOf(facts, programNamed(BOTH, 'cut-off.sh'));
    const texts = sets.flatMap(({ commands }) => commands.map(({ text }) => text));
    expect(isNonEmpty(texts) && texts[0]).toBe(`nft -f ${LINUX_PROGRAM.backupFile}`);
    expect(texts.join()).not.toContain('netsh');
    expect(programNamed(BOTH, 'renamed.exe')).toBe(BOTH[0]);
  });
});
