import type {
  Href,
  History,
  Location,
  LocationDescriptor,
  LocationDescriptorObject,
} from 'history';
import type { ScopedHistory as Scoped } from 'opensearch-dashboards/public';

/** The one history of the page with a path taken off, as each app gets it; it hears only of changes below that path. */
export class ScopedHistory<S = unknown> implements Scoped<S> {
  constructor(private readonly parent: History<S>, private readonly path: string) {}

  get length(): number {
    return this.parent.length;
  }

  get action() {
    return this.parent.action;
  }

  get location(): Location<S> {
    return this.within(this.parent.location);
  }

  push = (to: LocationDescriptor<S>, state?: S): void => this.parent.push(this.below(to, state));

  replace = (to: LocationDescriptor<S>, state?: S): void =>
    this.parent.replace(this.below(to, state));

  go = (steps: number): void => this.parent.go(steps);

  goBack = (): void => this.parent.goBack();

  goForward = (): void => this.parent.goForward();

  block: History<S>['block'] = (prompt) => this.parent.block(prompt);

  listen: History<S>['listen'] = (listener) =>
    this.parent.listen((location, action) => {
      if (this.holds(location)) listener(this.within(location), action);
    });

  createHref = (location: LocationDescriptorObject<S>): Href =>
    this.parent.createHref({ ...location, pathname: this.path + (location.pathname ?? '') });

  createSubHistory<T = unknown>(path: string): Scoped<T> {
    return new ScopedHistory<T>(this as unknown as History<T>, path);
  }

  private holds({ pathname }: Location<S>): boolean {
    return pathname === this.path || pathname.startsWith(`${this.path}/`);
  }

  private within(location: Location<S>): Location<S> {
    return { ...location, pathname: location.pathname.slice(this.path.length) };
  }

  private below(to: LocationDescriptor<S>, state?: S): LocationDescriptorObject<S> {
    if (typeof to !== 'string') return { ...to, pathname: this.path + (to.pathname ?? '') };
    const [, pathname = '', search = '', hash = ''] = /^([^?#]*)(\?[^#]*)?(#.*)?$/.exec(to) ?? [];
    return { pathname: this.path + pathname, search, hash, state };
  }
}
