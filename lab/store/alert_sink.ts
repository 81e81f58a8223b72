import type { Client } from '@opensearch-project/opensearch';
import { alertsIndex, alertsPrefix, alertsTemplate } from './alerts_template';

/** Fields that every alert has; the rest is up to the endpoint. */
export interface Alert {
  /** The manager's clock at decoding, ISO 8601. */
  readonly timestamp: string;
  /** Unique for one node of the manager; a document that comes twice has the same. */
  readonly id: string;
}

/** Receives alerts. */
export interface AlertSink {
  /**
   * Stores them; they are searchable at the index's next refresh, up to 5 s later.
   *
   * @throws Error naming the first alert that the store refused, and why; the others are stored.
   */
  index(alerts: readonly Alert[]): Promise<void>;
}

interface BulkItem {
  readonly index: { readonly error?: { readonly type: string; readonly reason: string } };
}

/**
 * Makes daily alert indices what Wazuh's are, from their first document on. Calling it again changes nothing.
 *
 * @param prefix of their names; one of its own keeps a test's alerts from all others
 */
export async function installAlertsTemplate(client: Client, prefix = alertsPrefix): Promise<void> {
  await client.indices.putIndexTemplate({ name: `${prefix}lab`, body: alertsTemplate(prefix) });
}

/**
 * A sink into daily indices, for a store in which their template is installed. The store gives the documents their ids, as with the
 * real shipper.
 */
export function createAlertSink(client: Client, prefix = alertsPrefix): AlertSink {
  return {
    async index(alerts) {
      if (alerts.length === 0) return;
      const { body } = await client.bulk({
        body: alerts.flatMap((alert) => [
          { index: { _index: alertsIndex(Date.parse(alert.timestamp), prefix) } },
          alert,
        ]),
      });
      const items: readonly BulkItem[] = body.items;
      const refused = items.findIndex(({ index }) => index.error !== undefined);
      if (refused === -1) return;
      const error = items[refused]?.index.error;
      throw new Error(
        `The store refused alert ${alerts[refused]?.id}: ${error?.type}: ${error?.reason}`
      );
    },
  };
}
