/** Wazuh's agent page had three shapes: that of 4.9, that of 4.10 to 4.12, and that of 4.13 and later. Each has the name of a recorded version. */
export type PagesVersion = '4.9' | '4.12' | '4.14';

/** @param wazuh such as `4.11.2` */
export function pagesVersionOf(wazuh: string): PagesVersion {
  const [, minor] = wazuh.split('.').map(Number);
  if (minor === undefined || minor < 10) return '4.9';
  return minor < 13 ? '4.12' : '4.14';
}
