import axios, { AxiosHeaders } from 'axios';
import type { AxiosResponse } from 'axios';
import { ClientRequest } from 'http';
import { Agent } from 'https';
import type { TLSSocket } from 'tls';
import { provenConnectionFailure } from './connection_failure';
import { parseDateHeader } from './date_header';
import type { DirectTarget } from './direct_host';
import { field } from '../../common/base/json_reading';
import { connectTls, tlsOptionsOf } from './tls_connection';
import type { ManagerRequest, ManagerTransport, TransportAnswer } from './transport';

/** The largest that a manager says to us is a page of 500 agents, about half a megabyte. */
const MOST_BYTES = 8 * 1024 * 1024;
const FREE_SOCKETS = 4;

export interface Credentials {
  readonly username: string;
  readonly password: string;
}

/** A login: the only request without a token, and the only one that carries the password. */
export interface LoginRequest {
  readonly path: string;
  readonly credentials: Credentials;
  readonly body?: unknown;
  readonly limitMs: number;
}

/** Our own way to a manager's API, with its certificate checked. */
export class DirectTransport implements ManagerTransport {
  /** Connections for reads and logins only. */
  private readonly agent: Agent;

  constructor(private readonly target: DirectTarget) {
    this.agent = new Agent({
      keepAlive: true,
      maxFreeSockets: FREE_SOCKETS,
      ...tlsOptionsOf(target),
    });
  }

  send(request: ManagerRequest): Promise<TransportAnswer> {
    return request.method === 'GET' ? this.read(request) : this.command(request);
  }

  logIn({ path, credentials, body, limitMs }: LoginRequest): Promise<TransportAnswer> {
    return this.onKeptConnection(
      { method: 'POST', path, auth: { ...credentials }, ...bodyOf(body) },
      limitMs
    );
  }

  /** Ends the idle connections. */
  close(): void {
    this.agent.destroy();
  }

  private read({ path, token, limitMs }: ManagerRequest): Promise<TransportAnswer> {
    return this.onKeptConnection({ method: 'GET', path, token }, limitMs);
  }

  /**
   * The manager closes idle connections after 5 s. A failure on a kept connection may only mean that it was just closed, so a read or a
   * login is repeated.
   */
  private async onKeptConnection(request: AxiosRequest, limitMs: number): Promise<TransportAnswer> {
    const ended = await this.request(request, this.agent, limitMs);
    if (ended.connection === 'new' || ended.answer.kind !== 'cut') return ended.answer;
    return ended.answer.code === 'connection_lost'
      ? (await this.request(request, this.agent, limitMs)).answer
      : ended.answer;
  }

  /**
   * Sends a command on a connection of its own, made before: a failure until then proves that it wasn't sent, a failure after it proves
   * nothing. An idle connection could be cut by the manager just as the command is written to it, and nobody could tell the two apart.
   */
  private async command(request: ManagerRequest): Promise<TransportAnswer> {
    const { path, body, token, limitMs, mayStillSend } = request;
    const startedAt = Date.now();
    const connection = await connectTls(this.target, limitMs);
    if (connection.kind === 'failed') return { kind: 'not_sent', code: connection.code };
    const { socket } = connection;
    try {
      if (mayStillSend && !mayStillSend()) return { kind: 'not_sent', code: 'deadline_passed' };
      const { answer } = await this.request(
        { method: 'PUT', path, token, ...bodyOf(body) },
        new OneConnection(socket),
        limitMs - (Date.now() - startedAt)
      );
      // The request was handed to a connection that stood: nothing of how it ended proves that it was not carried out.
      return answer.kind === 'not_sent' ? { kind: 'cut', code: 'connection_lost' } : answer;
    } finally {
      socket.destroy();
    }
  }

  private async request(request: AxiosRequest, agent: Agent, limitMs: number): Promise<Ended> {
    const limit = new AbortController();
    const timer = setTimeout(() => limit.abort(), Math.max(limitMs, 0));
    const { method, path, token, auth, data } = request;
    try {
      const answer = await axios.request<string, AxiosResponse<string>>({
        method,
        url: `${this.target.origin}${path}`,
        auth,
        data,
        headers: headersOf({ token, data }),
        httpsAgent: agent,
        // The manager alone is asked: neither a proxy of the environment nor wherever an answer points to.
        proxy: false,
        maxRedirects: 0,
        maxContentLength: MOST_BYTES,
        responseType: 'text',
        transformResponse: (text) => text,
        validateStatus: () => true,
        signal: limit.signal,
      });
      return { answer: readAnswer(answer), connection: connectionOf(answer) };
    } catch (error) {
      return { answer: readFailure(error, limit.signal), connection: connectionOf(error) };
    } finally {
      clearTimeout(timer);
    }
  }
}

interface AxiosRequest {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly path: string;
  readonly token?: string;
  readonly auth?: Credentials;
  readonly data?: string;
}

interface Ended {
  readonly answer: TransportAnswer;
  readonly connection: 'new' | 'reused';
}

/** Node says of each request whether it went over a connection that was there before. */
function connectionOf(answerOrError: unknown): Ended['connection'] {
  const request = field(answerOrError, 'request');
  return request instanceof ClientRequest && request.reusedSocket ? 'reused' : 'new';
}

/** Gives the one connection that is already there. */
class OneConnection extends Agent {
  constructor(private readonly socket: TLSSocket) {
    super({ keepAlive: false, maxSockets: 1 });
  }

  createConnection(): TLSSocket {
    return this.socket;
  }
}

function headersOf({ token, data }: Pick<AxiosRequest, 'token' | 'data'>): AxiosHeaders {
  const headers = new AxiosHeaders();
  if (token !== undefined) headers.set('Authorization', `Bearer ${token}`);
  if (data !== undefined) headers.set('Content-Type', 'application/json');
  return headers;
}

function bodyOf(body: unknown): Pick<AxiosRequest, 'data'> {
  return body === undefined ? {} : { data: JSON.stringify(body) };
}

function readAnswer({ status, headers, data }: AxiosResponse<string>): TransportAnswer {
  return {
    kind: 'answered',
    status,
    managerTime: parseDateHeader(field(headers, 'date')),
    body: parseJson(data),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    // The manager, or a proxy, may answer in plain text: whoever reads the answer decides what that means.
    return text;
  }
}

function readFailure(error: unknown, limit: AbortSignal): TransportAnswer {
  const failure = provenConnectionFailure(error);
  if (failure) return { kind: 'not_sent', code: failure.code };
  if (limit.aborted) return { kind: 'cut', code: 'timed_out' };
  const isTooLarge = error instanceof Error && error.message.startsWith('maxContentLength');
  return { kind: 'cut', code: isTooLarge ? 'answer_too_large' : 'connection_lost' };
}
