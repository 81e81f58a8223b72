import type { ActiveResponseCommand, Verb } from '../../../common/command/active_response';
import { activeResponseBodyOf } from '../../../common/command/active_response';
import { readAddress } from '../../../common/address/address';
import type { ActiveResponseSending } from '../../../server/manager/manager';
import { agentList } from './agent_lists';

/** A command as the server would make it. */
export function command(ids: readonly string[], verb: Verb = 'isolate'): ActiveResponseCommand {
  const address = readAddress('192.168.1.1');
  if (!address.ok) throw new Error(address.why);
  const reading = activeResponseBodyOf({
    verb,
    program: 'isolation.exe',
    user: 'alice#k7m2q9xd',
    lifeline: [address.address],
  });
  if (!reading.ok) throw new Error(reading.why);
  return { agents: agentList(...ids), body: reading.body };
}

export function sending(over: Partial<ActiveResponseSending> = {}): ActiveResponseSending {
  return { mayStillSend: () => true, cluster: 'off', ...over };
}
