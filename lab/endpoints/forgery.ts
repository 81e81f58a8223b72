import type { AlertDocument } from './alert_document';
import type { Machine } from './endpoint_state';
import { openFirewall, untouchedEndpoint } from './endpoint_state';
import { apply } from './program';

/**
 * Ways to get a forged report from an endpoint to the manager. The decoder looks at the line's beginning only, so each becomes an alert of
 * rule 657; where it came from is the manager's to say.
 */
export const forgeries = {
  own_log: {
    description:
      "Written to the agent's active-responses.log, which needs administrator rights on the endpoint: looks like the isolation program's own report.",
  },
  other_log: {
    description:
      'Written to another log file that the agent collects, which needs no rights: its location is that file.',
  },
  syslog: {
    description:
      "Sent to the manager's syslog listener: comes from agent 000, and its location is the sender's address.",
  },
} as const;

export type Forgery = keyof typeof forgeries;

const otherLog = 'C:\\inetpub\\logs\\LogFiles\\W3SVC1\\app.log';

/** The line of a success that never was. */
export function forgedLine(verb: 'isolate' | 'release', machine: Machine, at: number): string {
  const able: Machine = {
    ...machine,
    platform: 'windows',
    presence: 'running',
    rights: 'elevated',
    failingSteps: [],
    program: machine.program === 'missing' ? 'C-LR' : machine.program,
    agentVersion: 'Wazuh v4.12.0',
  };
  const command = {
    command: `!${able.programFile}`,
    arguments: [...able.managers],
    alert: { data: { action: verb, user: 'analyst', debug: false } },
    at,
  };
  const before = {
    ...untouchedEndpoint(able),
    backup: verb === 'release' ? openFirewall : undefined,
  };
  const { logLine } = apply(command, before);
  if (logLine === undefined) throw new Error(`no line for ${verb}`);
  return logLine;
}

/** The alert as it is after a forged line was decoded. */
export function asForged(
  alert: AlertDocument,
  forgery: Forgery,
  managerAgentName: string
): AlertDocument {
  switch (forgery) {
    case 'own_log':
      return alert;
    case 'other_log':
      return { ...alert, location: otherLog };
    case 'syslog': {
      const agent = { id: '000', name: managerAgentName };
      return { ...alert, agent, location: alert.agent.ip ?? 'any' };
    }
  }
}
