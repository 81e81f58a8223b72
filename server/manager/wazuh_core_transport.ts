import type { WazuhApiClient, WazuhApiRequestData } from '../../types/wazuh_core';
import { provenConnectionFailure } from './connection_failure';
import { parseDateHeader } from './date_header';
import { asInteger, asText, field } from '../../common/base/json_reading';
import { withinLimit } from './time_limit';
import type { ManagerRequest, ManagerTransport, TransportAnswer } from './transport';

const LOGIN_PATH = '/security/user/authenticate';

/**
 * Sends requests through wazuhCore's client, from a route's context or the start contract. Its axios has no timeout and can't be aborted: a
 * request that doesn't finish in time continues as `late`. After a 401 the internal client would log in and resend on its own. The resend
 * is stopped, because nothing may be sent that wasn't requested immediately before.
 */
export class WazuhCoreTransport implements ManagerTransport {
  constructor(private readonly client: WazuhApiClient, private readonly hostId: string) {}

  async send(request: ManagerRequest): Promise<TransportAnswer> {
    const limited = await withinLimit(this.ask(request), request.limitMs);
    return limited.inTime ? limited.value : { kind: 'cut', code: 'timed_out', late: limited.late };
  }

  private async ask(request: ManagerRequest): Promise<TransportAnswer> {
    const progress: Progress = { is: 'not_built' };
    try {
      const answer = await this.client.request(
        request.method,
        request.path,
        dataOf(request, progress),
        { apiHostID: this.hostId }
      );
      return readAnswer(answer);
    } catch (error) {
      return readFailure(error, progress);
    }
  }
}

/**
 * Progress of wazuhCore with one request. From `built` on, a request that fails may have been sent. `refused`: it came back to build it
 * again, which the internal client does on its own after a 401.
 */
interface Progress {
  is: 'not_built' | 'built' | 'too_late' | 'refused';
}

/**
 * wazuhCore takes the headers out of this object when it builds an attempt, after it has read its own configuration: the last
 * moment at which it can be told not to send. Whatever else is in the object it would send as the body.
 */
function dataOf(request: ManagerRequest, progress: Progress): WazuhApiRequestData {
  let attempt: 'none' | 'first' | 'over' = 'none';
  return {
    params: {},
    body: request.body,
    get headers() {
      if (attempt === 'over') stop(progress, 'refused');
      if (request.mayStillSend && !request.mayStillSend()) stop(progress, 'too_late');
      // An attempt is built in one go; an answer takes longer.
      if (attempt === 'none') setImmediate(() => (attempt = 'over'));
      attempt = 'first';
      progress.is = 'built';
      return { Authorization: `Bearer ${request.token}` };
    },
  };
}

/** Ends wazuhCore's work on the request; nothing of it has left in this attempt. */
function stop(progress: Progress, why: 'too_late' | 'refused'): never {
  progress.is = why;
  throw new Error(why);
}

function readAnswer(answer: unknown): TransportAnswer {
  const status = asInteger(field(answer, 'status'));
  if (status === undefined) return { kind: 'cut', code: 'connection_lost' };
  return {
    kind: 'answered',
    status,
    managerTime: parseDateHeader(headerOf(answer, 'date')),
    body: field(answer, 'data'),
  };
}

const REFUSED_TOKEN: TransportAnswer = { kind: 'answered', status: 401, body: undefined };

/** Errors are axios errors: with `response` it is an answer; without, the connection failed. */
function readFailure(error: unknown, progress: Progress): TransportAnswer {
  if (progress.is === 'too_late') return { kind: 'not_sent', code: 'deadline_passed' };
  if (progress.is === 'refused') return REFUSED_TOKEN;
  // The internal client's own login: before a first request, or after a 401.
  if (asText(field(field(error, 'config'), 'url'))?.includes(LOGIN_PATH)) {
    return progress.is === 'built' ? REFUSED_TOKEN : { kind: 'not_sent', code: 'login_refused' };
  }
  const response = field(error, 'response');
  if (response && !isGood(field(response, 'status'))) return readAnswer(response);
  const failure = provenConnectionFailure(error);
  if (failure) return { kind: 'not_sent', code: failure.code };
  return progress.is === 'built'
    ? { kind: 'cut', code: 'connection_lost' }
    : { kind: 'not_sent', code: 'not_built' };
}

/** An error with a good status is an answer that broke off. */
function isGood(status: unknown): boolean {
  return typeof status === 'number' && status >= 200 && status < 300;
}

function headerOf(answer: unknown, name: string): unknown {
  return field(field(answer, 'headers'), name);
}
