const MAX_REMEMBERED = 20000;

/**
 * Actions each endpoint was last shown with, by ID: a page that is read again reads them along with its projections and not after them.
 * Only a guess of what to read: what is shown is always what the projection names, as it stands now.
 */
export class ShownActions {
  private readonly known = new Map<string, readonly string[]>();

  of(endpoints: readonly string[]): string[] {
    return endpoints.flatMap((endpoint) => this.known.get(endpoint) ?? []);
  }

  remember(endpoint: string, actions: readonly string[]): void {
    if (this.known.size >= MAX_REMEMBERED) this.known.clear();
    this.known.set(endpoint, actions);
  }
}
