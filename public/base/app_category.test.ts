import { agentsCategory } from './app_category';

describe('the category of our app in the menu', () => {
  it.each(['2.13.0', '2.15.0'])('is server management where Wazuh 4.9 runs, on %s', (host) => {
    expect(agentsCategory(host).id).toBe('wz-category-server-management');
  });

  it.each(['2.16.0', '2.19.1', '2.19.5', '3.6.0', ''])('is agents management on %p', (host) => {
    expect(agentsCategory(host).id).toBe('wz-category-agents-management');
  });
});
