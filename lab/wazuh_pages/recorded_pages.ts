import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../scripts/project_root';
import { pageStructure } from './page_structure';

/** A page of a running dashboard as it was recorded, and the frame that it had. */
export interface RecordedPage {
  /** Version of Wazuh, such as `4.12`. */
  readonly version: string;
  /** Says which page it is, and at which width: `agent-disconnected.700`. */
  readonly name: string;
  /** Width of the window, px. */
  readonly width: number;
  /** Path and hash. */
  readonly url: string;
  /** Selector of the element whose frame it is. */
  readonly selector: string;
  /** Structure as `pageStructure` returns it. */
  readonly structure: string;
}

/** OSD's own bar stands above every page; it is no page of Wazuh's. */
const NOT_A_PAGE = /^chrome-header\./;

/** Elements recorded around the app's own area, which are omitted. */
const AROUND = ['content'];

/**
 * Reads the outer HTML of recorded pages: `<version>/<name>.html`, each with a comment on top that has a line `url:` and a line
 * `viewport:`.
 * @throws where there is none
 */
export function readHtmlPages(folder: string): RecordedPage[] {
  const pages = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name: version }) =>
      readdirSync(join(folder, version))
        .filter((file) => file.endsWith('.html') && !NOT_A_PAGE.test(file))
        .sort()
        .map((file) => htmlPage(version, file, readFileSync(join(folder, version, file), 'utf8')))
    );
  if (pages.length === 0) throw new Error(`There is no recorded page in ${folder}.`);
  return pages;
}

function htmlPage(version: string, file: string, text: string): RecordedPage {
  const [, comment = '', html = ''] = /^<!--([\s\S]*?)-->\s*([\s\S]*)$/.exec(text) ?? [];
  const [, url] = /^\s*url: (.*)$/m.exec(comment) ?? [];
  const [, width] = /^\s*viewport: (\d+)x/m.exec(comment) ?? [];
  if (url === undefined || width === undefined) {
    throw new Error(`${version}/${file} does not say of which page it is.`);
  }
  const whole = pageStructure(html);
  const root = classesOfFirst(whole);
  const isAround = AROUND.some((name) => root.includes(name));
  const structure = isAround ? partOf(whole, 'application') : whole;
  const selector = `.${classesOfFirst(structure).pop()}`;
  return {
    version,
    name: file.replace(/\.html$/, ''),
    width: Number(width),
    url,
    selector,
    structure,
  };
}

function classesOfFirst(structure: string): string[] {
  const [first = ''] = structure.split('\n', 1);
  return first.replace(/\[.*$/, '').split('.').slice(1);
}

/** The element with this class, with all below it. */
function partOf(structure: string, name: string): string {
  const lines = structure.split('\n');
  const depthOf = (line: string) => line.length - line.trimStart().length;
  const start = lines.findIndex((line) => line.trimStart() === `div.${name}`);
  if (start < 0) throw new Error(`There is no .${name} in the page.`);
  const depth = depthOf(lines[start] ?? '');
  const below = lines.slice(start + 1).findIndex((line) => line !== '' && depthOf(line) <= depth);
  const end = below < 0 ? lines.length : start + 1 + below;
  return `${lines
    .slice(start, end)
    .map((line) => line.slice(depth))
    .join('\n')
    .trimEnd()}\n`;
}

/**
 * Folder with the recordings of each version: a file for each frame, with a line on top for each page that had it, and how one gets from
 * page to page.
 */
export const RECORDINGS_FOLDER = join(projectRoot, 'test', 'recorded', 'wazuh_dom');

/** @returns path below the folder and content of each file that holds these pages */
export function frameFiles(pages: readonly RecordedPage[]): Map<string, string> {
  const groups = new Map<string, RecordedPage[]>();
  for (const page of pages) {
    const key = `${page.version}\n${page.structure}`;
    groups.set(key, [...(groups.get(key) ?? []), page]);
  }
  const files = [...groups.values()].map((group): [string, string] => {
    const [first] = group;
    if (!first) throw new TypeError('a group has a page');
    const heads = group.map(({ name, width, selector, url }) =>
      ['#', name, width, selector, url].join(' ')
    );
    return [`${first.version}/${first.name}.txt`, `${heads.join('\n')}\n${first.structure}`];
  });
  return new Map(files);
}

/** @throws where there is none */
export function readFramePages(folder = RECORDINGS_FOLDER): RecordedPage[] {
  const versions = readdirSync(folder, { withFileTypes: true }).filter((entry) =>
    entry.isDirectory()
  );
  const pages = versions.flatMap(({ name: version }) =>
    readdirSync(join(folder, version))
      .filter((file) => file.endsWith('.txt'))
      .sort()
      .flatMap((file) => framePages(version, readFileSync(join(folder, version, file), 'utf8')))
  );
  if (pages.length === 0) throw new Error(`There is no recorded frame in ${folder}.`);
  return pages;
}

function framePages(version: string, text: string): RecordedPage[] {
  const lines = text.split('\n');
  const heads = lines.filter((line) => line.startsWith('# '));
  const structure = lines.slice(heads.length).join('\n');
  return heads.map((head) => {
    const [, name = '', width = '', selector = '', url = ''] =
      /^# (\S+) (\d+) (\S+) (\S+)$/.exec(head) ?? [];
    return { version, name, width: Number(width), selector, url, structure };
  });
}
