export interface PackageInfo {
  /** Version of OpenSearch Dashboards, such as `2.19.1`. */
  version: string;
  branch: string;
  buildNum: number;
  buildSha: string;
  dist: boolean;
}

export interface EnvironmentMode {
  name: 'development' | 'production';
  dev: boolean;
  prod: boolean;
}
