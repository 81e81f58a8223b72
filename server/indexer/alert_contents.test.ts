import { programsWith } from '../../test/builders/programs';
import { Readable } from 'stream';
import type { OpenSearchClient } from 'opensearch-dashboards/server';
import { recordedAlert } from '../../test/builders/recorded_alerts';
import { timeoutError } from '../../test/fakes/opensearch';
import { AlertContents } from './alert_contents';
import { contentsOf, eventOf, eventsSearch } from './alerts';
import { IndexerError } from './indexer_error';
import { LEFT_OUT } from './large_alert';
import { foundOf } from './search';

const SETTINGS = {
  pattern: 'alerts-*',
  programs: programsWith({ origin_names: ['C-LR'] }),
};

type Alert = Record<string, unknown>;

/** The recorded alert as one of another line, with other parts in its body. */
function alertOf(id: string, body: Alert = {}, rest: Alert = {}): Alert {
  const alert = JSON.parse(JSON.stringify(recordedAlert('debug_true')));
  return { ...alert, ...rest, id, data: { ...alert.data, clr: { ...alert.data.clr, ...body } } };
}

interface Search {
  readonly _source: readonly string[] | false;
  readonly query: { readonly bool: { readonly filter: ReadonlyArray<Record<string, Alert>> } };
}

/** An indexer that sends its answers as they come, and counts what was read of them. */
function indexerWith(alerts: readonly Alert[]) {
  const sizes: number[] = [];
  const sourceOf = (alert: Alert, fields: Search['_source']) =>
    fields === false
      ? undefined
      : fields.reduce<Alert>((source, path) => copied(alert, source, path.split('.')), {});
  const request = async (
    { bulkBody }: { readonly bulkBody: readonly unknown[] },
    { asStream }: { readonly asStream?: boolean }
  ) => {
    const searches = bulkBody.filter((_, index) => index % 2 === 1) as Search[];
    const responses = searches.map(({ _source, query }) => {
      const ids = query.bool.filter.flatMap((one) => (one.ids?.values as string[]) ?? []);
      const found = alerts.filter(({ id }) => ids.length === 0 || ids.includes(String(id)));
      const hits = found.map((alert) => ({
        _index: 'today',
        _id: alert.id,
        _source: sourceOf(alert, _source),
        sort: [alert.id],
      }));
      return { _shards: { total: 1, successful: 1 }, hits: { hits } };
    });
    const text = JSON.stringify({ responses });
    sizes.push(text.length);
    const body = asStream ? Readable.from(piecesOf(text)) : JSON.parse(text);
    return { statusCode: 200, headers: {}, warnings: null, body };
  };
  return { client: { transport: { request } } as unknown as OpenSearchClient, sizes };
}

function* piecesOf(text: string) {
  for (let at = 0; at < text.length; at += 65536) yield Buffer.from(text.slice(at, at + 65536));
}

function copied(from: unknown, to: Alert, [name = '', ...rest]: readonly string[]): Alert {
  const value = (from as Alert | undefined)?.[name];
  if (value === undefined) return to;
  if (rest.length === 0) return { ...to, [name]: value };
  return { ...to, [name]: copied(value, (to[name] as Alert) ?? {}, rest) };
}

async function read(contents: AlertContents, client: OpenSearchClient) {
  const asked = eventsSearch(SETTINGS, { order: 'newest_first', size: 50 });
  const [result] = await contents.searchAll(client, [asked]);
  const { hits } = foundOf(result);
  return {
    hits,
    events: hits.flatMap((hit) => eventOf(hit, SETTINGS).map(({ event }) => event)),
  };
}

const HUGE = 'x'.repeat(20_000_000);

describe('contents of alerts', () => {
  it('are read in one request where they are of the usual size', async () => {
    const { client, sizes } = indexerWith([alertOf('1.1'), alertOf('1.2')]);
    const contents = new AlertContents(SETTINGS);
    const { events } = await read(contents, client);
    expect(events.map(({ text }) => text.slice(0, 7))).toEqual(['stdout:', 'stdout:']);
    expect(sizes).toHaveLength(1);
    expect(contents.leftOut()).toBe(0);
  });

  it.each([
    ['line', {}, { full_log: HUGE }],
    ['result', { result: HUGE }, {}],
    ['result in parts', { result: Array.from({ length: 700 }, () => HUGE.slice(0, 30_000)) }, {}],
  ])(
    'leave out a report whose %s is huge, and say whose it is and what of',
    async (_, body, rest) => {
      const usual = alertOf('1.1');
      const { client } = indexerWith([usual, alertOf('1.2', { action: 'release', ...body }, rest)]);
      const contents = new AlertContents(SETTINGS);
      const { events } = await read(contents, client);
      expect(events).toHaveLength(2);
      expect(events[0]?.text).not.toBe(LEFT_OUT);
      expect(events[1]).toMatchObject({
        agentId: events[0]?.agentId,
        verb: 'release',
        text: LEFT_OUT,
        outcome: { result: 'unrecognised' },
        notEvidence: [],
      });
      expect(contents.leftOut()).toBe(1);
    }
  );

  it('are cut alike, whatever they are read with and however often', async () => {
    const one = alertOf('1.2', {}, { full_log: 'x'.repeat(3_000_000) });
    const many = [
      one,
      ...Array.from({ length: 7 }, (_, i) => alertOf(`2.${i}`, {}, { full_log: one.full_log })),
    ];
    const contents = new AlertContents(SETTINGS);
    const [alone] = (await read(new AlertContents(SETTINGS), indexerWith([one]).client)).events;
    const [amongMany] = (await read(contents, indexerWith(many).client)).events;
    const [again] = (await read(contents, indexerWith(many).client)).events;
    expect(alone?.text).toBe(LEFT_OUT);
    expect(amongMany).toEqual(alone);
    expect(again).toEqual(alone);
  });

  it('are read whole where many of them are as long as a line can be', async () => {
    const many = Array.from({ length: 50 }, (_, i) =>
      alertOf(`1.${i}`, {}, { full_log: 'x'.repeat(900_000) })
    );
    const contents = new AlertContents(SETTINGS);
    const { events } = await read(contents, indexerWith(many).client);
    expect(events).toHaveLength(50);
    expect(events.filter(({ text }) => text === LEFT_OUT)).toEqual([]);
    expect(contents.leftOut()).toBe(0);
  });

  it('keep their place where nothing of an alert can be read, so that the next page begins behind it', async () => {
    const { client } = indexerWith([alertOf('1.1', { user: HUGE, action: HUGE }), alertOf('1.2')]);
    const { hits, events } = await read(new AlertContents(SETTINGS), client);
    expect(hits.map(({ id }) => id)).toEqual(['1.1', '1.2']);
    expect(events).toHaveLength(1);
  });

  it('ask for no more than a little of an alert that is known to be large', async () => {
    const { client, sizes } = indexerWith([alertOf('1.1', {}, { full_log: HUGE }), alertOf('1.2')]);
    const contents = new AlertContents(SETTINGS);
    await read(contents, client);
    sizes.length = 0;
    await read(contents, client);
    expect(Math.max(...sizes)).toBeLessThan(100_000);
  });

  it('come with the error of a request that failed as a whole', async () => {
    const request = async () => ({
      statusCode: 403,
      headers: {},
      body: Readable.from([Buffer.from('{"error":{"type":"security_exception"},"status":403}')]),
    });
    const client = { transport: { request } } as unknown as OpenSearchClient;
    const failure = await read(new AlertContents(SETTINGS), client).catch(
      (error: unknown) => error
    );
    expect(failure).toBeInstanceOf(IndexerError);
    expect(failure).toMatchObject({ code: 'indexer_denied' });
  });

  it('are all that is asked for, field by field', () => {
    expect(contentsOf(SETTINGS)).toContain('full_log');
    expect(contentsOf(SETTINGS, 'head')).not.toContain('full_log');
    expect(contentsOf(SETTINGS, 'head')).not.toContain('data.clr.result');
    expect(contentsOf(SETTINGS, 'head')).toContain('data.clr.user');
  });
});

describe('many large alerts', () => {
  it('are read a little further with each try, and not from the start again', async () => {
    const alerts = Array.from({ length: 6 }, (_, i) => alertOf(`1.${i}`, {}, { full_log: HUGE }));
    const { client, sizes } = indexerWith(alerts);
    const contents = new AlertContents(SETTINGS);
    const { events } = await read(contents, client);
    expect(events.map(({ text }) => text)).toEqual(alerts.map(() => LEFT_OUT));
    sizes.length = 0;
    expect((await read(contents, client)).events).toEqual(events);
    // Only which there are.
    expect(sizes).toHaveLength(1);
  });
});

describe('a large alert that takes the indexer longer than anybody waits', () => {
  it('is found meanwhile, and then holds nobody up', async () => {
    const { client, sizes } = indexerWith([alertOf('1.1', {}, { full_log: HUGE }), alertOf('1.2')]);
    const { request } = client.transport;
    let late = true;
    const slow = async (...args: Parameters<typeof request>) => {
      const asked = JSON.stringify(args[0].bulkBody);
      if (late && asked.includes('full_log')) {
        late = false;
        throw timeoutError();
      }
      return request(...args);
    };
    const slowClient = { transport: { request: slow } } as unknown as OpenSearchClient;
    const contents = new AlertContents(SETTINGS);
    await expect(read(contents, slowClient)).rejects.toMatchObject({ code: 'indexer_timeout' });
    while (contents.leftOut() === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    sizes.length = 0;
    const { events } = await read(contents, slowClient);
    expect(events.map(({ text }) => text === LEFT_OUT)).toEqual([true, false]);
    expect(Math.max(...sizes)).toBeLessThan(100_000);
  });
});
