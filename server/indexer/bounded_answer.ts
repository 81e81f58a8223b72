import type { Readable } from 'stream';
import { createGunzip } from 'zlib';
import { IndexerError } from './indexer_error';

/** The error of an answer that is larger than whoever asked wanted to read. Nothing of it was kept. */
export class AnswerTooLarge extends IndexerError {
  constructor() {
    super('indexer_failed', 'answer_too_large');
  }
}

/** An answer that the client passed on as it arrives. */
export interface ArrivingAnswer {
  readonly body: unknown;
  readonly headers: unknown;
}

/**
 * Reads an answer as JSON, and stops where it is too large: what somebody stored must not fill this process.
 * @param limitMs ends the wait for a body that stops in the middle
 * @throws AnswerTooLarge, or IndexerError `indexer_timeout`, `indexer_unreachable` or `indexer_failed`
 */
export async function readBounded(
  { body, headers }: ArrivingAnswer,
  mostBytes: number,
  limitMs: number
): Promise<unknown> {
  // A client in between may have read it already.
  if (!isReadable(body)) return body;
  const text = await textOf(isGzipped(headers) ? body.pipe(createGunzip()) : body, {
    mostBytes,
    limitMs,
    end: () => body.destroy(),
  });
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    throw new IndexerError('indexer_failed');
  }
}

interface Reading {
  readonly mostBytes: number;
  readonly limitMs: number;
  /** Ends the connection, so that the rest isn't sent. */
  readonly end: () => void;
}

function textOf(stream: Readable, { mostBytes, limitMs, end }: Reading): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    const fail = (error: IndexerError) => {
      clearTimeout(timer);
      // What arrives after it is nobody's.
      stream.removeAllListeners('data').on('error', () => undefined);
      end();
      reject(error);
    };
    const timer = setTimeout(() => fail(new IndexerError('indexer_timeout')), limitMs);
    stream.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > mostBytes) fail(new AnswerTooLarge());
      else chunks.push(chunk);
    });
    stream.on('end', () => {
      clearTimeout(timer);
      resolve(Buffer.concat(chunks).toString('utf8'));
    });
    const cut = () => fail(new IndexerError('indexer_unreachable'));
    stream.on('error', cut).on('aborted', cut);
  });
}

function isReadable(body: unknown): body is Readable {
  return typeof body === 'object' && body !== null && 'pipe' in body && 'destroy' in body;
}

function isGzipped(headers: unknown): boolean {
  const encoding: unknown =
    typeof headers === 'object' && headers !== null && 'content-encoding' in headers
      ? Reflect.get(headers, 'content-encoding')
      : undefined;
  return encoding === 'gzip';
}
