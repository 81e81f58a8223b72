import { agentId } from './agent_lists';
import { command, sending } from './commands';
import { ScriptedManager } from './scripted_manager';
import { HOST_ID, THROUGH_WAZUH_CORE } from './ways';
import { SENT, REFUSED_TOKEN, commandsAnswered } from './transport_scripts';

jest.setTimeout(60_000);

describe('wazuhCore’s way', () => {
  it('hands back the command that outlived our wait, with its true answer', async () => {
    const manager = await new ScriptedManager(
      commandsAnswered({ ...Object(SENT), delayMs: 400 })
    ).start();
    const { managers } = await THROUGH_WAZUH_CORE.to(manager, { limits: { commandMs: 100 } });
    const session = await managers.open(HOST_ID);
    const result = await session.sendActiveResponse(command(['001']), sending());
    if (result.result !== 'sent') throw new Error('not sent');
    expect(result.agents.get(agentId('001'))).toMatchObject({
      result: 'uncertain',
      code: 'timed_out',
    });
    const late = await result.late;
    if (late?.result !== 'sent') throw new Error('nothing late');
    expect(late.agents.get(agentId('001'))).toEqual({ result: 'affected' });
    expect(late.late).toBeUndefined();
    await manager.stop();
  });

  it('never lets the internal client repeat a command by itself after a 401', async () => {
    let now = 0;
    const manager = await new ScriptedManager(commandsAnswered(REFUSED_TOKEN)).start();
    const { managers } = await THROUGH_WAZUH_CORE.to(manager, { now: () => now });
    const session = await managers.open(HOST_ID);
    now += 60_000;
    const asked: number[] = [];
    const mayStillSend = () => {
      asked.push(manager.asked.length);
      return true;
    };
    await session.sendActiveResponse(command(['001']), sending({ mayStillSend }));
    // Before each attempt that reached the manager it was asked whether it may still be sent.
    manager.asked.forEach((_, index) => expect(asked).toContain(index));
    await manager.stop();
  });
});
