import type { IncomingHttpHeaders } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';

export interface ManagerAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** Sends requests to a manager's API byte for byte as they are written, and checks its certificate. */
export class ManagerClient {
  private readonly agent: HttpsAgent;

  constructor(private readonly url: string, ca: string) {
    this.agent = new HttpsAgent({ ca, keepAlive: true });
  }

  send(
    method: string,
    path: string,
    headers: Readonly<Record<string, string>> = {},
    body?: string
  ): Promise<ManagerAnswer> {
    const { hostname, port } = new URL(this.url);
    const length = body === undefined ? {} : { 'Content-Length': String(Buffer.byteLength(body)) };
    return new Promise((resolve, reject) => {
      const request = httpsRequest(
        { agent: this.agent, hostname, port, method, path, headers: { ...headers, ...length } },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk) => chunks.push(chunk));
          response.on('end', () =>
            resolve({
              status: response.statusCode ?? 0,
              headers: response.headers,
              text: Buffer.concat(chunks).toString(),
            })
          );
          response.on('error', reject);
        }
      );
      request.on('error', reject);
      request.end(body);
    });
  }

  /** @returns the token. @throws Error where the login is refused. */
  async logIn(user: string, password: string, context?: object): Promise<string> {
    const path = `/security/user/authenticate${context === undefined ? '' : '/run_as'}?raw=true`;
    const headers = { Authorization: basic(user, password) };
    const answer = await (context === undefined
      ? this.send('POST', path, headers)
      : this.send(
          'POST',
          path,
          { ...headers, 'Content-Type': 'application/json' },
          JSON.stringify(context)
        ));
    if (answer.status !== 200) throw new Error(`login: ${answer.status} ${answer.text}`);
    return answer.text;
  }

  close(): void {
    this.agent.destroy();
  }
}

export function basic(user: string, password: string): string {
  return `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
}
