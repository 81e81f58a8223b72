import { docsRouteOf } from '../base/docs_route';
import type { Route } from '../base/route';

/**
 * The text of a file of `docs/admin` with links that work within the app: to the files that it carries, to places within the file, and to
 * other sites. Of a link to anything else its words are left, and of an image nothing.
 * @param file its name, without `.md`
 */
export function appMarkdown(text: string, file: string, hrefOf: (route: Route) => string): string {
  return text.replace(LINK, (_, image: string, words: string, target: string) => {
    if (image !== '') return '';
    if (/^https:\/\//.test(target)) return `[${words}](${target})`;
    const to = docsRouteOf(`docs/admin/${target.startsWith('#') ? `${file}.md${target}` : target}`);
    return to ? `[${words}](${hrefOf(to)})` : words;
  });
}

const LINK = /(!?)\[([^\]]+)\]\(([^)\s]+)\)/g;

/** Makes the anchor of a heading as Git forges do. */
export function headingIdOf(heading: string): string {
  return heading
    .trim()
    .toLowerCase()
    .replace(/[^\w\s-]/g, '')
    .replace(/\s/g, '-');
}
