import { BehaviorSubject } from 'rxjs';
import type {
  ChromeBadge,
  ChromeBreadcrumb,
  ChromeNavControl,
  ChromeStart,
  CoreSetup,
  MountPoint,
} from 'opensearch-dashboards/public';

const BASE_TITLE = 'Wazuh';

/** `core.chrome`: what stands around an app. It is drawn by `ChromeView`. */
export class Chrome implements ChromeStart {
  readonly breadcrumbs$ = new BehaviorSubject<ChromeBreadcrumb[]>([]);
  readonly badge$ = new BehaviorSubject<ChromeBadge | undefined>(undefined);
  readonly actionMenu$ = new BehaviorSubject<MountPoint | undefined>(undefined);
  readonly controls = {
    left: new BehaviorSubject<ChromeNavControl[]>([]),
    center: new BehaviorSubject<ChromeNavControl[]>([]),
    right: new BehaviorSubject<ChromeNavControl[]>([]),
  };
  private readonly visible$ = new BehaviorSubject(true);

  readonly setup: CoreSetup['chrome'] = {
    navGroup: {
      getNavGroupEnabled: () => false,
      // Seen by nobody while the new navigation is off.
      addNavLinksToGroup: () => undefined,
    },
  };

  readonly navControls = {
    registerLeft: (control: ChromeNavControl) => this.add('left', control),
    registerCenter: (control: ChromeNavControl) => this.add('center', control),
    registerRight: (control: ChromeNavControl) => this.add('right', control),
  };

  readonly docTitle = {
    change: (title: string | string[]) => {
      document.title = [...[title].flat(), BASE_TITLE].join(' - ');
    },
    reset: () => {
      document.title = BASE_TITLE;
    },
  };

  getBreadcrumbs$ = () => this.breadcrumbs$.asObservable();

  setBreadcrumbs = (breadcrumbs: ChromeBreadcrumb[]): void => this.breadcrumbs$.next(breadcrumbs);

  setBadge = (badge?: ChromeBadge): void => this.badge$.next(badge);

  getIsVisible$ = () => this.visible$.asObservable();

  /** Another app begins with nothing of the one before. */
  reset(): void {
    this.docTitle.reset();
    this.breadcrumbs$.next([]);
    this.badge$.next(undefined);
  }

  private add(side: keyof Chrome['controls'], control: ChromeNavControl): void {
    const controls = [...this.controls[side].value, control];
    this.controls[side].next(controls.sort((a, b) => (a.order ?? 0) - (b.order ?? 0)));
  }
}
