import { connect } from 'net';
import type { Socket } from 'net';
import { readRecording } from './probe/recording';
import { startWithProbe } from './probe/start_with_probe';
import type { ProbedHost } from './probe/start_with_probe';

interface RawRecording {
  request_raw: string;
  response_raw: string;
  events: Array<[number | string, number]>;
}

interface RawExchange {
  received: string;
  /** Milliseconds from the request to each piece of the answer. */
  pieces: number[];
  closed: boolean;
}

/** Sends bytes as they were recorded and watches what comes, until the connection closes or the time is over. */
function exchange(host: ProbedHost, request: string, watchMs: number): Promise<RawExchange> {
  return new Promise((resolve) => {
    const started = Date.now();
    const seen: RawExchange = { received: '', pieces: [], closed: false };
    const socket: Socket = connect(Number(new URL(host.url).port), '127.0.0.1', () =>
      socket.write(request)
    );
    const timer = setTimeout(() => socket.destroy(), watchMs);
    socket.on('data', (piece) => {
      seen.received += piece.toString('utf8');
      seen.pieces.push(Date.now() - started);
    });
    // A connection that the server resets is closed as well.
    socket.on('error', () => undefined);
    const note = () => {
      seen.closed = true;
      socket.destroy();
    };
    socket.on('end', note);
    socket.on('close', (hadError) => {
      clearTimeout(timer);
      resolve({ ...seen, closed: seen.closed || hadError });
    });
  });
}

const withoutDate = (text: string) => text.replace(/\r\nDate: [^\r]+/, '');

describe('an exchange byte by byte', () => {
  let host: ProbedHost;
  beforeAll(async () => {
    host = await startWithProbe();
  });
  afterAll(() => host.stop());

  it.each(['response_stream_timing', 'response_stream_gzip_timing'])(
    '%s: a stream passes through as it is written, and the connection stays',
    async (name) => {
      const { request_raw: request, response_raw: response } = readRecording<RawRecording>(name);
      const { received, pieces, closed } = await exchange(host, request, 2000);
      expect(withoutDate(received)).toBe(withoutDate(response));
      expect(pieces.length).toBeGreaterThanOrEqual(5);
      expect(Number(pieces[4]) - Number(pieces[0])).toBeGreaterThan(500);
      expect(closed).toBe(false);
    }
  );

  it('response_stream_fails: a stream that breaks closes the connection behind a status of 200', async () => {
    const recorded = readRecording<RawRecording>('response_stream_fails');
    const { received, closed } = await exchange(host, recorded.request_raw, 5000);
    expect(withoutDate(received)).toBe(withoutDate(recorded.response_raw));
    expect(closed).toBe(true);
  });

  it('payload_chunked_over_limit: a chunked body over the limit closes the connection without an answer', async () => {
    const recorded = readRecording<RawRecording>('payload_chunked_over_limit');
    const { received, closed } = await exchange(host, recorded.request_raw, 5000);
    expect(received).toBe(recorded.response_raw);
    expect(closed).toBe(true);
  });

  it('payload_slow: a body that does not come is waited for', async () => {
    const recorded = readRecording<RawRecording>('payload_slow');
    const { received, closed } = await exchange(host, recorded.request_raw, 1000);
    expect(received).toBe('');
    expect(closed).toBe(false);
  });
});
