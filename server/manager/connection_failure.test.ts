import { connectionFailureOf, provenConnectionFailure } from './connection_failure';

const failure = (properties: object, message = 'failed') =>
  Object.assign(new Error(message), properties);
const connecting = (code: string) => failure({ code, syscall: 'connect' });

describe('an error that proves that nothing was sent', () => {
  it.each([
    [failure({ code: 'ENOTFOUND', syscall: 'getaddrinfo' }), 'name_not_found'],
    [failure({ code: 'EAI_AGAIN', syscall: 'getaddrinfo' }), 'name_not_found'],
    [connecting('ECONNREFUSED'), 'connection_refused'],
    [connecting('ETIMEDOUT'), 'connection_timed_out'],
    [connecting('EHOSTUNREACH'), 'connection_failed'],
    [connecting('ENETUNREACH'), 'connection_failed'],
    [failure({ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }), 'tls_refused'],
    [failure({ code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' }), 'tls_refused'],
    [failure({ code: 'CERT_HAS_EXPIRED' }), 'tls_refused'],
    [failure({ code: 'ERR_TLS_CERT_ALTNAME_INVALID' }), 'tls_refused'],
    [
      failure(
        { code: 'ECONNRESET' },
        'Client network socket disconnected before secure TLS connection was established'
      ),
      'tls_refused',
    ],
    [
      failure({
        code: 'EHOSTUNREACH',
        errors: [connecting('EHOSTUNREACH'), connecting('ENETUNREACH')],
      }),
      'connection_failed',
    ],
    [failure({ code: 'ETIMEDOUT', cause: connecting('ETIMEDOUT') }), 'connection_timed_out'],
  ])('%#: is told apart', (error, code) => {
    expect(provenConnectionFailure(error)).toEqual({ code });
  });
});

describe('an error that proves nothing', () => {
  it.each([
    failure({ code: 'ECONNRESET' }, 'socket hang up'),
    failure({ code: 'ECONNRESET', syscall: 'read' }),
    failure({ code: 'EPIPE', syscall: 'write' }),
    failure({ code: 'ETIMEDOUT', syscall: 'read' }),
    failure({ code: 'EHOSTUNREACH', syscall: 'read' }),
    failure({ code: 'ETIMEDOUT', errors: [connecting('ETIMEDOUT'), failure({ syscall: 'read' })] }),
    failure({ code: 'ECONNABORTED' }),
    // A server that wants a certificate of ours says so only after the request has left (TLS 1.3).
    failure({ code: 'EPROTO', syscall: 'write' }),
    failure({ code: 'ERR_CANCELED' }),
    failure({}),
    undefined,
    'ECONNREFUSED',
  ])('%#: is none', (error) => {
    expect(provenConnectionFailure(error)).toBeUndefined();
  });

  it('is still the failure of a connection where that is all that was tried', () => {
    expect(connectionFailureOf(failure({ code: 'EPROTO' }))).toEqual({ code: 'tls_refused' });
    expect(connectionFailureOf(failure({ code: 'ECONNRESET' }))).toEqual({
      code: 'connection_failed',
    });
  });
});
