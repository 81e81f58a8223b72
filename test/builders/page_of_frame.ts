/**
 * Builds the elements of a recorded frame (see `test/recorded/wazuh_dom`) into `parent`: tags, classes and marks, and no text but what
 * `texts` gives for a class.
 */
export function buildFrame(
  structure: string,
  parent: Element,
  texts: Readonly<Record<string, string>> = {}
): void {
  const open: Element[] = [parent];
  for (const line of structure.split('\n')) {
    const text = line.trimStart();
    if (text === '' || text === '…') continue;
    const depth = (line.length - text.length) / 2;
    const [, tag = 'div', classes = '', mark] =
      /^(\w+)((?:\.[^.[]+)*)(?:\[(.+)\])?$/.exec(text) ?? [];
    const element = document.createElement(tag);
    const names = classes.split('.').filter((name) => name !== '');
    if (names.length > 0) element.className = names.join(' ');
    if (mark !== undefined) element.setAttribute('data-test-subj', mark);
    const given = Object.keys(texts).find((name) => names.includes(name));
    if (given !== undefined) element.textContent = texts[given] ?? '';
    open.length = depth + 1;
    open[depth]?.append(element);
    open[depth + 1] = element;
  }
}
