import type { ValidateFunction } from 'ajv';
import Ajv from 'ajv';
import type { CapturedRequest } from './scripted_manager';

/**
 * Every request that the plugin sends to a manager's API, and nothing else: our own description, by hand. Where a schema of ours and
 * the manager's validation differ, the manager's answer in the recordings decides.
 */
const AGENT_ID = '([0-9]{2}[1-9]|[0-9][1-9]0|[1-9]00|[1-9][0-9]{3,9})';
const PRINTABLE = '^[ -~]+$';

const bearer = {
  type: 'string',
  pattern: '^Bearer [A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]*$',
};
const basic = { type: 'string', pattern: '^Basic [A-Za-z0-9+/]+=*$' };
const json = { type: 'string', pattern: '^application/json$' };
const one = (pattern: string) => ({
  type: 'array',
  minItems: 1,
  maxItems: 1,
  items: { type: 'string', pattern },
});
const nothing = { type: 'object', maxProperties: 0 };

interface Described {
  readonly method: string;
  readonly path: object;
  readonly query?: object;
  readonly headers: object;
  readonly body?: object;
  readonly required?: readonly string[];
}

function described({ method, path, query, headers, body, required = [] }: Described) {
  return {
    type: 'object',
    required: ['method', 'path', 'query', 'headers', 'headBytes', ...required],
    properties: {
      method: { const: method },
      path,
      query: query ?? nothing,
      headers,
      // wazuhCore's client sends an empty object where there is nothing to send.
      body: body ?? nothing,
      headBytes: { type: 'integer', maximum: 15999 },
    },
  };
}

const read = (path: object, query?: object) =>
  described({
    method: 'GET',
    path,
    query,
    headers: { type: 'object', required: ['authorization'], properties: { authorization: bearer } },
  });

const login = (path: string, body?: object) =>
  described({
    method: 'POST',
    path: { const: path },
    headers: { type: 'object', required: ['authorization'], properties: { authorization: basic } },
    body,
    required: body ? ['body'] : [],
  });

const LIFELINE = {
  type: 'array',
  minItems: 1,
  maxItems: 200,
  items: { type: 'string', pattern: '^[0-9a-f.:]+(/[0-9]{1,3})?$' },
};

interface DescribedCommand {
  readonly verbs: readonly string[];
  readonly argumentsAre?: object;
}

function commandBody({ verbs, argumentsAre }: DescribedCommand) {
  return {
    type: 'object',
    required: ['command', 'alert', ...(argumentsAre ? ['arguments'] : [])],
    additionalProperties: false,
    properties: {
      command: { type: 'string', pattern: '^![!-~]+$' },
      ...(argumentsAre ? { arguments: argumentsAre } : {}),
      alert: {
        type: 'object',
        required: ['data'],
        additionalProperties: false,
        properties: {
          data: {
            type: 'object',
            required: ['action', 'user', 'debug'],
            additionalProperties: false,
            properties: {
              action: { enum: verbs },
              user: { type: 'string', pattern: PRINTABLE },
              debug: { const: false },
            },
          },
        },
      },
    },
  };
}

const AGENT_FIELDS =
  'id|name|ip|os\\.platform|os\\.name|os\\.version|version|group|node_name|manager|status|lastKeepAlive|dateAdd';

const REQUESTS = {
  login: login('/security/user/authenticate'),
  login_run_as: login('/security/user/authenticate/run_as', { type: 'object', minProperties: 1 }),
  active_response: described({
    method: 'PUT',
    path: { const: '/active-response' },
    query: {
      type: 'object',
      required: ['agents_list'],
      additionalProperties: false,
      properties: { agents_list: one(`^${AGENT_ID}(,${AGENT_ID}){0,499}$`) },
    },
    headers: {
      type: 'object',
      required: ['authorization', 'content-type'],
      properties: { authorization: bearer, 'content-type': json },
    },
    // An isolation without addresses cuts the endpoint off from its manager; the other verbs have none to give.
    body: {
      oneOf: [
        commandBody({ verbs: ['isolate'], argumentsAre: LIFELINE }),
        commandBody({ verbs: ['release', 'probe'] }),
      ],
    },
    required: ['body'],
  }),
  about: read({ const: '/' }),
  agents: read(
    { const: '/agents' },
    {
      type: 'object',
      required: ['select'],
      additionalProperties: false,
      properties: {
        select: one(`^(${AGENT_FIELDS})(,(${AGENT_FIELDS}))*$`),
        q: one('^id!=000(;\\(status=[a-z_]+(,status=[a-z_]+)*\\))?(;os\\.platform=windows)?$'),
        agents_list: one(`^(000|${AGENT_ID}(,${AGENT_ID}){0,499})$`),
        search: one('^[^;|&^*>-][^;|&^*>]*$'),
        sort: one('^[+-][A-Za-z]+(,id)?$'),
        offset: one('^[0-9]{1,6}$'),
        limit: one('^([1-9][0-9]?|[1-4][0-9]{2}|500)$'),
      },
    }
  ),
  agent_client_config: read({
    type: 'string',
    pattern: `^/agents/${AGENT_ID}/config/agent/client$`,
  }),
  policies: read({ const: '/security/users/me/policies' }),
  cluster_status: read({ const: '/cluster/status' }),
  cluster_local_info: read({ const: '/cluster/local/info' }),
  cluster_nodes: read({ const: '/cluster/nodes' }),
};

export type RequestName = keyof typeof REQUESTS;
export const REQUEST_NAMES = Object.keys(REQUESTS) as RequestName[];

const ajv = new Ajv({ allErrors: true, strict: true, strictRequired: false });
const VALIDATORS: readonly (readonly [RequestName, ValidateFunction])[] = REQUEST_NAMES.map(
  (name) => [name, ajv.compile(REQUESTS[name])] as const
);

/** The one request of ours that this is. Throws where it is none. */
export function nameOfRequest(request: CapturedRequest): RequestName {
  const names = VALIDATORS.filter(([, validate]) => validate(request)).map(([name]) => name);
  const [name, ...others] = names;
  if (!name || others.length > 0) {
    const { method, path } = request;
    const shown = JSON.stringify({ method, path, query: request.query, body: request.body });
    throw new Error(`not a request that we send: ${shown}`);
  }
  return name;
}
