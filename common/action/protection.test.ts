import { anAgent } from '../../test/builders/agents';
import type { ProtectionSettings } from './protection';
import { isWorthProtecting, protectionOf } from './protection';

function settings(overrides: Partial<ProtectionSettings> = {}): ProtectionSettings {
  return { agents: [], names: [], groups: [], mode: 'confirm', ...overrides };
}

describe('protection', () => {
  it('is of nobody by default', () => {
    expect(protectionOf(anAgent(), settings())).toBe('none');
  });

  it.each([
    ['id', { agents: ['001'] }],
    ['name', { names: ['fin-ws-01'] }],
    ['group', { groups: ['finance'] }],
  ])('is by %s', (_, by) => {
    expect(protectionOf(anAgent(), settings(by))).toBe('confirm');
    expect(protectionOf(anAgent(), settings({ ...by, mode: 'refuse' }))).toBe('refused');
  });

  it('is not by a part of an id, a name or a group', () => {
    const near = settings({
      agents: ['0010', '01'],
      names: ['FIN-WS'],
      groups: ['fin', 'Finance'],
    });
    expect(protectionOf(anAgent(), near)).toBe('none');
  });

  it.each([
    ['*', true],
    ['FIN-*', true],
    ['*-01', true],
    ['f*ws*1', true],
    ['FIN-WS-01*', true],
    ['*FIN-WS-01', true],
    ['FIN-WS-0*01', false],
    ['*-DC-*', false],
    ['FIN', false],
    ['F.N-WS-01', false],
    ['', false],
  ])('by the pattern "%s" is %s for FIN-WS-01', (pattern, isProtected) => {
    const found = protectionOf(anAgent(), settings({ names: [pattern] }));
    expect(found).toBe(isProtected ? 'confirm' : 'none');
  });
});

describe('a Windows server', () => {
  const server = anAgent({ os_name: 'Microsoft Windows Server 2022 Standard 10.0.20348.2966' });

  it('is worth protecting where nothing at all is protected', () => {
    expect(isWorthProtecting(server, settings({}))).toBe(true);
    expect(isWorthProtecting(anAgent({ os_name: 'Microsoft Windows 11 Pro' }), settings({}))).toBe(
      false
    );
  });

  it('is nobody’s suggestion once somebody has said what is to be protected', () => {
    expect(isWorthProtecting(server, settings({ groups: ['domain-controllers'] }))).toBe(false);
  });
});
