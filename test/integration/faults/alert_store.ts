import type { Client } from '@opensearch-project/opensearch';
import type { AlertDocument } from '../../../lab/endpoints/alert_document';
import type { AlertSink } from '../../../lab/store/alert_sink';
import { createAlertSink, installAlertsTemplate } from '../../../lab/store/alert_sink';

const SOON_MS = 20;
/** A store that has too much to do refuses for a moment. */
const AGAIN_MS = 500;

/**
 * Stores what endpoints report, a few at a time as filebeat does, and searchable at once; and knows all that it stored. As filebeat it
 * tries again until it can, also what may have been stored.
 */
export class AlertStore {
  /** Alerts in the order in which they arrived. */
  readonly stored: AlertDocument[] = [];
  private readonly sink: AlertSink;
  private waiting: AlertDocument[] = [];
  private storing: Promise<void> | undefined;
  private taking: 'reports' | 'nothing' = 'reports';
  private waiters: Array<{ readonly count: number; readonly resolve: () => void }> = [];

  private constructor(private readonly client: Client, readonly prefix: string) {
    this.sink = createAlertSink(client, prefix);
  }

  static async open(client: Client, prefix: string): Promise<AlertStore> {
    await installAlertsTemplate(client, prefix);
    return new AlertStore(client, prefix);
  }

  get pattern(): string {
    return `${this.prefix}*`;
  }

  /** Resolves when they can be searched. */
  store(alerts: readonly AlertDocument[]): Promise<void> {
    if (alerts.length === 0 || this.taking === 'nothing') return this.storing ?? Promise.resolve();
    this.waiting.push(...alerts);
    this.storing = this.storing ?? this.storeSoon();
    return this.storing;
  }

  /** Resolves when so many can be searched in all. */
  whenStored(count: number): Promise<void> {
    if (this.stored.length >= count) return Promise.resolve();
    return new Promise((resolve) => this.waiters.push({ count, resolve }));
  }

  /** Takes no more, and resolves when what came before is stored: the client must live until then. */
  async close(): Promise<void> {
    this.taking = 'nothing';
    await this.storing;
  }

  private async isStored(alerts: readonly AlertDocument[]): Promise<boolean> {
    try {
      await this.sink.index(alerts);
      await this.client.indices.refresh({ index: this.pattern });
      return true;
    } catch (error) {
      // Said, since a run that meets it often is on a machine that is too small for it.
      console.warn(`alerts could not be stored: ${String(error)}`);
      return false;
    }
  }

  private async storeSoon(): Promise<void> {
    while (this.waiting.length > 0) {
      await new Promise((resolve) => setTimeout(resolve, SOON_MS));
      const alerts = this.waiting.splice(0);
      if (!(await this.isStored(alerts))) {
        this.waiting.unshift(...alerts);
        if (this.taking === 'nothing') break;
        await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
        continue;
      }
      this.stored.push(...alerts);
      const isOver = ({ count }: { readonly count: number }) => this.stored.length >= count;
      this.waiters.filter(isOver).forEach(({ resolve }) => resolve());
      this.waiters = this.waiters.filter((one) => !isOver(one));
    }
    this.storing = undefined;
  }
}
