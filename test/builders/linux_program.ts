import { activeResponseBodyOf } from '../../common/command/active_response';
import { parseClaimedUser } from '../../common/command/ref';
import { asText, valueAt } from '../../common/base/json_reading';
import { parseTime } from '../../common/base/time';
import type { EndpointProgram } from '../../common/program/endpoint_program';
import type { Outcome } from '../../common/program/outcome';
import type { ProgramEvent } from '../../common/program/program_event';

/** Another program than C-LR's, made up for tests: it isolates Ubuntu endpoints by nftables, and reports in another form. */
export const LINUX_PROGRAM: EndpointProgram = {
  file: 'cut-off.sh',
  originNames: ['CUT-OFF'],
  reportFields: ['data.cut_off.did', 'data.cut_off.for'],
  textFields: ['data.cut_off.rules'],
  location: 'active-responses.log',
  isOtherLocation: (location) => location.endsWith('/active-responses.log'),
  reasonsAgainst: ({ os_platform: platform }) =>
    platform === 'ubuntu' ? [] : [{ code: 'os_not_known' }],
  commandOf: activeResponseBodyOf,
  readReport,
  suggestionOf: () => undefined,
  backupFile: '/var/ossec/active-response/backup/rules.nft',
  recoverySetsOf: ({ backup }) => [
    {
      id: 'restore_backup',
      isolation: backup === 'missing' ? 'stays' : 'ends',
      commands: [
        { text: 'nft -f /var/ossec/active-response/backup/rules.nft', does: 'restores_backup' },
        { text: 'rm /var/ossec/active-response/backup/rules.nft', does: 'deletes_backup' },
      ],
    },
  ],
};

function readReport(source: unknown): ProgramEvent | undefined {
  const origin = asText(valueAt(source, 'data', 'origin', 'name'));
  const at = parseTime(valueAt(source, 'timestamp'));
  const agentId = asText(valueAt(source, 'agent', 'id'));
  const did = asText(valueAt(source, 'data', 'cut_off', 'did'));
  if (origin !== 'CUT-OFF' || at === undefined || !agentId) return undefined;
  const claimed = parseClaimedUser(asText(valueAt(source, 'data', 'cut_off', 'for')) ?? '');
  const managerName = asText(valueAt(source, 'manager', 'name')) ?? '';
  const rules = valueAt(source, 'data', 'cut_off', 'rules');
  const isKnown = did === 'cut' || did === 'restored';
  const outcome: Outcome =
    typeof rules === 'number' && isKnown
      ? { result: 'succeeded', deleted_rules: rules }
      : { result: 'unrecognised' };
  return {
    identity: [managerName, agentId, asText(valueAt(source, 'id')) ?? ''].join('|'),
    at,
    ownClock: undefined,
    agentId,
    agentName: asText(valueAt(source, 'agent', 'name')) ?? '',
    managerName,
    cluster: undefined,
    origin,
    verb: did === 'cut' ? 'isolate' : did === 'restored' ? 'release' : 'probe',
    user: claimed.user,
    ref: claimed.ref,
    text: `${did ?? ''} ${String(rules)}`,
    outcome,
    notEvidence: asText(valueAt(source, 'location')) === 'active-responses.log' ? [] : ['location'],
  };
}

/** An alert of it, as it is stored. */
export function linuxAlert(did: 'cut' | 'restored', user: string, at: number, location?: string) {
  return {
    timestamp: new Date(at).toISOString(),
    id: `${at}.1`,
    agent: { id: '001', name: 'WEB-01' },
    manager: { name: 'wazuh-server' },
    location: location ?? 'active-responses.log',
    data: { origin: { name: 'CUT-OFF' }, cut_off: { did, for: user, rules: 41 } },
  };
}
