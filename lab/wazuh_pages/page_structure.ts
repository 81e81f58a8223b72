import { defaultTreeAdapter, parseFragment } from 'parse5';
import type { DefaultTreeAdapterMap } from 'parse5';

type Node = DefaultTreeAdapterMap['childNode'];
type Element = DefaultTreeAdapterMap['element'];

const isElement = (node: Node): node is Element => defaultTreeAdapter.isElementNode(node);

const attribute = ({ attrs }: Element, name: string) =>
  attrs.find((each) => each.name === name)?.value ?? '';

/** It comes a moment after the icon itself. */
const PASSING = new Set(['euiIcon-isLoaded']);

const classesOf = (element: Element) =>
  attribute(element, 'class')
    .split(/\s+/)
    .filter((name) => name !== '' && !PASSING.has(name));

/** Elements whose content is the data of a page, not its frame. */
const CUT = ['wz-ribbon-item', 'euiBasicTable', 'euiSuggestInput'];

/** The body of a page, and the one thing in it that belongs to the frame: the ribbon of an agent. */
const BODY = 'euiPage';
const RIBBON = 'agent-info';

const has = (element: Element, name: string) => classesOf(element).includes(name);

const childrenOf = (element: Element): Element[] => element.childNodes.filter(isElement);

const holdsRibbon = (element: Element): boolean =>
  attribute(element, 'data-test-subj') === RIBBON || childrenOf(element).some(holdsRibbon);

/**
 * The frame of a page as text, one element a line, indented by its depth: tag, classes and `data-test-subj`, in the page's order.
 * `…` stands for what is left out: the data of a page, and all of its body but the ribbon.
 * @param html of one element
 */
export function pageStructure(html: string): string {
  const lines: string[] = [];
  const say = (depth: number, text: string) => {
    const line = `${'  '.repeat(depth)}${text}`;
    // What is left out beside each other is left out once.
    if (text !== '…' || lines[lines.length - 1] !== line) lines.push(line);
  };
  const write = (element: Element, depth: number, isInBody: boolean): void => {
    if (isInBody && !holdsRibbon(element)) return say(depth, '…');
    const subject = attribute(element, 'data-test-subj');
    const classes = classesOf(element).map((name) => `.${name}`);
    say(depth, [element.tagName, ...classes, ...(subject ? [`[${subject}]`] : [])].join(''));
    if (element.tagName === 'svg') return;
    const children = childrenOf(element);
    if (children.length > 0 && CUT.some((name) => has(element, name))) {
      return say(depth + 1, '…');
    }
    const isBody = (isInBody || has(element, BODY)) && subject !== RIBBON;
    for (const child of children) write(child, depth + 1, isBody);
  };
  parseFragment(html)
    .childNodes.filter(isElement)
    .forEach((element) => write(element, 0, false));
  return `${lines.join('\n')}\n`;
}
