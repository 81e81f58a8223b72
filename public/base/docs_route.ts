import type { Route } from './route';
import { DOCS } from './route';

/** The place in the app of a file of the documentation: `docs/admin/access.md#retention`; undefined where the app does not carry it. */
export function docsRouteOf(docs: string): Extract<Route, { readonly page: 'docs' }> | undefined {
  const match = /^docs\/admin\/(\w+)\.md(?:#([\w-]+))?$/.exec(docs);
  const file = DOCS.find((each) => each === match?.[1]);
  if (!file) return undefined;
  const heading = match?.[2];
  return { page: 'docs', file, ...(heading === undefined ? {} : { heading }) };
}
