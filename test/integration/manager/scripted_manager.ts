import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'http';
import type { Server } from 'https';
import { createServer } from 'https';
import type { AddressInfo, Socket } from 'net';
import { certificates } from '../../../lab/manager/certificates';

/** A request as it arrived. */
export interface CapturedRequest {
  readonly method: string;
  /** Path and query as they arrived. */
  readonly target: string;
  readonly path: string;
  readonly query: { readonly [name: string]: readonly string[] };
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** The text, parsed; undefined where there was none. */
  readonly body: unknown;
  readonly headBytes: number;
}

/** The end of a request: a response, or one of the ways in which there is none. */
export type Script =
  | {
      readonly status: number;
      readonly body?: unknown;
      readonly headers?: Readonly<Record<string, string>>;
      readonly delayMs?: number;
    }
  | 'cut_before_answer'
  | 'cut_in_body'
  | 'never';

export const TOKEN = 'eyJhbGciOiJFUzUxMiJ9.eyJzdWIiOiJ3YXp1aCJ9.c2lnbmF0dXJl';

/** A login that succeeds; each gives another token. */
export function loginAnswer(number = 1): Script {
  return { status: 200, body: { data: { token: `${TOKEN}${number}` }, error: 0 } };
}

/**
 * An HTTPS server that answers as a test says, and keeps what it was asked. It stands for a manager that misbehaves on the wire;
 * what a manager says is the simulated manager's business.
 */
export class ScriptedManager {
  readonly requests: CapturedRequest[] = [];
  private readonly sockets = new Set<Socket>();
  private port = 0;
  private server?: Server;

  constructor(readonly script: (request: CapturedRequest) => Script | Promise<Script>) {}

  get url(): string {
    return `https://127.0.0.1:${this.port}`;
  }

  get ca(): string {
    return certificates().ca;
  }

  /** Requests other than logins. */
  get asked(): CapturedRequest[] {
    return this.requests.filter(({ method }) => method !== 'POST');
  }

  get openConnections(): number {
    return this.sockets.size;
  }

  async start(address = '127.0.0.1', keepAliveTimeout = 5000): Promise<this> {
    const { certificate, key } = certificates();
    const server = createServer(
      { cert: certificate, key, keepAliveTimeout },
      (request, response) => {
        void this.respond(request, response);
      }
    );
    server.on('connection', (socket: Socket) => {
      this.sockets.add(socket);
      socket.once('close', () => this.sockets.delete(socket));
    });
    // A client that does not trust the certificate ends the connection; that is a test's business.
    server.on('tlsClientError', () => undefined);
    await new Promise<void>((resolve) => server.listen(0, address, resolve));
    this.port = (server.address() as AddressInfo).port;
    this.server = server;
    return this;
  }

  async stop(): Promise<void> {
    const { server } = this;
    if (!server) return;
    this.server = undefined;
    this.sockets.forEach((socket) => socket.destroy());
    await new Promise((resolve) => server.close(resolve));
  }

  private async respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const captured = capture(request, await textOf(request));
    this.requests.push(captured);
    const script = await this.script(captured);
    if (script === 'never') return;
    if (script === 'cut_before_answer') {
      request.socket.destroy();
      return;
    }
    if (script === 'cut_in_body') {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': 1000 });
      response.write('{"data":{"affected_items":["001"],');
      setTimeout(() => request.socket.destroy(), 20);
      return;
    }
    if (script.delayMs) await new Promise((resolve) => setTimeout(resolve, script.delayMs));
    const text = typeof script.body === 'string' ? script.body : JSON.stringify(script.body ?? '');
    response.writeHead(script.status, { 'content-type': 'application/json', ...script.headers });
    response.end(text);
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}

function capture(request: IncomingMessage, text: string): CapturedRequest {
  const url = new URL(request.url ?? '/', 'https://manager');
  const names = Array.from(new Set(url.searchParams.keys()));
  return {
    method: request.method ?? '',
    target: request.url ?? '/',
    path: url.pathname,
    query: Object.fromEntries(names.map((name) => [name, url.searchParams.getAll(name)])),
    headers: request.headers,
    text,
    body: text === '' ? undefined : JSON.parse(text),
    headBytes: [`${request.method} ${request.url} HTTP/1.1`, ...request.rawHeaders].join('\r\n')
      .length,
  };
}
