/** Settings of the user, or of this space, as the host keeps them. */
export interface IUiSettingsClient {
  get: <T = unknown>(key: string) => Promise<T>;
}
