import { problem } from './problem';
import { pythonRepr } from './python_repr';

const agentIdSchema =
  "{'description': 'Agent ID', 'format': 'numbers', 'minLength': 3, 'type': 'string'}";

function agentIdFault(id: string): { words: string; rule: string } | undefined {
  if (id.length < 3) return { words: 'is too short', rule: 'minLength' };
  return /^\d+$/.test(id) ? undefined : { words: "is not a 'numbers'", rule: 'format' };
}

/** Values of a comma-separated query parameter, given once or several times; `undefined` where it is left out. */
export function listParameter(query: URLSearchParams, name: string): string[] | undefined {
  const values = query.getAll(name);
  return values.length === 0 ? undefined : values.flatMap((value) => value.split(','));
}

/**
 * The agents that a request names, `undefined` where it names none.
 * @throws Problem 400 in the API's words, for an empty list, `all`, `*` and everything else that is no id.
 */
export function agentsList(query: URLSearchParams): string[] | undefined {
  const ids = listParameter(query, 'agents_list');
  ids?.forEach((id, index) => {
    const fault = agentIdFault(id);
    if (fault === undefined) return;
    throw problem(
      400,
      `${pythonRepr(id)} ${fault.words}. Failed validating '${
        fault.rule
      }' in schema['items']: ${agentIdSchema}. On instance[${index}]: ${pythonRepr(id)}`
    );
  });
  return ids;
}

/** @throws Problem 400 where the id in the path is none. */
export function checkAgentId(id: string): void {
  const fault = agentIdFault(id);
  if (fault === undefined) return;
  throw problem(
    400,
    `${pythonRepr(id)} ${fault.words}. Failed validating '${
      fault.rule
    }' in schema: ${agentIdSchema}. On instance: ${pythonRepr(id)}`
  );
}

/** `limit` (1 to 100,000, 500 where left out) and `offset` of a list. @throws Problem 400 outside of these. */
export function page(query: URLSearchParams): { limit: number; offset: number } {
  const read = (name: string, usual: number, minimum: number, maximum: number): number => {
    const text = query.get(name);
    if (text === null) return usual;
    if (!/^-?\d+$/.test(text)) {
      throw problem(400, `Wrong type, expected 'integer' for query parameter '${name}'`);
    }
    const value = Number(text);
    const [rule, words] =
      value < minimum
        ? ['minimum', `less than the minimum of ${minimum}`]
        : ['maximum', `greater than the maximum of ${maximum}`];
    if (value < minimum || value > maximum) {
      throw problem(
        400,
        `${value} is ${words}. Failed validating '${rule}' in schema: {'default': ${usual}, 'format': 'int32', 'maximum': ${maximum}, 'minimum': ${minimum}, 'type': 'integer'}. On instance: ${value}`
      );
    }
    return value;
  };
  return { limit: read('limit', 500, 1, 100_000), offset: read('offset', 0, 0, 2_147_483_647) };
}

/** @throws Problem 400 where the query has a parameter that the route does not know. */
export function checkParameters(query: URLSearchParams, known: readonly string[]): void {
  const unknown = Array.from(new Set(query.keys())).filter(
    (name) => ![...known, 'pretty', 'wait_for_complete'].includes(name)
  );
  if (unknown.length > 0) {
    throw problem(400, `Extra query parameter(s) ${unknown.join(', ')} not in spec`);
  }
}

/** The body of `PUT /active-response`. */
export interface ActiveResponseBody {
  readonly command: string;
  readonly arguments?: readonly string[];
  readonly alert?: Readonly<Record<string, unknown>>;
}

function checkType(value: unknown, type: 'object' | 'array' | 'string', path: string): void {
  const actual = Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value;
  if (value !== undefined && actual !== type) {
    throw problem(400, `${pythonRepr(value)} is not of type '${type}'${path && ` - '${path}'`}`);
  }
}

/** @throws Problem 400 in the words of the API's schema; a field too many is found only by `checkFields`. */
export function checkActiveResponse(body: unknown): asserts body is ActiveResponseBody {
  checkType(body, 'object', '');
  const { command, arguments: addresses, alert } = Object(body);
  if (command === undefined) throw problem(400, "'command' is a required property");
  checkType(command, 'string', 'command');
  if (!/^!?[\w.-]+$/.test(command)) {
    throw problem(400, `${pythonRepr(command)} is not a 'active_response_command' - 'command'`);
  }
  checkType(addresses, 'array', 'arguments');
  const items: unknown[] = addresses ?? [];
  items.forEach((item, index) => checkType(item ?? null, 'string', `arguments.${index}`));
  checkType(alert, 'object', 'alert');
  checkType(alert?.data, 'object', 'alert.data');
}

/** @throws Problem 400 for a field that the command does not have. */
export function checkFields(body: ActiveResponseBody): void {
  const unknown = Object.keys(body).filter(
    (key) => !['command', 'arguments', 'alert'].includes(key)
  );
  if (unknown.length > 0) {
    throw problem(400, `Invalid field found {${unknown.map(pythonRepr).join(', ')}}`);
  }
}

/** Deepest nesting that Python's parser takes. */
const deepest = 990;

export function isTooDeep(json: string): boolean {
  let depth = 0;
  let isInString = false;
  for (let index = 0; index < json.length; index += 1) {
    const letter = json[index];
    if (letter === '\\') index += 1;
    else if (letter === '"') isInString = !isInString;
    else if (isInString) continue;
    else if (letter === '{' || letter === '[') depth += 1;
    else if (letter === '}' || letter === ']') depth -= 1;
    if (depth > deepest) return true;
  }
  return false;
}

/** @throws Problem 400 where there is no body or none that is JSON. */
export function jsonBody(text: string): unknown {
  if (text === '') throw problem(400, 'Request body must not be empty');
  try {
    return JSON.parse(text);
  } catch (error) {
    // V8 gives no position where the text ends too early.
    const position = Number(/position (\d+)/.exec(String(error))?.[1] ?? text.length);
    const lines = text.slice(0, position).split('\n');
    const column = (lines[lines.length - 1] ?? '').length + 1;
    throw problem(400, `Expecting value: line ${lines.length} column ${column} (char ${position})`);
  }
}
