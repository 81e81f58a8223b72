import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { ApiAnswer } from './api';
import { certificates } from './certificates';

/** Bytes of a request's head that Node reads: the real API took 78 kB. */
const longestHead = 131_072;

export type Handle = (request: {
  method: string;
  url: URL;
  headers: IncomingMessage['headers'];
  body: string;
  address: string;
  headLength: number;
}) => Promise<ApiAnswer | 'cut'>;

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString();
}

function headLength({ method, url, rawHeaders }: IncomingMessage): number {
  const lines = [`${method} ${url} HTTP/1.1`, ...rawHeaders];
  return lines.reduce((sum, line) => sum + line.length + 2, 0);
}

/** One HTTPS port on 127.0.0.1 that can be closed and opened again. */
export class HttpsServer {
  private server: Server | undefined;
  private port: number;

  constructor(port: number, private readonly handle: Handle) {
    this.port = port;
  }

  get url(): string {
    return `https://127.0.0.1:${this.port}`;
  }

  async open(): Promise<void> {
    if (this.server !== undefined) return;
    const { certificate, key } = certificates();
    const server = createServer(
      { cert: certificate, key, maxHeaderSize: longestHead },
      (request, response) => this.respond(request, response)
    );
    this.server = server;
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(this.port, '127.0.0.1', resolve);
    });
    this.port = (server.address() as AddressInfo).port;
  }

  /** Refuses connections from now on and ends those that there are. */
  close(): void {
    this.server?.close();
    this.server?.closeAllConnections();
    this.server = undefined;
  }

  private async respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const answer = await this.handle({
        method: request.method ?? 'GET',
        url: new URL(request.url ?? '/', this.url),
        headers: request.headers,
        body: await bodyOf(request),
        address: request.socket.remoteAddress ?? '',
        headLength: headLength(request),
      });
      if (answer === 'cut') {
        request.socket.destroy();
        return;
      }
      response.writeHead(answer.status, {
        ...answer.headers,
        'content-length': Buffer.byteLength(answer.body),
      });
      response.end(answer.body);
    } catch (error) {
      if (request.socket.destroyed) return;
      response.writeHead(500, { 'content-type': 'text/plain' });
      response.end(String(error));
    }
  }
}
