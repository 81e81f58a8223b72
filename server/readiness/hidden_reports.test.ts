import { programsWith } from '../../test/builders/programs';
import type { KnownHost } from '../../common/attribution/attribution';
import type { ManagerId } from '../../common/manager/endpoint';
import { recordedAlert } from '../../test/builders/recorded_alerts';
import { fakeClient } from '../../test/fakes/opensearch';
import { AlertContents } from '../indexer/alert_contents';
import { checkReports } from './check_alerts';
import { checkLocations } from './check_locations';
import { countPending } from './check_reconciler';
import type { VisibleAmong } from './visible_among';

const CONTENTS = new AlertContents({
  pattern: 'alerts-*',
  programs: programsWith({ origin_names: ['C-LR'] }),
});
const MANAGER = 'manager:wazuh-server' as ManagerId;
const HOSTS: readonly KnownHost[] = [];
const NOW = Date.parse('2026-11-30T12:00:00Z');

interface Stored {
  readonly agent: string;
  readonly at: number;
  readonly location?: string;
}

const [VISIBLE, HIDDEN] = ['001', '666'];
const visibleAmong: VisibleAmong = async (agents) =>
  new Set(agents.filter((agent) => agent === VISIBLE));
const everything: VisibleAmong = async (agents) => new Set(agents);

/** An indexer with these reports, newest first, which leaves out the agents that it is told to. */
function indexerWith(...stored: readonly Stored[]) {
  return fakeClient(({ body }) => {
    const [, search] = body as readonly unknown[];
    const { query } = search as {
      readonly query: { readonly bool: { readonly must_not?: object } };
    };
    const left = JSON.stringify(query.bool.must_not ?? []);
    const hits = stored
      .filter(({ agent }) => !left.includes(`"${agent}"`))
      .map(({ agent, at, location }, index) => {
        const alert = JSON.parse(JSON.stringify(recordedAlert('debug_true')));
        const timestamp = new Date(at).toISOString();
        const _source = {
          ...alert,
          timestamp,
          id: `1.${index}`,
          agent: { ...alert.agent, id: agent, name: `WS-${agent}` },
          location: location ?? alert.location,
        };
        return { _index: 'today', _id: String(index), _source, sort: [at] };
      });
    return { responses: [{ _shards: { total: 1, successful: 1 }, hits: { hits } }] };
  });
}

describe('the newest report that Readiness tells', () => {
  const stored = [
    { agent: HIDDEN, at: NOW - 1000 },
    { agent: VISIBLE, at: NOW - 60_000 },
  ];
  const check = (visible: VisibleAmong) =>
    checkReports(MANAGER, HOSTS, indexerWith(...stored), CONTENTS, NOW, visible);

  it('is of an endpoint that the person can see, whatever others report later', async () => {
    expect((await check(visibleAmong)).facts).toEqual({ newest_at: NOW - 60_000 });
    expect((await check(everything)).facts).toEqual({ newest_at: NOW - 1000 });
  });

  it('is none where all are of endpoints that the person can’t see', async () => {
    const none: VisibleAmong = async () => new Set();
    expect(await check(none)).toMatchObject({ code: 'reports_none', facts: {} });
  });
});

describe('reports from another log location', () => {
  const location = 'C:\\Program Files (x86)\\ossec-agent\\active-response\\active-responses.log';
  const check = (visible: VisibleAmong) =>
    checkLocations(
      MANAGER,
      HOSTS,
      indexerWith(
        { agent: HIDDEN, at: NOW - 1000, location: location.replace('C:', 'D:') },
        { agent: VISIBLE, at: NOW - 60_000, location }
      ),
      CONTENTS,
      NOW,
      visible
    );

  it('are named and counted as far as the person can see their endpoints', async () => {
    const { code, facts } = await check(visibleAmong);
    expect(code).toBe('locations_other');
    expect(facts).toMatchObject({ count: 1, location, names: `WS-${VISIBLE} (${VISIBLE})` });
    expect((await check(everything)).facts).toMatchObject({ count: 2 });
  });

  it('are none for somebody who can see none of those endpoints', async () => {
    expect(await check(async () => new Set())).toMatchObject({ code: 'locations_right' });
  });
});

describe('actions that wait for a report', () => {
  it('are counted as far as the person can see their endpoints', async () => {
    expect(await countPending([VISIBLE, HIDDEN], visibleAmong)).toBe(1);
    expect(await countPending([HIDDEN], visibleAmong)).toBe(0);
  });

  it('are an unknown number where the manager can’t say which endpoints the person sees', async () => {
    const down: VisibleAmong = () => Promise.reject(new Error('down'));
    expect(await countPending([VISIBLE], down)).toBe('unknown');
  });
});
