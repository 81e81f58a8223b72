import type { ContextView } from '../../common/api/context_view';
import type { Navigation } from '../base/use_navigation';
import type { Route } from '../base/route';

/** Properties that every page of the app gets. */
export interface PageProps<P extends Route['page']> {
  readonly route: Extract<Route, { readonly page: P }>;
  readonly host: string;
  readonly context: ContextView;
  readonly navigation: Navigation;
}
