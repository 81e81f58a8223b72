import { omit } from 'lodash';
import { SCHEMA_VERSION } from '../../../common/ledger/endpoint_document';
import { DAY, HOUR, MINUTE } from '../../../common/base/time';
import { ACTIONS_INDEX, ENDPOINTS_INDEX } from '../../../server/indexer/ledger_mappings';
import { PluginClient } from '../lab/plugin_client';
import { until } from '../lab/until';
import { answersOf } from './ledger_answers';
import type { FoundDocument } from './opened_ledger';
import { OpenedLedger } from './opened_ledger';
import type { LedgerIndex, RecordedLedger, Source, StoredDocument } from './recorded_ledger';
import { LEDGER_INDICES, readRecordedLedger, recordedVersions } from './recorded_ledger';
import { describeOnOpenSearch, startTimeLimit } from './stores';

jest.setTimeout(startTimeLimit);

const MAPPINGS = { actions: ACTIONS_INDEX, endpoints: ENDPOINTS_INDEX };
/** Nothing that was in progress is waited for any longer. */
const WAITS_OVER = 20 * MINUTE;
/** Every alert that is stored is read anew by then. */
const NEXT_DAY = DAY + HOUR;

/** A server that nobody looks at reads every half minute. */
const LIMIT_MS = 100_000;

/** Results that time alone gives to an action in progress; for a readiness test it writes nothing. */
const ENDS: Readonly<Record<string, readonly string[]>> = {
  recorded: ['interrupted'],
  sending: ['uncertain', 'unanswered'],
  dispatched: ['unanswered'],
  uncertain: ['unanswered'],
};

/** True for what a server writes for itself: what managers say of themselves, when all alerts were read, and that Readiness could write. */
const isMark = ({ kind }: Source) => ['manager', 'history', 'write_check'].includes(kind);

/** The steps that time adds to a document; none if nothing of it was in progress. */
function stepsTo({ kind, status = '' }: Source): readonly string[] {
  return kind === 'action' ? ENDS[status] ?? [] : [];
}

/** True for a change of addresses whose isolation no one sends any more. */
const isUnderWay = ({ reisolation }: Source) => reisolation !== undefined && !reisolation.ended;

const isLeftAsItIs = (source: Source) => stepsTo(source).length === 0 && !isUnderWay(source);

const statusesOf = ({ timeline = [] }: Source) => timeline.map(({ status }) => status);

describeOnOpenSearch.each(recordedVersions())('a ledger that version %s has written', (version) => {
  let ledger: RecordedLedger;
  let opened: OpenedLedger;
  let plugin: PluginClient;
  /** The endpoint with the most actions. */
  let busy: RecordedLedger['names'][string];

  beforeAll(async () => {
    ledger = readRecordedLedger(version);
    busy = ledger.names.many_actions ?? busy;
    opened = await OpenedLedger.open(ledger);
    plugin = new PluginClient(opened.dashboard.url);
    await hasRead();
  }, startTimeLimit);
  afterAll(() => opened.close());

  /** Waits until a server has gone round with all that there is at this time. */
  async function hasRead(): Promise<void> {
    await until(
      () => plugin.readiness(busy.host),
      ({ checks }) => checks.some(({ code }) => code === 'reconciler_up_to_date'),
      LIMIT_MS
    );
  }

  /** Reads again by looking at an endpoint, which has its server read at once, and not half a minute later. */
  async function lookedAgain(name: LedgerIndex): Promise<Map<string, FoundDocument>> {
    await plugin.endpoint(busy.host, busy.agent);
    await hasRead();
    return opened.documents(name);
  }

  const wasUnderWay = (endpoint: string | undefined) =>
    ledger.documents.actions.some(
      ({ _source }) => _source.endpoint === endpoint && !isLeftAsItIs(_source)
    );

  /** Nothing new, nothing gone. */
  async function sameActions(): Promise<Map<string, FoundDocument>> {
    const found = await opened.documents('actions');
    expect(Array.from(found.keys()).sort()).toEqual(
      ledger.documents.actions.map(({ _id }) => _id).sort()
    );
    return found;
  }

  /**
   * A later version may write more into a projection, and changes nothing of what stands there. Whoever makes the projections anew makes
   * one for an endpoint of which the ledger has a probe alone: it says nothing but its name.
   */
  async function projectionsHold(isCompared: (source: Source) => boolean): Promise<void> {
    const found = await opened.documents('endpoints');
    const known = ledger.documents.endpoints.filter(({ _source }) => !isMark(_source));
    for (const { _id, _source } of known) {
      if (!isCompared(_source)) continue;
      expect([_id, found.get(_id)?.source]).toMatchObject([
        _id,
        omit(_source, 'schema_version', 'updated_at'),
      ]);
    }
    const ids = new Set(known.map(({ _id }) => _id));
    for (const [id, { source }] of found) {
      if (source.kind !== 'endpoint' || ids.has(id)) continue;
      const [first] = ledger.documents.actions.filter(({ _source }) => _source.endpoint === id);
      expect([id, first?._source.kind, source]).toMatchObject([
        id,
        'probe',
        { settled_status: 'no_record', last_n: 0, record: { evidence: [], sent: [] } },
      ]);
    }
    for (const id of ids) expect(found.has(id)).toBe(true);
  }

  const untouched = (_source: Source) => ({ source: _source, version: 1 });

  it('is shown with the same states, the same history and the same things to look after', async () => {
    expect(await answersOf(opened.dashboard.url, ledger)).toEqual(ledger.answers.opened);
  });

  it.each(LEDGER_INDICES)('has the fields added that its index of %s has not', async (name) => {
    const index = opened.indexOf(name);
    const { body } = await opened.client.indices.getMapping({ index });
    const { mappings } = body[index];
    expect(mappings).toMatchObject({
      dynamic: 'strict',
      _meta: { schema_version: SCHEMA_VERSION },
    });
    expect(Object.keys(mappings.properties).sort()).toEqual(
      Object.keys(MAPPINGS[name].mappings.properties).sort()
    );
  });

  it('is left as it is: no document is new, gone or written anew', async () => {
    const found = await sameActions();
    for (const { _id, _source } of ledger.documents.actions) {
      expect([_id, found.get(_id)]).toEqual([_id, untouched(_source)]);
    }
    await projectionsHold(() => true);
  });

  it('comes to the ends that time brings, and to no other', async () => {
    opened.turnTo(ledger.now + WAITS_OVER);
    const isOver = (found: ReadonlyMap<string, FoundDocument>) =>
      ledger.documents.actions.every(
        ({ _id, _source }) => isLeftAsItIs(_source) || isEnded(found.get(_id)?.source)
      );
    const isEnded = (source: Source | undefined) => source !== undefined && isLeftAsItIs(source);
    await until(() => lookedAgain('actions'), isOver, LIMIT_MS);
    const found = await sameActions();
    for (const { _id, _source } of ledger.documents.actions) {
      const document = found.get(_id);
      if (isLeftAsItIs(_source)) expect([_id, document]).toEqual([_id, untouched(_source)]);
      else expectEnd({ _id, _source }, document?.source);
    }
    await projectionsHold(({ endpoint }) => !wasUnderWay(endpoint));
    expect(await answersOf(opened.dashboard.url, ledger)).toEqual(ledger.answers.waits_over);
  });

  function expectEnd({ _id, _source }: StoredDocument, becomes: Source | undefined): void {
    const { reisolation } = _source;
    expect([_id, becomes]).toMatchObject([
      _id,
      omit(_source, 'schema_version', 'updated_at', 'status', 'timeline', 'reisolation'),
    ]);
    expect([_id, becomes && statusesOf(becomes)]).toEqual([
      _id,
      [...statusesOf(_source), ...stepsTo(_source)],
    ]);
    expect([_id, becomes?.timeline?.slice(0, _source.timeline?.length)]).toEqual([
      _id,
      _source.timeline,
    ]);
    if (reisolation) {
      expect(becomes?.reisolation).toMatchObject({
        ...reisolation,
        ended: { as: 'not_started' },
      });
    }
  }

  it('stays so when every alert is read anew', async () => {
    const before = await opened.documents('actions');
    const at = ledger.now + NEXT_DAY;
    opened.turnTo(at);
    await until(
      () => lookedAgain('endpoints'),
      (found) => (found.get('history')?.source.updated_at ?? 0) >= at,
      LIMIT_MS
    );
    expect(await opened.documents('actions')).toEqual(before);
    await projectionsHold(({ endpoint }) => !wasUnderWay(endpoint));
  });

  it('gains no row where agents send their logs from the beginning again: refusals and readiness tests as well', async () => {
    const before = Array.from((await opened.documents('actions')).keys()).sort();
    await opened.sendAgain(ledger.alerts, ledger.now + NEXT_DAY - MINUTE);
    const isRead = (found: ReadonlyMap<string, FoundDocument>) =>
      JSON.stringify(Array.from(found.values())).includes('.900000000');
    await until(() => lookedAgain('endpoints'), isRead, LIMIT_MS);
    expect(Array.from((await opened.documents('actions')).keys()).sort()).toEqual(before);
  });

  it('has nothing sent to any endpoint, not even what was under way', () => {
    expect(opened.sent()).toEqual([]);
  });

  it('is gone on with where its numbers ended', async () => {
    const { host, agent } = busy;
    const { actions } = await plugin.endpoint(host, agent);
    const [last] = actions;
    expect(await plugin.start('isolate', host, agent)).toMatchObject({
      action: { n: (last?.n ?? 0) + 1, status: 'dispatched' },
    });
    expect(opened.sent().map(({ agentId }) => agentId)).toEqual([agent]);
  });
});
