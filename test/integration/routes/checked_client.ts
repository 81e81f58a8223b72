import type { ApiAnswer } from '../access/api_client';
import { ApiClient } from '../access/api_client';
import { misfits, operations, resolved } from './api_document';

/** Asks the plugin as one user, and holds every answer against `docs/openapi.yaml`. */
export class CheckedClient extends ApiClient {
  async send<T>(
    method: string,
    path: string,
    body?: string,
    headers: Readonly<Record<string, string>> = {}
  ): Promise<ApiAnswer<T>> {
    const answer = await super.send<T>(method, path, body, headers);
    const [pathAlone = ''] = path.split('?');
    checkAnswer(method, pathAlone, answer);
    return answer;
  }
}

/** @throws Error where the document does not know such an answer */
function checkAnswer(method: string, path: string, { status, body, text }: ApiAnswer): void {
  const described = operations().find(
    (one) => one.method === method.toLowerCase() && fits(one.path, path)
  );
  const response = described?.operation.responses[status];
  if (!response) throw new Error(`${method} ${path} is not described with ${status}: ${text}`);
  const { schema } = resolved(response).content['application/json'];
  const wrong = misfits(schema, body);
  if (wrong !== undefined) throw new Error(`${method} ${path} ${status}: ${wrong}\n${text}`);
}

function fits(template: string, path: string): boolean {
  const [wanted, given] = [template.split('/'), path.split('/')];
  return (
    wanted.length === given.length &&
    wanted.every((part, index) => part.startsWith('{') || part === given[index])
  );
}
