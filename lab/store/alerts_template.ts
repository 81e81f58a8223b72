/** Beginning of the names of Wazuh's alert indices, one a day. */
export const alertsPrefix = 'wazuh-alerts-4.x-';

/** All of them. */
export const alertsPattern = `${alertsPrefix}*`;

/** `wazuh-alerts-4.x-2026.11.24` for a time in milliseconds since the epoch: the day in UTC. */
export function alertsIndex(at: number, prefix = alertsPrefix): string {
  return `${prefix}${new Date(at).toISOString().slice(0, 10).replace(/-/g, '.')}`;
}

const keyword = { type: 'keyword' };
const long = { type: 'long' };

/**
 * Index template (`PUT _index_template/<name>`) that gives the fields of an active-response alert the types that they have in Wazuh
 * 4.12's indexer. All strings that are not named are keywords without `ignore_above`, so a `data.*` string of more than 32,766 bytes
 * makes the indexer refuse the whole alert; nothing but `timestamp` and `@timestamp` is taken for a date; an alert is searchable up to
 * 5 s after it was stored.
 */
export const alertsTemplate = (prefix = alertsPrefix) => ({
  index_patterns: [`${prefix}*`],
  template: {
    settings: {
      'index.refresh_interval': '5s',
      'index.number_of_shards': '3',
      'index.number_of_replicas': '0',
      'index.mapping.total_fields.limit': '10000',
    },
    mappings: {
      date_detection: false,
      dynamic_templates: [
        { strings: { match_mapping_type: 'string', mapping: { type: 'keyword' } } },
      ],
      properties: {
        '@timestamp': { type: 'date' },
        timestamp: { type: 'date', format: 'date_optional_time||epoch_millis' },
        id: keyword,
        full_log: { type: 'text' },
        location: keyword,
        input: { properties: { type: keyword } },
        agent: { properties: { id: keyword, name: keyword, ip: keyword } },
        manager: { properties: { name: keyword } },
        cluster: { properties: { name: keyword, node: keyword } },
        decoder: { properties: { name: keyword, parent: keyword } },
        rule: {
          properties: {
            id: keyword,
            description: keyword,
            groups: keyword,
            level: long,
            firedtimes: long,
            mail: { type: 'boolean' },
          },
        },
      },
    },
  },
});
