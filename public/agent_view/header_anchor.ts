/** The group of an agent page's header that takes our button as its last child, and what that header says. */
export interface HeaderAnchor {
  readonly group: Element;
  /** The agent's id in the button that stands for it; undefined where there is no such button, as on some pages of 4.9. */
  readonly agent: string | undefined;
  readonly room: ButtonRoom;
}

/** Room for our button: its text and the word of the state, the word alone, or icons only, as Wazuh's own buttons then are. */
export type ButtonRoom = 'text' | 'word' | 'icons';

/** The agent's own page: the right-hand group of its header. The same in all versions from 4.9.0 to 4.14.7. */
const PAGE_TITLES = '.wz-module-welcome .wz-module-header-agent-main .wz-module-header-agent-title';
/** The pages behind its buttons (Stats, Configuration, Inventory data). */
const TAB_HEADER = '.wz-module-header-agent-wrapper .wz-module-header-agent > .euiFlexGroup';
/** The title of these pages in 4.9. */
const TAB_TITLE = ':scope > .wz-module-header-agent-title > .euiFlexGroup';

const BUTTON_TEXT = '.wz-it-hygiene-header-button .euiButtonEmpty__text';
/** Window width below which the buttons have no texts, if there is no button to measure (measured with the menu closed). */
const NARROW = 1025;
/** Widths at which Wazuh's buttons leave enough beside them for the longest of ours. */
const ENOUGH_FOR_WORD = 1200;
const ENOUGH_FOR_TEXT = 1440;

/** @returns undefined where the page has no such header: it is still loading, or it has another shape */
export function findHeaderAnchor(page: ParentNode): HeaderAnchor | undefined {
  const titles = page.querySelectorAll(PAGE_TITLES);
  const title = titles[titles.length - 1];
  const header = page.querySelector(TAB_HEADER);
  const group = title ? title.querySelector(':scope > .euiFlexGroup') : tabGroup(header);
  return group ? readHeaderAnchor(group) : undefined;
}

/** Reads what the header of a group shows now. */
export function readHeaderAnchor(group: Element): HeaderAnchor {
  const unpin = group.querySelector('.wz-unpin-agent');
  const [, agent] =
    /\((\d+)\)\s*$/.exec(unpin?.parentElement?.parentElement?.textContent ?? '') ?? [];
  return { group, agent, room: roomIn(group) };
}

function roomIn(group: Element): ButtonRoom {
  const text = group.querySelector(BUTTON_TEXT);
  const width = window.innerWidth;
  const isWide = text ? text.textContent !== '' && width >= ENOUGH_FOR_WORD : width >= NARROW;
  if (!isWide) return 'icons';
  return width >= ENOUGH_FOR_TEXT ? 'text' : 'word';
}

function tabGroup(header: Element | null): Element | null {
  return header && (header.querySelector(TAB_TITLE) ?? header);
}
