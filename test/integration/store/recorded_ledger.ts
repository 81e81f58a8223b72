import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Client } from '@opensearch-project/opensearch';
import type { AlertDocument } from '../../../lab/endpoints/alert_document';
import type { Agent } from '../../../lab/manager/agent';
import type { ClusterOptions } from '../../../lab/manager/manager';
import { createAlertSink, installAlertsTemplate } from '../../../lab/store/alert_sink';
import { projectRoot } from '../../../scripts/project_root';

/** The parts of a document that are looked into; the rest is compared. */
export interface Source {
  readonly kind: string;
  readonly endpoint?: string;
  readonly manager?: string;
  readonly agent_id?: string;
  readonly status?: string;
  readonly timeline?: ReadonlyArray<{ readonly status: string }>;
  readonly reisolation?: { readonly ended?: object };
  readonly updated_at?: number;
}

/** A document of a ledger as it is stored. */
export interface StoredDocument {
  readonly _id: string;
  readonly _source: Source;
}

/** A manager as it was when the ledger was recorded. */
export interface RecordedManager {
  readonly hostId: string;
  /** Beginning of its keys in the ledger: `manager:wazuh-server`. */
  readonly manager: string;
  readonly version: string;
  readonly hostname: string;
  readonly cluster?: ClusterOptions;
  readonly agents: readonly Agent[];
}

/** A ledger that a version of the plugin has written, and what was around it. */
export interface RecordedLedger {
  /** Time at which it was recorded, ms. */
  readonly now: number;
  /** Agents by what their part of the ledger shows. */
  readonly names: Readonly<Record<string, { readonly host: string; readonly agent: string }>>;
  readonly managers: readonly RecordedManager[];
  /** Bodies with which the indices were created. */
  readonly indices: Readonly<Record<LedgerIndex, object>>;
  readonly documents: Readonly<Record<LedgerIndex, readonly StoredDocument[]>>;
  /** Those that were still stored. */
  readonly alerts: readonly AlertDocument[];
  /** Responses of that version itself, by moment. */
  readonly answers: Readonly<Record<Moment, readonly unknown[]>>;
}

export const LEDGER_INDICES = ['actions', 'endpoints'] as const;
export type LedgerIndex = (typeof LEDGER_INDICES)[number];

/** `opened`: when it was recorded. `waits_over`: when everything is over that was waited for then. */
export type Moment = 'opened' | 'waits_over';

const folder = join(projectRoot, 'test', 'recorded', 'ledger');

/** Versions of the plugin of which there is a ledger. */
export function recordedVersions(): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
}

export function readRecordedLedger(version: string): RecordedLedger {
  const text = (name: string) => readFileSync(join(folder, version, name), 'utf8');
  const lines = (name: string) =>
    text(name)
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line));
  const answers: ReadonlyArray<{ readonly at: readonly Moment[]; readonly answer: unknown }> =
    lines('answers.ndjson');
  const answersAt = (moment: Moment) =>
    answers.flatMap(({ at, answer }) => (at.includes(moment) ? [answer] : []));
  return {
    ...JSON.parse(text('managers.json')),
    indices: JSON.parse(text('indices.json')),
    documents: { actions: lines('actions.ndjson'), endpoints: lines('endpoints.ndjson') },
    alerts: lines('alerts.ndjson'),
    answers: { opened: answersAt('opened'), waits_over: answersAt('waits_over') },
  };
}

/** Puts a ledger, and the alerts that were left, into a store. */
export async function loadLedger(
  client: Client,
  { indices, documents, alerts }: RecordedLedger,
  { ledgerPrefix, alertsPrefix }: { readonly ledgerPrefix: string; readonly alertsPrefix: string }
): Promise<void> {
  for (const name of LEDGER_INDICES) {
    const index = `${ledgerPrefix}-${name}`;
    await client.indices.create({ index, body: indices[name] });
    const { body } = await client.bulk({
      refresh: true,
      body: documents[name].flatMap(({ _id, _source }) => [
        { create: { _index: index, _id } },
        _source,
      ]),
    });
    if (body.errors) throw new Error(`not all of ${name} could be stored`);
  }
  await installAlertsTemplate(client, alertsPrefix);
  await createAlertSink(client, alertsPrefix).index(alerts);
  await client.indices.refresh({ index: `${alertsPrefix}*` });
}
