import { anAgent } from '../../test/builders/agents';
import { isolatedAs } from './isolated_as';
import { HOUR } from '../base/time';

const REGISTERED = Date.UTC(2026, 10, 20);
const row = anAgent({ name: 'FIN-WS-01', date_add: REGISTERED });
const old = { agent_id: '901', agent_name: 'FIN-WS-01', proof_at: REGISTERED - HOUR };
const NO_RECORD = { status: 'no_record' as const };

describe('a machine that was registered again under another id', () => {
  it('may be isolated as the one that it was', () => {
    expect(isolatedAs(row, NO_RECORD, [old])).toBe('901');
    expect(isolatedAs(row, NO_RECORD, [{ ...old, agent_name: 'fin-ws-01' }])).toBe('901');
  });

  it('is named by the newest of several, proven ones first', () => {
    const older = { ...old, agent_id: '900', proof_at: old.proof_at - HOUR };
    const unproven = { agent_id: '902', agent_name: old.agent_name };
    expect(isolatedAs(row, NO_RECORD, [unproven, older, old])).toBe('901');
    expect(isolatedAs(row, NO_RECORD, [unproven])).toBe('902');
  });

  it.each([
    ['has a record of its own', row, 'not_isolated', old],
    ['has another name', row, 'no_record', { ...old, agent_name: 'FIN-WS-02' }],
    ['is that very record', row, 'no_record', { ...old, agent_id: row.id }],
    [
      'was there when the other was isolated',
      row,
      'no_record',
      { ...old, proof_at: REGISTERED + HOUR },
    ],
    ['is no Windows endpoint', { ...row, os_platform: 'ubuntu' }, 'no_record', old],
  ] as const)('is not suspected where it %s', (_, agent, status, record) => {
    expect(isolatedAs(agent, { status }, [record])).toBeUndefined();
  });
});
