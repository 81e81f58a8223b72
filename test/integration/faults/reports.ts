import type { AlertDocument } from '../../../lab/endpoints/alert_document';
import { alertOf } from '../../../lab/endpoints/alert_document';
import type { EndpointState, Machine } from '../../../lab/endpoints/endpoint_state';
import {
  openFirewall,
  untouchedEndpoint,
  windowsMachine,
} from '../../../lab/endpoints/endpoint_state';
import { apply } from '../../../lab/endpoints/program';

export interface Report {
  readonly agent: string;
  readonly verb: 'isolate' | 'release';
  /** User as in the command: `alice#k7m2q9xd`. */
  readonly user: string;
  /** The endpoint's clock when the program starts, ms. */
  readonly at: number;
  /** The manager's clock when the line is decoded, ms; two seconds later where left out. */
  readonly decodedAt?: number;
  readonly machine?: Partial<Machine>;
  /** The agent's name in the alert; the one that the manager lists where left out. */
  readonly name?: string;
}

/** Makes the alerts of runs of the program; each is an event of its own. */
export class Reports {
  private offset = 1000;

  /** @param listedName under which name the manager lists an agent */
  constructor(private readonly listedName: (agent: string) => string | undefined) {}

  /** The alert of a run in which all went well. */
  success(report: Report): AlertDocument {
    const untouched = untouchedEndpoint(windowsMachine(report.machine));
    const backup = report.verb === 'release' ? openFirewall : undefined;
    return this.answer(report, { ...untouched, backup });
  }

  /** The alert of an endpoint that is already isolated, or not at all. */
  refusal(report: Report): AlertDocument {
    const untouched = untouchedEndpoint(windowsMachine(report.machine));
    const backup = report.verb === 'isolate' ? openFirewall : undefined;
    return this.answer(report, { ...untouched, backup });
  }

  private answer(report: Report, before: EndpointState): AlertDocument {
    const { agent, verb, user, at, decodedAt = at + 2000 } = report;
    const { name = this.listedName(agent) ?? `GONE-${agent}` } = report;
    const alert = { data: { action: verb, user, debug: false } };
    const addresses = ['192.168.1.1', '192.168.1.2'];
    const command = { command: '!isolation.exe', arguments: addresses, alert, at };
    const { logLine } = apply(command, before);
    if (logLine === undefined) throw new Error('the program says something');
    this.offset += 700;
    return alertOf(logLine, {
      agent: { id: agent, name, ip: '10.20.1.11' },
      manager: { name: 'wazuh-server' },
      at: decodedAt,
      logOffset: this.offset,
      firedTimes: 1,
    });
  }
}
