import type { Observable } from 'rxjs';

export interface IUiSettingsClient {
  /** Throws where the key is not declared and no default is given. */
  get: <T = unknown>(key: string, defaultOverride?: T) => T;
  get$: <T = unknown>(key: string, defaultOverride?: T) => Observable<T>;
  isDeclared: (key: string) => boolean;
}
