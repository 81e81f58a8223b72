import { useCallback, useEffect, useMemo, useState } from 'react';
import type { ScopedHistory } from 'opensearch-dashboards/public';
import type { Route } from './route';
import { hashOf, parseRoute } from './route';

/** The place in the app, as the URL says, with functions to go elsewhere. The browser's Back and Forward work. */
export interface Navigation {
  readonly route: Route;
  go(route: Route): void;
  /** Replaces the current place without adding a step for Back. */
  replace(route: Route): void;
  hrefOf(route: Route): string;
}

type AppHistory = Pick<ScopedHistory, 'listen' | 'push' | 'replace' | 'createHref' | 'location'>;

export function useNavigation(history: AppHistory): Navigation {
  const [hash, setHash] = useState(() => history.location.hash);
  useEffect(() => history.listen((location) => setHash(location.hash)), [history]);
  const route = useMemo(() => parseRoute(hash), [hash]);
  const go = useCallback((to: Route) => history.push(locationOf(to)), [history]);
  const replace = useCallback((to: Route) => history.replace(locationOf(to)), [history]);
  const hrefOf = useCallback((to: Route) => history.createHref(locationOf(to)), [history]);
  return useMemo(() => ({ route, go, replace, hrefOf }), [route, go, replace, hrefOf]);
}

function locationOf(route: Route) {
  return { pathname: '', search: '', hash: hashOf(route) };
}
