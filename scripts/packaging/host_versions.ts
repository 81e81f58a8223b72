/**
 * The OpenSearch Dashboards versions that Wazuh Dashboard 4.9 to 4.14 is made of. Its installer wants the exact version in the
 * plugin's manifest, so each gets a zip of its own; the code in them is the same.
 */
export const hostVersions = [
  '2.13.0', // Wazuh 4.9.0 to 4.9.2
  '2.16.0', // 4.10.0 to 4.10.3, 4.11.0 to 4.11.2
  '2.19.1', // 4.12.0
  '2.19.2', // 4.13.0 and 4.13.1
  '2.19.3', // 4.14.0 and 4.14.1
  '2.19.4', // 4.14.2 to 4.14.4
  '2.19.5', // 4.10.4, 4.14.5 to 4.14.7
] as const;

export type HostVersion = (typeof hostVersions)[number];
