import { schema } from '@osd/config-schema';
import { MAX_CASE, MAX_ENDPOINTS, MAX_REASON } from '../../common/action/action_request';
import { agentId, hostId } from './schemas';

const addresses = schema.arrayOf(schema.string({ maxLength: 100 }), {
  defaultValue: [],
  maxSize: 250,
});

export const verb = schema.oneOf([
  schema.literal('isolate'),
  schema.literal('release'),
  schema.literal('reisolate'),
]);

/** The analyst's selection of allowed addresses. Each text is read as an address where it is used. */
export const choice = schema.object({
  addresses,
  profiles: schema.arrayOf(schema.string({ minLength: 1, maxLength: 50 }), {
    defaultValue: [],
    maxSize: 50,
  }),
  reported: addresses,
  left_out: addresses,
});

export const previewBody = schema.object({
  host: hostId,
  verb,
  agents: schema.arrayOf(agentId, { minSize: 1, maxSize: MAX_ENDPOINTS }),
  choice,
  ask_again: schema.boolean({ defaultValue: false }),
});

export const reason = schema.string({
  maxLength: MAX_REASON,
  validate: (text) => (text.trim() === '' ? 'a reason is required' : undefined),
});

export const actionBody = schema.object({
  host: hostId,
  verb,
  endpoints: schema.arrayOf(
    schema.object({ agent_id: agentId, n: schema.number({ min: 0, max: 1000000 }) }),
    { minSize: 1, maxSize: MAX_ENDPOINTS }
  ),
  reason,
  case: schema.maybe(schema.string({ maxLength: MAX_CASE })),
  alert: schema.maybe(
    schema.object({
      index: schema.string({ minLength: 1, maxLength: 255 }),
      id: schema.string({ minLength: 1, maxLength: 512 }),
    })
  ),
  choice,
  acknowledgements: schema.arrayOf(schema.string({ maxLength: 50 }), {
    defaultValue: [],
    maxSize: 20,
  }),
  digest: schema.string({ minLength: 64, maxLength: 64 }),
});
