import { readClrEvent } from '../../common/program/clr/clr_event';
import { NETSH_WORDS } from '../../common/program/clr/netsh_words';
import type { SentAction } from '../../common/state/endpoint_record';
import type { Evidence } from '../../common/state/evidence';
import { evidenceOf } from '../../common/state/evidence';
import { alertOf } from '../../lab/endpoints/alert_document';
import type { EndpointState, NetshStep } from '../../lab/endpoints/endpoint_state';
import { withMachine } from '../../lab/endpoints/endpoint_state';
import { apply } from '../../lab/endpoints/program';
import type { CommandStep } from './history';
import { OWN_NAME } from './history';

/** A line of the endpoint's log. */
export interface Line {
  readonly at: number;
  readonly text: string;
  readonly step: CommandStep;
  readonly action: SentAction | undefined;
}

export function runProgram(
  endpoint: EndpointState,
  step: CommandStep,
  action: SentAction | undefined,
  at: number,
  clockOffsetMs: number
) {
  const machine = withMachine(endpoint, {
    clockOffsetMs,
    rights: step.troubles.includes('not_elevated') ? 'not_elevated' : 'elevated',
    language: step.troubles.includes('language') ? 'de' : 'en',
    failingSteps: STEPS.filter((one) => step.troubles.includes(one)),
  });
  const ran = apply(
    {
      command: '!isolation.exe',
      arguments: lifelineOf(step.addresses),
      alert: {
        data: { action: step.verb, user: action ? `alice#${action.ref}` : 'bob', debug: false },
      },
      at,
    },
    machine
  );
  return step.troubles.includes('count')
    ? { ...ran, logLine: ran.logLine?.replace(/Deleted \d+ rule\(s\)\. /, '') }
    : ran;
}

const STEPS: readonly NetshStep[] = ['export', 'delete', 'state', 'policy', 'add', 'import'];

/** The known words except German, so that an endpoint in German is one whose language nobody knows. */
const KNOWN_WORDS = {
  ...NETSH_WORDS,
  ok: NETSH_WORDS.ok.filter((word) => word !== 'OK.' && word !== 'OK'),
};

function lifelineOf(addresses: number): string[] {
  return Array.from({ length: addresses }, (_, i) => (i === 0 ? '192.168.1.1' : `10.0.0.${i}`));
}

export interface Decoding {
  readonly at: number;
  readonly seenAt: number;
  readonly node: number;
  readonly logOffset: number;
}

export function evidenceIn(
  { text, step, action }: Line,
  { at, seenAt, node, logOffset }: Decoding,
  name = OWN_NAME
): Evidence {
  const alert = alertOf(text, {
    agent: { id: '001', name, ip: '10.20.1.11' },
    manager: { name: `node0${node}` },
    cluster: { name: 'wazuh', node: `node0${node}` },
    at,
    logOffset,
    firedTimes: 1,
  });
  const event = readClrEvent(alert, {
    originNames: ['C-LR', 'WLR'],
    program: 'isolation.exe',
    netsh: KNOWN_WORDS,
  });
  if (!event || event.notEvidence.length > 0) throw new Error(`not read as evidence: ${text}`);
  return evidenceOf(
    event,
    seenAt,
    action && {
      n: action.n,
      sent_at: action.sent_at,
      ...(step.verb === 'isolate' ? { addresses: action.addresses } : {}),
    }
  );
}
