import { readClrEvent } from '../../common/program/clr/clr_event';
import type { EndpointRecord } from '../../common/state/endpoint_record';
import { addTo, EMPTY_RECORD } from '../../common/state/endpoint_record';
import { evidenceOf } from '../../common/state/evidence';
import { stateOf } from '../../common/state/fold';
import { NETSH_WORDS } from '../../common/program/clr/netsh_words';
import { MINUTE, SECOND } from '../../common/base/time';
import { alertOf } from '../../lab/endpoints/alert_document';
import { untouchedEndpoint } from '../../lab/endpoints/endpoint_state';
import { apply } from '../../lab/endpoints/program';
import type { Benchmark } from './benchmark';

const ROUNDS = 4;
const ENDPOINTS = 1000;
const EVENTS_OF_EACH = 50;
const START = Date.UTC(2026, 10, 24, 8);

const settings = {
  originNames: ['C-LR', 'WLR'],
  program: 'isolation.exe',
  netsh: NETSH_WORDS,
};

/** Alerts of one endpoint over time, isolated and released in turn. */
function alertsOf(agentId: string): readonly object[] {
  let state = untouchedEndpoint();
  return Array.from({ length: EVENTS_OF_EACH }, (_, i) => {
    const at = START + i * 10 * MINUTE;
    const action = i % 2 === 0 ? 'isolate' : 'release';
    const applied = apply(
      {
        command: '!isolation.exe',
        arguments: ['192.168.1.1'],
        alert: { data: { action, user: 'alice#k7m2q9xd', debug: false } },
        at,
      },
      state
    );
    state = applied.state;
    return alertOf(applied.logLine ?? '', {
      agent: { id: agentId, name: `WS-${agentId}`, ip: '10.20.1.11' },
      manager: { name: 'wazuh-server' },
      at: at + 3 * SECOND,
      logOffset: 1000 * i,
      firedTimes: i + 1,
    });
  });
}

/** Reads, folds and judges every event of a fleet, endpoints taking turns; ms. */
function foldAll(fleet: ReadonlyArray<readonly object[]>): number {
  const records: EndpointRecord[] = fleet.map(() => EMPTY_RECORD);
  let isolated = 0;
  const started = performance.now();
  for (let i = 0; i < EVENTS_OF_EACH; i++) {
    fleet.forEach((alerts, index) => {
      const event = readClrEvent(alerts[i], settings);
      if (!event) throw new Error('every alert is of our origin');
      const record = addTo(
        records[index] ?? EMPTY_RECORD,
        [evidenceOf(event, event.at + SECOND)],
        []
      );
      records[index] = record;
      if (stateOf(record, event.at).status === 'isolated') isolated += 1;
    });
  }
  const took = performance.now() - started;
  if (isolated !== (ENDPOINTS * EVENTS_OF_EACH) / 2) throw new Error('half of them isolate');
  return took;
}

/** The pure part of folding a history: each event read, added to its endpoint's record, and the state computed anew. */
export const benchmark: Benchmark = {
  async run() {
    let took = 0;
    for (let round = 0; round < ROUNDS; round++) {
      const fleet = Array.from({ length: ENDPOINTS }, (_, i) =>
        alertsOf(String(round * ENDPOINTS + i + 1).padStart(3, '0'))
      );
      took += foldAll(fleet);
    }
    const events = ROUNDS * ENDPOINTS * EVENTS_OF_EACH;
    return [
      {
        name: 'fold_domain_events_per_second',
        value: Math.round((events * 1000) / took),
        unit: 'events/s',
        bound: { atLeast: 10000 },
      },
    ];
  },
};
