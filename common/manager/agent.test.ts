import { isAtLeast, parseVersion } from './agent';

describe('the version of an agent', () => {
  it.each([
    ['Wazuh v4.12.0', [4, 12, 0]],
    ['Wazuh v4.9.2-rc1', [4, 9, 2]],
    ['v5.0', [5, 0, 0]],
    ['', undefined],
    [undefined, undefined],
    ['Wazuh', undefined],
  ])('%s reads as %j', (text, expected) => {
    expect(parseVersion(text)).toEqual(expected);
  });

  it.each([
    ['Wazuh v4.2.0', true],
    ['Wazuh v4.10.0', true],
    ['Wazuh v5.0.0', true],
    ['Wazuh v4.1.9', false],
    ['Wazuh v3.99.0', false],
    [undefined, false],
  ])('%s is at least 4.2.0: %s', (text, expected) => {
    expect(isAtLeast(text, [4, 2, 0])).toBe(expected);
  });
});
