import { of } from 'rxjs';
import type { HttpSetup } from 'opensearch-dashboards/public';
import type { InjectedMetadata } from './injected_metadata';

/** `core.uiSettings` of the browser: what stands in the page; a change is kept by the server and shown after a reload. */
export function createUiSettings(
  { legacyMetadata }: Pick<InjectedMetadata, 'legacyMetadata'>,
  http: Pick<HttpSetup, 'post'>
) {
  const { defaults, user } = legacyMetadata.uiSettings;

  function get<T>(key: string, defaultOverride?: T): T {
    if (!(key in defaults) && defaultOverride === undefined) {
      throw new Error(
        `Unexpected \`IUiSettingsClient.get("${key}")\` call on unrecognized configuration setting "${key}".`
      );
    }
    const value = user[key]?.userValue ?? defaultOverride ?? defaults[key]?.value;
    // As in OSD the caller says what type a setting has.
    return value as T;
  }

  return {
    get,
    get$: <T>(key: string, defaultOverride?: T) => of(get(key, defaultOverride)),
    isDeclared: (key: string) => key in defaults,
    set: async (key: string, value: unknown): Promise<boolean> => {
      const body = JSON.stringify({ changes: { [key]: value } });
      await http.post('/api/opensearch-dashboards/settings', { body });
      return true;
    },
  };
}

export type UiSettings = ReturnType<typeof createUiSettings>;
