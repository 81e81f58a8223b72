import { readFileSync } from 'fs';
import { isIP } from 'net';
import type { ManagerHost } from './manager';
import { ManagerError } from './manager_error';

/** A manager of our own configuration, for dashboards without wazuhCore. */
export interface DirectHost {
  readonly id: string;
  /** `https://host:port`, such as `https://wazuh.example.org:55000`. */
  readonly url: string;
  readonly username: string;
  readonly password: string;
  readonly runAs: 'on' | 'off';
  /** `verified` unless the configuration says otherwise. */
  readonly tls: 'verified' | 'not_verified';
  /** PEM file with the CA that signed the manager's certificate; without it the CAs of Node. */
  readonly caFile?: string;
}

/** Everything a connection needs. */
export interface DirectTarget {
  /** Host name without brackets. */
  readonly hostname: string;
  readonly port: number;
  /** `https://host:port`. */
  readonly origin: string;
  readonly tls: 'verified' | 'not_verified';
  /** PEM. */
  readonly ca?: string;
}

const API_PORT = 55000;

/** @throws ManagerError `host_unusable`: the URL is not an https one, or the CA file cannot be read. */
export function targetOf(host: DirectHost): DirectTarget {
  const url = parseUrl(host.url);
  const hostname = url.hostname.replace(/^\[|\]$/g, '');
  const port = url.port === '' ? defaultPort(host.url) : Number(url.port);
  const shown = isIP(hostname) === 6 ? `[${hostname}]` : hostname;
  return {
    hostname,
    port,
    origin: `https://${shown}:${port}`,
    tls: host.tls,
    ca: host.caFile === undefined ? undefined : readCa(host.caFile),
  };
}

/** Returns the host as it may be shown, even if it can't be used. */
export function shownDirectHost(host: DirectHost): ManagerHost {
  const { id, runAs, tls } = host;
  return { id, url: shownUrlOf(host), way: 'direct', runAs, tls };
}

function shownUrlOf(host: DirectHost): string {
  try {
    return targetOf({ ...host, caFile: undefined }).origin;
  } catch (error) {
    if (error instanceof ManagerError) return '';
    throw error;
  }
}

function parseUrl(text: string): URL {
  let url;
  try {
    url = new URL(text);
  } catch (error) {
    throw new ManagerError('host_unusable');
  }
  if (url.protocol !== 'https:') throw new ManagerError('host_unusable');
  return url;
}

/** `URL` drops `:443`, the default of https; a URL without a port means the API's own. */
function defaultPort(url: string): number {
  return /:443\/?$/.test(url) ? 443 : API_PORT;
}

function readCa(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new ManagerError('host_unusable');
  }
}
