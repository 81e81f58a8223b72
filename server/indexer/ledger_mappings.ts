import { SCHEMA_VERSION } from '../../common/ledger/endpoint_document';

const keyword = { type: 'keyword' };
/** Longer text is kept and shown, but not searched by: an indexed term may have 32,766 bytes at most. */
const text = { type: 'keyword', ignore_above: 1024 };
const time = { type: 'date', format: 'epoch_millis' };
const integer = { type: 'integer' };
/** A field that is kept as it is and never searched. */
const kept = { type: 'object', enabled: false };

const settings = {
  number_of_shards: 1,
  auto_expand_replicas: '0-1',
  // Said outright, so that searches never wait for an idle index to wake up.
  refresh_interval: '1s',
};

/** `<prefix>-actions`: actions, batches, what was done outside this plugin, blocked attempts. */
export const ACTIONS_INDEX = {
  settings: { index: settings },
  mappings: {
    dynamic: 'strict',
    _meta: { schema_version: SCHEMA_VERSION },
    properties: {
      schema_version: integer,
      kind: keyword,
      endpoint: keyword,
      former_endpoint: keyword,
      manager: keyword,
      host_id: keyword,
      agent: {
        properties: {
          id: keyword,
          name: keyword,
          ip: keyword,
          os: keyword,
          groups: keyword,
          date_add: time,
        },
      },
      n: integer,
      event: keyword,
      name_unchecked: { type: 'boolean' },
      verb: keyword,
      ref: keyword,
      batch: keyword,
      key_hash: keyword,
      body_hash: keyword,
      actions: keyword,
      pending_before: integer,
      created_at: time,
      updated_at: time,
      user: keyword,
      reason: text,
      case: text,
      alert: { properties: { index: keyword, id: keyword } },
      lifeline: kept,
      acknowledgements: keyword,
      left_out: keyword,
      profiles: text,
      reisolation: {
        properties: {
          lifeline: kept,
          acknowledgements: keyword,
          left_out: keyword,
          ended: {
            properties: { as: keyword, at: time, n: integer, code: keyword, message: text },
          },
        },
      },
      reisolates: integer,
      sent_user: keyword,
      program: keyword,
      status: keyword,
      timeline: kept,
      authority: kept,
      worker: keyword,
      signature: keyword,
      mark: keyword,
      not_after: time,
      send_before: time,
      sent_at: time,
      waits_until: time,
      outcome: {
        properties: {
          result: keyword,
          reason: keyword,
          deleted_rules: integer,
          addresses: integer,
        },
      },
      evidence: kept,
      not_listed: kept,
      also_affected: keyword,
      contact_lost_at: time,
      attention_closed: {
        properties: { at: time, by: keyword, reason: text, found_open: { type: 'boolean' } },
      },
      code: keyword,
      codes: keyword,
      reasons: kept,
      found_open_at: time,
      count: integer,
    },
  },
};

/** `<prefix>-endpoints`: one projection an endpoint, what is known of each configured manager, and whose history was read. */
export const ENDPOINTS_INDEX = {
  settings: { index: settings },
  mappings: {
    dynamic: 'strict',
    _meta: { schema_version: SCHEMA_VERSION },
    properties: {
      schema_version: integer,
      kind: keyword,
      endpoint: keyword,
      manager: keyword,
      agent_id: keyword,
      agent_name: keyword,
      last_n: integer,
      record: kept,
      settled_status: keyword,
      first_wait_end: time,
      last_wait_end: time,
      proof_at: time,
      reported: keyword,
      keep_alive: integer,
      ready_at: time,
      report_owners: keyword,
      former_endpoints: keyword,
      updated_at: time,
      host_id: keyword,
      identity: kept,
      places: keyword,
      pace: kept,
      queue: kept,
      history_read_for: keyword,
    },
  },
};
