import { Stream } from 'stream';
import { Boom } from '@hapi/boom';
import type { ResponseObject, ResponseToolkit } from '@hapi/hapi';
import type {
  HttpResponsePayload,
  IOpenSearchDashboardsResponse,
  OpenSearchDashboardsResponseFactory,
  ResponseError,
  ResponseErrorAttributes,
  ResponseHeaders,
} from 'opensearch-dashboards/server';

type Payload = HttpResponsePayload | ResponseError;

/** The response of a handler. OSD accepts nothing else, so a plain object in its place is an error. */
class Answer implements IOpenSearchDashboardsResponse {
  constructor(
    readonly status: number,
    readonly payload: Payload,
    readonly options: { body?: HttpResponsePayload; headers?: ResponseHeaders }
  ) {}
}

interface Options {
  body?: Payload;
  headers?: ResponseHeaders;
}

const success =
  (status: number) =>
  ({ body, headers }: Options = {}) =>
    new Answer(status, body, { headers });

const failure =
  (status: number, defaultMessage: string) =>
  ({ body, headers }: Options = {}) =>
    new Answer(status, body ?? defaultMessage, { headers });

export const answers: OpenSearchDashboardsResponseFactory = {
  ok: success(200),
  accepted: success(202),
  noContent: success(204),
  redirected: success(302),
  badRequest: failure(400, 'Bad Request'),
  unauthorized: failure(401, 'Unauthorized'),
  forbidden: failure(403, 'Forbidden'),
  notFound: failure(404, 'Not Found'),
  conflict: failure(409, 'Conflict'),
  internalError: failure(500, 'Internal Error'),
  customError: ({ statusCode, body, headers }) => {
    if (!(statusCode >= 400 && statusCode < 600)) {
      throw new Error(
        `Unexpected Http status code. Expected from 400 to 599, but given: ${statusCode}`
      );
    }
    return new Answer(statusCode, body, { headers });
  },
  custom: ({ statusCode, body, headers }) => {
    if (!statusCode) throw new Error("options.statusCode is expected to be set. given options: ''");
    return new Answer(statusCode, body, { headers });
  },
};

/** The one shape of every refusal: `{statusCode, error, message}` and the attributes where there are any. */
export function refusal(
  statusCode: number,
  message: string,
  attributes?: ResponseErrorAttributes
): Boom {
  const error = new Boom('', { statusCode });
  Object.assign(error.output.payload, { message }, attributes && { attributes });
  return error;
}

/** The response of a handler that throws, whatever it throws. */
export const internalError = () => refusal(500, 'An internal server error occurred.');

/** @throws where OSD does: not made by the factory, a failure without a message, a redirect without a location. */
export function toHapi(answer: unknown, h: ResponseToolkit): ResponseObject | Boom {
  if (!(answer instanceof Answer)) {
    throw new Error(
      `Unexpected result from Route Handler. Expected OpenSearchDashboardsResponse, but given: ${typeof answer}.`
    );
  }
  const { status, payload, options } = answer;
  const raw = Buffer.isBuffer(payload) || payload instanceof Stream;
  if (status >= 400 && !raw) {
    const error = refusal(status, messageOf(payload), attributesOf(payload));
    error.output.headers = { ...options.headers } as Record<string, string>;
    return error;
  }
  const response = h.response(payload as object | string | undefined).code(status);
  for (const [name, value] of Object.entries(options.headers ?? {})) {
    // hapi writes a list as that many headers of one name; its types know only text.
    response.header(name, value as string);
  }
  if (status >= 300 && status < 400 && typeof options.headers?.location !== 'string') {
    throw new Error("expected 'location' header to be set");
  }
  return response;
}

function messageOf(payload: Payload): string {
  if (typeof payload === 'string') return payload;
  const message = Object(payload).message;
  if (!message) throw new Error('expected error message to be provided');
  return messageOf(message);
}

function attributesOf(payload: Payload): ResponseErrorAttributes | undefined {
  return typeof payload === 'object' && 'attributes' in payload
    ? (payload.attributes as ResponseErrorAttributes)
    : undefined;
}
