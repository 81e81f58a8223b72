import { ASKED_AT } from '../../test/builders/actions';
import type { ActiveResponseCommand } from '../../common/command/active_response';
import type { NonEmptyArray } from '../../common/base/non_empty_array';
import { isNonEmpty } from '../../common/base/non_empty_array';
import { parseAgentId } from '../../common/manager/endpoint';
import { MANAGER_CODES } from '../../common/manager/manager_answer_words';
import type { ManagerCode } from '../../common/manager/manager_answer_words';
import type { ActiveResponseResult, AgentResult } from '../manager/manager';
import type { CommandResult, EndpointCommand } from './command_channel';
import { PutChannel } from './put_channel';

const FLEET = 100;

function commandTo(id: string, user = 'alice#k7m2q9xd', sendBefore = ASKED_AT): EndpointCommand {
  const agent = parseAgentId(id);
  if (!agent) throw new Error(`${id} is no ID of an agent`);
  const alert = { data: { action: 'release' as const, user, debug: false as const } };
  return { id: `doc ${id}`, agent, body: { command: '!isolation.exe', alert }, sendBefore };
}

function commandsTo(...ids: string[]): NonEmptyArray<EndpointCommand> {
  const commands = ids.map((id) => commandTo(id));
  if (!isNonEmpty(commands)) throw new Error('no command');
  return commands;
}

/** A channel over a session that gives each agent this result, and what went over it. */
function channelOver(
  answer: (command: ActiveResponseCommand) => ActiveResponseResult,
  fleetSize: number | 'not known' = FLEET
) {
  const puts: ActiveResponseCommand[] = [];
  const mayLeaveAt: boolean[][] = [];
  let now = 0;
  const channel = new PutChannel({
    session: {
      sendActiveResponse: async (command, { mayStillSend }) => {
        puts.push(command);
        mayLeaveAt.push(
          [ASKED_AT - 1, ASKED_AT].map((at) => {
            now = at;
            return mayStillSend();
          })
        );
        return answer(command);
      },
    },
    cluster: 'off',
    fleetSize: fleetSize === 'not known' ? undefined : fleetSize,
    now: () => now,
  });
  return { channel, puts, mayLeaveAt };
}

function toAll(result: AgentResult, unexpected: readonly string[] = []) {
  return ({ agents }: ActiveResponseCommand): ActiveResponseResult => ({
    result: 'sent',
    agents: new Map(agents.map((agent) => [agent, result])),
    unexpected,
  });
}

const affected = toAll({ result: 'affected' });

async function onlyResult(answer: ActiveResponseResult): Promise<CommandResult | undefined> {
  const { of } = await channelOver(() => answer).channel.send(commandsTo('001'));
  return of.get('doc 001');
}

const refusedWith = (code: ManagerCode, status: number) =>
  onlyResult(
    toAll({ result: 'refused', code, status, words: 'No.' })({
      agents: [commandTo('001').agent],
    } as never)
  );

describe('the channel of PUT /active-response', () => {
  it('sends equal bodies in one request, and others in one behind it', async () => {
    const { channel, puts } = channelOver(affected);
    const { of } = await channel.send([
      commandTo('001'),
      commandTo('002', 'bob#k7m2q9xd'),
      commandTo('003'),
    ]);
    expect(puts.map(({ agents, body }) => [agents, body.alert.data.user])).toEqual([
      [['001', '003'], 'alice#k7m2q9xd'],
      [['002'], 'bob#k7m2q9xd'],
    ]);
    expect(Array.from(of)).toEqual(
      ['001', '003', '002'].map((id) => [`doc ${id}`, { result: 'received' }])
    );
  });

  it('names one agent in a request where nobody knows how many the manager has', async () => {
    const { channel, puts } = channelOver(affected, 'not known');
    await channel.send(commandsTo('001', '002'));
    expect(puts.map(({ agents }) => agents)).toEqual([['001'], ['002']]);
  });

  it('sends nothing to half of the fleet, which would reach the other half', async () => {
    const { channel, puts } = channelOver(affected, 3);
    const { of } = await channel.send(commandsTo('001', '002'));
    expect(puts).toEqual([]);
    expect(Array.from(of.values())).toMatchObject([
      { result: 'not_sent', detail: { code: 'not_sent', cause: 'not_built' } },
      { result: 'not_sent' },
    ]);
  });

  it('lets nothing leave from the earliest time on that a command of the request gives', async () => {
    const { channel, mayLeaveAt } = channelOver(affected);
    await channel.send([commandTo('001', 'alice#a', ASKED_AT + 1), commandTo('002', 'alice#a')]);
    expect(mayLeaveAt).toEqual([[true, false]]);
  });

  it('calls the agents that a request reached beyond those named', async () => {
    const { channel } = channelOver(toAll({ result: 'affected' }, ['007']));
    expect((await channel.send(commandsTo('001'))).beyond).toEqual(['007']);
  });

  it('says what is proven by each answer about an agent', async () => {
    expect(await refusedWith('agent_not_active', 200)).toEqual({
      result: 'refused',
      detail: { code: 'agent_not_active', message: 'No.', http_status: 200 },
    });
    expect(await refusedWith('rate_limited', 429)).toMatchObject({
      result: 'nothing_ran',
      proof: 'rate_limited',
      detail: { code: 'rate_limited' },
    });
    const cut: ActiveResponseResult = { result: 'sent', agents: new Map(), unexpected: [] };
    expect(await onlyResult(cut)).toEqual({
      result: 'unknown',
      detail: { code: 'not_answered_for' },
    });
  });

  it.each([
    ['connection_refused', { result: 'nothing_ran', proof: 'no_connection' }],
    ['tls_refused', { result: 'nothing_ran', proof: 'no_connection' }],
    ['name_not_found', { result: 'nothing_ran', proof: 'no_connection' }],
    ['login_refused', { result: 'nothing_ran', proof: 'no_login' }],
    ['logins_blocked', { result: 'nothing_ran', proof: 'no_login' }],
    ['deadline_passed', { result: 'nothing_ran', proof: 'too_late' }],
    ['over_budget', { result: 'nothing_ran', proof: 'over_budget' }],
    ['request_too_large', { result: 'not_sent' }],
    ['not_built', { result: 'not_sent' }],
  ] as const)('says what %s proves', async (code, proven) => {
    expect(await onlyResult({ result: 'not_sent', code, words: 'No.' })).toEqual({
      ...proven,
      detail: { code: 'not_sent', cause: code, message: 'No.' },
    });
  });

  it('calls nothing proven to have run nothing that our wait or the manager ended', async () => {
    for (const code of MANAGER_CODES) {
      const uncertain = toAll({ result: 'uncertain', code, words: '' });
      const { of } = await channelOver(uncertain).channel.send(commandsTo('001'));
      expect(of.get('doc 001')).toMatchObject({ result: 'unknown' });
    }
  });

  it('tells late what became of a request that nobody could stop', async () => {
    const late = Promise.resolve(affected({ agents: [commandTo('001').agent] } as never));
    const { channel } = channelOver(() => ({
      result: 'sent',
      agents: new Map(),
      unexpected: [],
      late,
    }));
    const results = await channel.send(commandsTo('001'));
    expect(results.of.get('doc 001')).toMatchObject({ result: 'unknown' });
    expect((await results.late)?.of.get('doc 001')).toEqual({ result: 'received' });
  });
});
