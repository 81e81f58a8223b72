import type { PackageInfo } from 'opensearch-dashboards/server';

/** Release this host reports: the one its recordings were taken from. */
export const RELEASE: PackageInfo = {
  version: '2.19.1',
  branch: '2.x',
  buildNum: 8467,
  buildSha: '6cb7fec4e154faa0a4a3fee4b33dfef91b9870d9',
  dist: true,
};

export const SERVER_NAME = 'wazuh-dashboard';
