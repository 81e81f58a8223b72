export { startHost } from './start_host';
export type { Host, HostOptions, WazuhPages } from './start_host';
export { USER_COOKIE } from './browser/user_cookie';
export { DEFAULT_USERS } from './users';
export type { LabUser, Security } from './users';
export type { ManagerHost, WazuhCoreOptions } from './wazuh_core/options';
export type { LogRecord, LogSink } from './log';
