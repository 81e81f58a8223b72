import type { AlertSink } from '../../../lab/store/alert_sink';
import { createAlertSink, installAlertsTemplate } from '../../../lab/store/alert_sink';
import { answerTo, describeOnBothStores } from './both_stores';
import { uniquePrefix } from './stores';

function alertAt(timestamp: string, changes: object = {}) {
  return {
    ...{ timestamp, '@timestamp': timestamp.replace('+0000', 'Z'), id: '1795493973.3456148' },
    ...{ input: { type: 'log' }, location: 'active-response\\active-responses.log' },
    agent: { id: '001', name: 'FIN-WS-01', ip: '10.20.1.11' },
    manager: { name: 'wazuh-server' },
    decoder: { parent: 'ar_log_json', name: 'ar_log_json' },
    rule: { id: '657', level: 3, firedtimes: 1, mail: false, groups: ['ossec'], tsc: ['CC6.1'] },
    full_log: '2026/11/24 04:19:30 active-response/bin/isolation.exe: {}',
    data: { command: 'add', clr: { action: 'isolate', user: 'alice', result: 'stdout: Ok.' } },
    ...changes,
  };
}

describeOnBothStores('alerts', (store) => {
  let prefix: string;
  let sink: AlertSink;

  beforeAll(async () => {
    prefix = `${uniquePrefix()}alerts-`;
    await installAlertsTemplate(store.client, prefix);
    sink = createAlertSink(store.client, prefix);
  });

  async function found(query: object): Promise<unknown[]> {
    await store.client.indices.refresh({ index: `${prefix}*` });
    const { body } = await store.client.search({
      index: `${prefix}*`,
      body: { query, sort: [{ timestamp: 'asc' }, { id: 'asc' }] },
    });
    return body.hits.hits.map((hit: { _index: string }) => hit._index.slice(prefix.length));
  }

  it('go into an index of their day, which comes into being with the first', async () => {
    await sink.index([
      alertAt('2026-11-24T23:59:59.999+0000'),
      alertAt('2026-11-25T00:00:00.000+0000'),
    ]);
    expect(await found({ term: { 'agent.id': '001' } })).toEqual(['2026.11.24', '2026.11.25']);
  });

  it.each([
    { term: { 'data.clr.user': 'bob' } },
    { term: { 'data.clr.result': 'stdout: Ok.   Ok.  \nstderr: ' } },
    { term: { 'data.when': '2026-11-24' } },
    { term: { 'rule.level': 7 } },
    { term: { 'rule.mail': true } },
    { range: { timestamp: { gte: Date.UTC(2026, 11, 1, 12), lte: Date.UTC(2026, 11, 1, 12) } } },
  ])('are found by %j, whether the template names the field or not', async (query) => {
    await sink.index([
      alertAt('2026-12-01T12:00:00.000+0000', {
        rule: { id: '657', level: 7, mail: true },
        data: {
          clr: { user: 'bob', result: 'stdout: Ok.   Ok.  \nstderr: ' },
          when: '2026-11-24',
        },
      }),
    ]);
    expect(new Set(await found(query))).toEqual(new Set(['2026.12.01']));
  });

  it('with a text of more than 32,766 bytes in data are refused, and the others stored', async () => {
    const tooLong = { data: { clr: { user: 'x'.repeat(32_767) } } };
    await expect(
      sink.index([
        alertAt('2026-12-02T12:00:00.000+0000', tooLong),
        alertAt('2026-12-02T12:00:01.000+0000'),
      ])
    ).rejects.toThrow(
      /refused alert 1795493973\.3456148: illegal_argument_exception: .*immense term/
    );
    expect(await found({ range: { timestamp: { gte: Date.UTC(2026, 11, 2) } } })).toHaveLength(1);
  });

  it('that put a text where others have an object are refused', async () => {
    await sink.index([alertAt('2026-12-03T12:00:00.000+0000')]);
    const clash = alertAt('2026-12-03T12:00:01.000+0000', { data: { clr: 'text' } });
    await expect(sink.index([clash])).rejects.toThrow(/mapper_parsing_exception/);
  });

  it('are searchable at the earliest at the next refresh, up to five seconds later', async () => {
    await sink.index([alertAt('2026-12-04T12:00:00.000+0000')]);
    const { body } = await store.client.indices.getMapping({ index: `${prefix}2026.12.04` });
    expect(Object.values(body)).toHaveLength(1);
    const index = `${prefix}2026.12.04`;
    const giveUpAt = Date.now() + 15_000;
    let searchable = 0;
    while (searchable === 0) {
      expect(Date.now()).toBeLessThan(giveUpAt);
      await new Promise((resolve) => setTimeout(resolve, 200));
      searchable = (await store.client.count({ index })).body.count;
    }
  }, 30_000);

  it('may be none', async () => {
    await sink.index([]);
    expect(await answerTo(store.client.count({ index: `${prefix}2027*` }))).toMatchObject({
      body: { count: 0 },
    });
  });
});
