import {
  compareAgentIds,
  endpointKeyOf,
  managerIdOf,
  parseAgentId,
  parseEndpointKey,
} from './endpoint';

describe('an agent id', () => {
  it.each(['001', '012', '999', '1000', '4294967295'])('is %s as the manager writes it', (text) => {
    expect(parseAgentId(text)).toBe(text);
  });

  it.each([
    ['the manager itself', '000'],
    ['one more zero, by which 4.14 passes by a deny', '0001'],
    ['a zero too few', '1'],
    ['every agent', '*'],
    ['every agent in a word', 'all'],
    ['nothing', ''],
    ['a list', '001,002'],
    ['white space', '001 '],
    ['a line break behind it', '001\n'],
    ['digits of another script', '٠٠١'],
    ['a number', 1],
    ['more than a manager numbers', '99999999999'],
    ['an array that reads like an id', ['001']],
    ['nothing at all', undefined],
  ])('is never %s', (_, text) => {
    expect(parseAgentId(text)).toBeUndefined();
  });

  it('sorts by number, not by letters', () => {
    expect(['1000', '999', '001'].sort(compareAgentIds)).toEqual(['001', '999', '1000']);
  });
});

describe('a manager identity', () => {
  it('tells a cluster from a manager of the same name', () => {
    expect(managerIdOf('cluster', 'wazuh')).not.toBe(managerIdOf('manager', 'wazuh'));
  });

  it.each(['', 'a\u0000b', 'a\nb', 'x'.repeat(151)])('cannot be made of %j', (name) => {
    expect(managerIdOf('manager', name)).toBeUndefined();
  });

  it('leaves room in an id of 512 bytes for the longest name, of letters of three bytes', () => {
    const manager = managerIdOf('cluster', '漢'.repeat(150));
    const agent = parseAgentId('4294967295');
    if (!manager || !agent) throw new Error('both are allowed');
    expect(Buffer.byteLength(`${endpointKeyOf(manager, agent)}:123456`)).toBeLessThan(512);
  });
});

describe('an endpoint key', () => {
  it.each(['vm', 'a/b', 'a:b/c', 'cluster:x/001'])(
    'gives back its parts for manager %j',
    (name) => {
      const manager = managerIdOf('manager', name);
      const agent = parseAgentId('012');
      if (!manager || !agent) throw new Error('both are allowed');
      expect(parseEndpointKey(endpointKeyOf(manager, agent))).toEqual({ manager, agent });
    }
  );

  it.each(['', 'manager:vm', 'manager:vm/000', 'vm/001', 'other:vm/001', 'manager:/001', '/001'])(
    'is not %j',
    (text) => {
      expect(parseEndpointKey(text)).toBeUndefined();
    }
  );
});
