import type { ManagerCode } from '../../common/manager/manager_answer_words';
import { asArray, asText, field } from '../../common/base/json_reading';

/** A failure of the connection itself: no byte of the request can have been sent. */
export interface ConnectionFailure {
  readonly code: ManagerCode;
}

const NAME_NOT_FOUND = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EAI_NODATA', 'EAI_NONAME', 'EAI_FAIL']);
const NO_WAY_THERE = new Set(['EHOSTUNREACH', 'ENETUNREACH', 'EADDRNOTAVAIL', 'ECONNABORTED']);
/** Messages of OpenSSL and Node if they don't accept the certificate of the other side. */
const CERTIFICATE =
  /^(CERT_|UNABLE_TO_|ERR_TLS_CERT|DEPTH_ZERO_|SELF_SIGNED_|HOSTNAME_MISMATCH|INVALID_CA|PATH_LENGTH_|INVALID_PURPOSE)/;
/** Node's own words for a connection that ended during the TLS handshake; the code is that of any reset. */
const BEFORE_TLS = 'before secure TLS connection was established';

/**
 * Finds proof, in an HTTP client's error, that the connection was never made. An error that is not in here proves nothing: a reset, a
 * broken pipe or a time-out may have come after the request.
 * @returns undefined where the request may have left
 */
export function provenConnectionFailure(error: unknown): ConnectionFailure | undefined {
  // axios wraps the error of the socket, and versions differ in what they copy from it.
  return proofIn(error) ?? proofIn(field(error, 'cause'));
}

function proofIn(error: unknown): ConnectionFailure | undefined {
  const code = asText(field(error, 'code')) ?? '';
  if (NAME_NOT_FOUND.has(code)) return { code: 'name_not_found' };
  if (code === 'ECONNREFUSED') return { code: 'connection_refused' };
  if (CERTIFICATE.test(code)) return { code: 'tls_refused' };
  if (messageOf(error).includes(BEFORE_TLS)) return { code: 'tls_refused' };
  if (!isOfConnecting(error)) return undefined;
  if (code === 'ETIMEDOUT') return { code: 'connection_timed_out' };
  return NO_WAY_THERE.has(code) ? { code: 'connection_failed' } : undefined;
}

/** Names the failure of a connection attempt of our own: that it failed is already known. */
export function connectionFailureOf(error: unknown): ConnectionFailure {
  const proven = provenConnectionFailure(error);
  if (proven) return proven;
  const code = asText(field(error, 'code')) ?? '';
  return { code: /^(ERR_SSL|ERR_TLS|EPROTO)/.test(code) ? 'tls_refused' : 'connection_failed' };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : '';
}

/** Several addresses are tried in turn from Node 20 on: then each attempt has its own error. */
function isOfConnecting(error: unknown): boolean {
  const attempts = asArray(field(error, 'errors'));
  if (attempts && attempts.length > 0) return attempts.every(isOfConnecting);
  return field(error, 'syscall') === 'connect';
}
