import type { EuiBreadcrumb } from '@elastic/eui';
import type { Observable } from 'rxjs';
import type { AppCategory } from './application';
import type { MountPoint } from './mount_point';

export type ChromeBreadcrumb = EuiBreadcrumb;

export interface ChromeNavControl {
  order?: number;
  mount: MountPoint;
}

export interface ChromeNavControls {
  registerLeft(navControl: ChromeNavControl): void;
  registerCenter(navControl: ChromeNavControl): void;
  registerRight(navControl: ChromeNavControl): void;
}

export interface ChromeNavGroup {
  id: string;
  title: string;
  description: string;
  order?: number;
}

export interface ChromeRegistrationNavLink {
  id: string;
  title?: string;
  category?: AppCategory;
  order?: number;
  parentNavLinkId?: string;
  showInAllNavGroup?: boolean;
}

export interface ChromeNavGroupSetup {
  addNavLinksToGroup: (navGroup: ChromeNavGroup, navLinks: ChromeRegistrationNavLink[]) => void;
  getNavGroupEnabled: () => boolean;
}

export interface ChromeSetup {
  /** Available from OpenSearch Dashboards 2.16. */
  navGroup?: ChromeNavGroupSetup;
}

export interface ChromeDocTitle {
  change(newTitle: string | string[]): void;
  reset(): void;
}

export interface ChromeBadge {
  text: string;
  tooltip: string;
  iconType?: string;
}

export interface ChromeStart {
  navControls: ChromeNavControls;
  docTitle: ChromeDocTitle;
  getBreadcrumbs$(): Observable<ChromeBreadcrumb[]>;
  setBreadcrumbs(newBreadcrumbs: ChromeBreadcrumb[]): void;
  setBadge(badge?: ChromeBadge): void;
  getIsVisible$(): Observable<boolean>;
}
