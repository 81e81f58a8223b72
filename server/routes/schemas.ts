import { schema } from '@osd/config-schema';
import type { AgentId } from '../../common/manager/endpoint';
import { parseAgentId } from '../../common/manager/endpoint';
import { LONGEST_PARAMETER } from '../../common/api/history_query';
import type { Opened } from '../access/person';
import { Refusal } from '../errors/refusal';

/** Id of a configured manager. Whether it is configured is decided where it is used. */
export const hostId = schema.string({ minLength: 1, maxLength: 100 });

export const agentId = schema.string({
  minLength: 3,
  maxLength: 10,
  validate: (text) =>
    parseAgentId(text)
      ? undefined
      : 'must be an agent ID as the manager writes it, such as 001, and not 000',
});

export const pageSize = schema.number({ defaultValue: 25, min: 1, max: 100 });
export const cursor = schema.maybe(schema.string({ maxLength: 2000 }));

/** Parameters of a query of the history, for its list and its export. */
export const historyParameters = {
  agent: schema.maybe(agentId),
  status: schema.maybe(schema.string({ maxLength: LONGEST_PARAMETER })),
  user: schema.maybe(schema.string({ maxLength: LONGEST_PARAMETER })),
};

/** The schema accepts canonical IDs only. */
export function agentIdOf(text: string): AgentId {
  const id = parseAgentId(text);
  if (!id) throw new Refusal('invalid_request', 'Not a valid agent ID.');
  return id;
}

/** A list in a query, such as `active,pending`. */
export function listIn(text: string | undefined): string[] {
  return (text ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** True in a request that a page makes when it refreshes itself. */
export const timer = schema.boolean({ defaultValue: false });

export function openedBy(query: { readonly timer: boolean }): Opened {
  return query.timer ? 'by_timer' : 'by_person';
}
