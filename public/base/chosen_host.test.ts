import { chosenHostIn, chosenPatternIn } from './chosen_host';

const twice = (value: unknown) => encodeURIComponent(encodeURIComponent(JSON.stringify(value)));

describe('chosenHostIn', () => {
  it('reads the id that Wazuh wrote', () => {
    const cookies = `other=1; currentApi=${twice({ name: 'wazuh-server', id: 'manager' })}; wz=2`;
    expect(chosenHostIn(cookies)).toBe('manager');
  });

  it.each([
    '',
    'currentApi=',
    'currentApi=%E0%A4%A',
    'currentApi={not json',
    `currentApi=${twice('manager')}`,
    `currentApi=${twice(null)}`,
    `currentApi=${twice({ id: { toString: 'x' } })}`,
    `currentApi=${twice({ id: 'x'.repeat(3000) })}`,
    `xcurrentApi=${twice({ id: 'manager' })}`,
  ])('reads nothing in %s', (cookies) => {
    expect(chosenHostIn(cookies)).toBeUndefined();
  });
});

describe('chosenPatternIn', () => {
  it.each([
    ['currentPattern=wazuh-alerts-*', 'wazuh-alerts-*'],
    [
      `currentPattern=${encodeURIComponent(encodeURIComponent('prod:wazuh-alerts-*'))}`,
      'prod:wazuh-alerts-*',
    ],
  ])('reads %s', (cookies, pattern) => {
    expect(chosenPatternIn(cookies)).toBe(pattern);
  });

  it.each(['', 'currentPattern=', "currentPattern=x'))", 'currentPattern=a b'])(
    'reads nothing in %s',
    (cookies) => {
      expect(chosenPatternIn(cookies)).toBeUndefined();
    }
  );
});
