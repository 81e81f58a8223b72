import { SECOND } from '../../../common/base/time';
import type { AlertDocument } from '../../../lab/endpoints/alert_document';
import { createAlertSink } from '../../../lab/store/alert_sink';
import type { SecuredLab } from '../../integration/access/secured_lab';
import { reportedAlert } from './reported_alert';

/** An endpoint whose administrator writes reports of any content. */
export interface Forger {
  readonly id: string;
  readonly name: string;
}

const AT_ONCE = 2000;
const PLACEHOLDER = '0000000z';
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, Math.max(0, ms)));
let made = 0;

/** Reports of which none is like another, with reference IDs of nothing. */
export function forgedReports(
  { id, name }: Forger,
  count: number,
  at = Date.now() - 3 * SECOND
): AlertDocument[] {
  return Array.from({ length: count }, () => {
    made += 1;
    const ref = made
      .toString(32)
      .replace(/[ilou]/g, 'x')
      .padStart(8, '0');
    // One run of the program a second: who measures must not be what takes the time.
    const user = `mallory#${PLACEHOLDER}`;
    const alert = reportedAlert({ agentId: id, user, at, before: made, place: made });
    const own: AlertDocument = JSON.parse(JSON.stringify(alert).split(PLACEHOLDER).join(ref));
    return { ...own, agent: { ...own.agent, id, name } };
  });
}

/** Stores alerts and makes them searchable. */
export async function storeAlerts(
  { admin, alertsPattern }: SecuredLab,
  alerts: readonly AlertDocument[]
): Promise<void> {
  const sink = createAlertSink(admin, alertsPattern.replace(/\*$/, ''));
  for (let at = 0; at < alerts.length; at += AT_ONCE) {
    await sink.index(alerts.slice(at, at + AT_ONCE));
  }
  await admin.indices.refresh({ index: alertsPattern });
}

/** Writes forged reports, so many in each second, until it is stopped. */
export function keepForging(
  lab: SecuredLab,
  forger: Forger,
  perSecond: number
): { stop(): Promise<void>; written(): number } {
  let isRunning = true;
  let written = 0;
  const work = (async () => {
    while (isRunning) {
      const startedAt = Date.now();
      await storeAlerts(lab, forgedReports(forger, perSecond));
      written += perSecond;
      await pause(startedAt + SECOND - Date.now());
    }
  })();
  return {
    stop: async () => {
      isRunning = false;
      await work;
    },
    written: () => written,
  };
}
