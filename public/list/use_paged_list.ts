import type { Live } from '../base/use_live';
import { useLive } from '../base/use_live';
import type { Pages } from './use_pages';
import { usePages } from './use_pages';

export interface PagedList<T> {
  readonly live: Live<T>;
  readonly pages: Pages;
}

/**
 * A list that is read page by page, and anew only when somebody asks.
 * @param listed what is listed: with another one it begins at its first page
 */
export function usePagedList<T>(
  listed: string,
  load: (cursor: string | undefined, signal: AbortSignal) => Promise<T>
): PagedList<T> {
  const pages = usePages(listed);
  const { cursor } = pages;
  const live = useLive<T>(JSON.stringify([listed, cursor]), {
    load: (_, signal) => load(cursor, signal),
    pauseAfter: () => undefined,
  });
  return { live, pages };
}
