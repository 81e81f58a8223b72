import { readFramePages } from '../../lab/wazuh_pages/recorded_pages';
import { buildFrame } from '../../test/builders/page_of_frame';
import { findHeaderAnchor } from './header_anchor';

/** The pages whose header has a place for our button; a page of one part only is left out where that part is no whole page. */
const WITH_HEADER = /^(agent-(active|disconnected|pending)[^.]*\.(1600|700)|tab-[^.]*\.1600)/;
/** Modules, loading, nobody to show. */
const WITHOUT_HEADER = /^(module|agent-(loading|unpinned|nonexistent|never-connected|selector))/;

const pages = readFramePages();
const named = (pattern: RegExp) =>
  pages
    .filter(({ name }) => pattern.test(name))
    .map((page) => [`${page.version}/${page.name}`, page] as const);

beforeEach(() => {
  document.body.innerHTML = '';
  window.innerWidth = 1600;
});

describe('the header of a page of Wazuh', () => {
  it.each(named(WITH_HEADER))('has a group for our button in %s', (_, { structure, width }) => {
    window.innerWidth = width;
    buildFrame(structure, document.body);
    const { group } = findHeaderAnchor(document) ?? {};
    expect(group?.classList).toContain('euiFlexGroup');
    expect(group?.closest('.wz-module-header-agent-wrapper')).not.toBeNull();
    // Our button belongs to the right-hand side, where the page has two.
    const titles = document.querySelectorAll(
      '.wz-module-header-agent-main .wz-module-header-agent-title'
    );
    const last = titles[titles.length - 1];
    if (last) expect(group?.parentElement).toBe(last);
  });

  it.each(named(WITHOUT_HEADER))('is not taken for one in %s', (_, { structure }) => {
    buildFrame(structure, document.body);
    expect(findHeaderAnchor(document)).toBeUndefined();
  });

  it('was recorded for every version, with and without a place', () => {
    for (const version of ['4.9', '4.12', '4.14']) {
      const of = (pattern: RegExp) => named(pattern).filter(([, page]) => page.version === version);
      expect(of(WITH_HEADER).length).toBeGreaterThan(5);
      expect(of(WITHOUT_HEADER).length).toBeGreaterThan(5);
    }
  });

  const [, wide] = named(/^agent-active-windows\.1600/)[0] ?? [];
  const [, narrow] = named(/^agent-active-windows\.700/)[0] ?? [];

  it('says which agent its button is of', () => {
    buildFrame(wide?.structure ?? '', document.body, { euiButtonEmpty__text: 'a (1) name (007)' });
    expect(findHeaderAnchor(document)?.agent).toBe('007');
  });

  it('says no agent where its button says none', () => {
    buildFrame(wide?.structure ?? '', document.body, { euiButtonEmpty__text: 'Explore agent' });
    expect(findHeaderAnchor(document)?.agent).toBeUndefined();
  });

  it.each([
    [1600, 'text'],
    [1300, 'word'],
    [1100, 'icons'],
  ])('has room at %d px for our %s', (width, room) => {
    window.innerWidth = width;
    buildFrame(wide?.structure ?? '', document.body, { euiButtonEmpty__text: 'Stats' });
    expect(findHeaderAnchor(document)?.room).toBe(room);
  });

  it('has room for icons only where its own buttons have no texts, as with the menu docked at 1340 px', () => {
    window.innerWidth = 1340;
    buildFrame(narrow?.structure ?? '', document.body);
    expect(findHeaderAnchor(document)?.room).toBe('icons');
  });
});
