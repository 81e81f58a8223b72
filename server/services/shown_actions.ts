import { Kept } from '../base/kept';

const MAX_REMEMBERED = 20000;

/**
 * Actions each endpoint was last shown with, by ID: a page that is read again reads them along with its projections and not after them.
 * Only a guess of what to read: what is shown is always what the projection names, as it stands now.
 */
export class ShownActions {
  private readonly known = new Kept<string, readonly string[]>(MAX_REMEMBERED);

  of(endpoints: readonly string[]): string[] {
    return endpoints.flatMap((endpoint) => this.known.get(endpoint) ?? []);
  }

  remember(endpoint: string, actions: readonly string[]): void {
    this.known.set(endpoint, actions);
  }
}
