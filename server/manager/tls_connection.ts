import { isIP } from 'net';
import type { TLSSocket } from 'tls';
import { connect } from 'tls';
import type { ManagerCode } from '../../common/manager/manager_answer_words';
import { connectionFailureOf } from './connection_failure';
import type { DirectTarget } from './direct_host';

export type TlsConnection =
  | { readonly kind: 'connected'; readonly socket: TLSSocket }
  | { readonly kind: 'failed'; readonly code: ManagerCode };

/** Options by which `https` and `tls` check the other side. */
export function tlsOptionsOf({ hostname, tls, ca }: DirectTarget) {
  return {
    rejectUnauthorized: tls === 'verified',
    ...(ca === undefined ? {} : { ca }),
    // An address has no server name; certificates are matched against the address itself.
    ...(isIP(hostname) === 0 ? { servername: hostname } : {}),
  };
}

/**
 * A connection over which nothing has been sent: whatever fails here, the request has provably not left.
 * It never rejects, and ends within the limit.
 */
export function connectTls(target: DirectTarget, limitMs: number): Promise<TlsConnection> {
  return new Promise((resolve) => {
    const socket = connect({
      host: target.hostname,
      port: target.port,
      ALPNProtocols: ['http/1.1'],
      ...tlsOptionsOf(target),
    });
    const timer = setTimeout(() => fail('connection_timed_out'), limitMs);
    const fail = (code: ManagerCode) => {
      clearTimeout(timer);
      socket.destroy();
      resolve({ kind: 'failed', code });
    };
    // Stays for as long as the socket does: an error that nobody listens to would end the process.
    socket.on('error', (error) => fail(connectionFailureOf(error).code));
    socket.once('secureConnect', () => {
      clearTimeout(timer);
      resolve({ kind: 'connected', socket });
    });
  });
}
