import type { ChromeNavGroup, ChromeRegistrationNavLink } from 'opensearch-dashboards/public';
import { agentsCategory } from './app_category';
import { addToNewNavigation } from './new_navigation';

const link = { id: 'endpoint-isolation', category: agentsCategory('2.19.1'), order: 602 };

function navGroup(isEnabled: boolean) {
  const added: Array<[group: ChromeNavGroup, links: ChromeRegistrationNavLink[]]> = [];
  return {
    added,
    getNavGroupEnabled: () => isEnabled,
    addNavLinksToGroup: (group: ChromeNavGroup, links: ChromeRegistrationNavLink[]) => {
      added.push([group, links]);
    },
  };
}

describe('the new navigation', () => {
  it('gets our app under its category', () => {
    const group = navGroup(true);
    addToNewNavigation({ navGroup: group }, link);
    expect(group.added).toEqual([[expect.objectContaining({ id: 'all' }), [link]]]);
  });

  it('is left alone where it is off, and is not missed where the host has none', () => {
    const group = navGroup(false);
    addToNewNavigation({ navGroup: group }, link);
    expect(group.added).toEqual([]);
    expect(() => addToNewNavigation({}, link)).not.toThrow();
  });
});
