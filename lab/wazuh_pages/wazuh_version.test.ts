import { pagesVersionOf } from './wazuh_version';

describe('the shape of the agent page', () => {
  it.each([
    ['4.9.0', '4.9'],
    ['4.9.2', '4.9'],
    ['4.10.0', '4.12'],
    ['4.12.0', '4.12'],
    ['4.13.0', '4.14'],
    ['4.14.7', '4.14'],
  ])('of Wazuh %s is that of %s', (wazuh, pages) => {
    expect(pagesVersionOf(wazuh)).toBe(pages);
  });
});
