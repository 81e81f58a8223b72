import type { ActionStatus, TimelineEntry } from '../../common/action/action';
import { isPending } from '../../common/action/action';
import type { Address } from '../../common/address/address';
import { readAddress } from '../../common/address/address';
import type { AgentRow } from '../../common/manager/agent';
import { parseAgentId } from '../../common/manager/endpoint';
import type { EndpointState } from '../../common/state/fold';
import type { Lifeline } from '../../common/lifeline/lifeline';
import type { ActionPreview, EndpointPreview } from '../../common/action/preview';
import { readinessWords, withFacts } from '../../common/readiness/readiness_findings';
import { PLUGIN_VERSION } from '../../common/base/plugin_version';
import { RIGHTS } from '../../common/manager/rights';
import type { ActionView } from '../../common/api/action_view';
import type { ContextView, RightView } from '../../common/api/context_view';
import type {
  EndpointDetailView,
  EndpointsView,
  EndpointView,
} from '../../common/api/endpoint_view';
import type { EndpointsReadinessView, ReadinessView } from '../../common/api/readiness_view';
import type { ProbeView } from '../../common/api/probe_view';
import { MINUTE } from '../../common/base/time';

/** Tuesday, 3 in the morning. */
export const NIGHT = Date.UTC(2026, 10, 24, 3, 0, 0);

const GIVEN: RightView = { given: true, refusals: [] };

export const OPEN_STATE: EndpointState = {
  status: 'no_record',
  reasons: [],
  backup: 'none_needed',
  cautions: [],
};

export function provenState(status: 'isolated' | 'not_isolated', at = NIGHT): EndpointState {
  const proof = { status, at, identity: `wazuh-server|001|${at}.1` };
  return {
    status,
    reasons: [],
    proof,
    last_proven: proof,
    backup: status === 'isolated' ? 'present' : 'none_needed',
    cautions: [],
  };
}

export function anAddress(text: string): Address {
  const reading = readAddress(text);
  if (!reading.ok) throw new Error(`${text} is no address`);
  return reading.address;
}

export function anAgent(parts: Partial<Omit<AgentRow, 'id'>> & { id?: string } = {}): AgentRow {
  const id = parseAgentId(parts.id ?? '001');
  if (!id) throw new Error(`${parts.id} is no agent id`);
  return {
    name: 'FIN-WS-01',
    ip: '10.20.1.11',
    status: 'active',
    os_platform: 'windows',
    os_name: 'Microsoft Windows 11 Pro 10.0.22631.4602',
    version: 'Wazuh v4.12.0',
    groups: ['default', 'finance'],
    last_keep_alive: NIGHT - 5000,
    date_add: NIGHT - 90 * 24 * 60 * MINUTE,
    ...parts,
    id,
  };
}

export function aContext(parts: Partial<ContextView> = {}): ContextView {
  return {
    version: PLUGIN_VERSION,
    user: 'alice',
    hosts: [{ id: 'lab', way: 'wazuhCore', run_as: 'on', tls: 'verified' }],
    host: 'lab',
    manager: 'manager:wazuh-server',
    rights: rightsOf(GIVEN),
    warnings: [],
    answer_time: 5 * MINUTE,
    alerts_pattern: 'wazuh-alerts-*',
    origin_names: ['C-LR', 'WLR'],
    profiles: [],
    ...parts,
  };
}

function rightsOf(right: RightView): ContextView['rights'] {
  const [view, isolate, release, probe, exporting] = RIGHTS.map(() => right);
  if (!view || !isolate || !release || !probe || !exporting) throw new Error('a right is missing');
  return { view, isolate, release, probe, export: exporting };
}

export function anEndpointView(parts: Partial<EndpointView> = {}): EndpointView {
  const agent = parts.agent ?? anAgent();
  return { agent_id: agent.id, name: agent.name, agent, state: OPEN_STATE, ...parts };
}

export function endpointsView(
  endpoints: readonly EndpointView[],
  parts: Partial<EndpointsView> = {}
): EndpointsView {
  return { endpoints, total: endpoints.length, rows_at: NIGHT, ...parts };
}

/** Two endpoints, both ready, unless said otherwise. */
export function endpointsReadiness(
  parts: Partial<EndpointsReadinessView> = {}
): EndpointsReadinessView {
  return { host: 'lab', at: NIGHT, active: 2, ready: 2, not_ready: [], extent: 'whole', ...parts };
}

export function anEndpoint(parts: Partial<EndpointDetailView> = {}): EndpointDetailView {
  return {
    ...anEndpointView(),
    host: 'lab',
    rows_at: NIGHT,
    possible: {
      isolate: { reasons: [], right: GIVEN },
      release: { reasons: [], right: GIVEN },
      probe: { reasons: [], right: GIVEN },
    },
    actions: [],
    ...parts,
  };
}

/** A readiness test with a response, unless said otherwise. */
export function aProbe(parts: Partial<ProbeView> = {}): ProbeView {
  const status = parts.status ?? 'succeeded';
  return {
    id: 'manager:wazuh-server/001:p:k7m2q9xd',
    batch: 'batch:p1',
    agent_id: '001',
    agent_name: 'FIN-WS-01',
    status,
    user: 'alice',
    created_at: NIGHT,
    waits_until: NIGHT + 5 * MINUTE,
    ...(status === 'succeeded' ? { answered_at: NIGHT + 2000 } : {}),
    ...parts,
  };
}

type Check = ReadinessView['checks'][number];

/** A check as the server words it. */
export function aCheck(
  check: Check['check'],
  code: Check['code'],
  facts: Check['facts'] = {}
): Check {
  const { status, sentence, remedy, docs } = readinessWords(code);
  const iso = (at: number) => new Date(at).toISOString();
  return {
    check,
    code,
    facts,
    status,
    sentence: withFacts(sentence, facts, iso),
    ...(remedy === undefined ? {} : { remedy: withFacts(remedy, facts, iso) }),
    ...(docs === undefined ? {} : { docs }),
  };
}

export function aLifeline(parts: Partial<Lifeline> = {}): Lifeline {
  return {
    entries: [{ address: anAddress('192.168.1.1'), sources: [{ source: 'configured' }] }],
    refused: [],
    left_out: [],
    reported_only: [],
    reported_problems: [],
    names: [],
    needs: [],
    ...parts,
  };
}

export function aPreview(
  parts: Partial<EndpointPreview> = {},
  verb: ActionPreview['verb'] = 'isolate'
): ActionPreview {
  const endpoint: EndpointPreview = {
    agent_id: '001',
    agent: anAgent(),
    n: 0,
    state: OPEN_STATE,
    protection: 'none',
    reasons: [],
    right_refusals: [],
    ...(verb === 'isolate' ? { lifeline: aLifeline() } : {}),
    request: {
      path: '/active-response?agents_list=001',
      body: { command: '!isolation.exe', arguments: ['192.168.1.1'] },
    },
    ...parts,
  };
  return { host: 'lab', verb, endpoints: [endpoint], digest: digestOf(endpoint) };
}

/** Another digest for another preview, as the server's is. */
function digestOf(endpoint: EndpointPreview): string {
  const text = JSON.stringify(endpoint);
  let sum = 0;
  for (const character of text) sum = (sum * 31 + character.charCodeAt(0)) % 4294967296;
  return sum.toString(16).padStart(64, '0');
}

export function anAction(
  statuses: readonly [ActionStatus, ...ActionStatus[]],
  parts: Partial<ActionView> = {}
): ActionView {
  const verb = parts.verb ?? 'isolate';
  const timeline: TimelineEntry[] = statuses.map((status, index) => ({
    n: index + 1,
    at: NIGHT + index * 1000,
    status,
    by: index === 0 ? 'alice' : 'system',
  }));
  const status = statuses[statuses.length - 1] ?? statuses[0];
  return {
    id: 'manager:wazuh-server/001:1',
    n: 1,
    verb,
    status,
    user: 'alice',
    reason: 'Ransomware triage',
    created_at: NIGHT,
    ...(isPending(status) ? {} : { ended_at: NIGHT + statuses.length * 1000 }),
    agent_id: '001',
    agent_name: 'FIN-WS-01',
    host: 'lab',
    batch: 'batch:1',
    timeline,
    lifeline: verb === 'isolate' ? aLifeline().entries : [],
    acknowledgements: [],
    left_out: [],
    sent_user: 'alice#k7m2q9xd',
    sent_at: NIGHT,
    waits_until: NIGHT + 5 * MINUTE,
    ...parts,
  };
}
