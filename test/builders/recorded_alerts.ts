import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A command that was sent to a real endpoint program, and the alert that came of it. */
export interface RecordedAlert {
  readonly name: string;
  readonly command_body: {
    readonly arguments: readonly string[];
    readonly alert: { readonly data: { readonly action?: string; readonly user?: unknown } };
  };
  /** null: nothing came. */
  readonly alert: Readonly<Record<string, unknown>> | null;
}

const folder = join(__dirname, '../recorded/alerts');

export const recordedAlerts: readonly RecordedAlert[] = readdirSync(folder).map((file) =>
  JSON.parse(readFileSync(join(folder, file), 'utf8'))
);

/** @throws where there is no recording of that name, or nothing came */
export function recordedAlert(name: string): Readonly<Record<string, unknown>> {
  const found = recordedAlerts.find((one) => one.name === name)?.alert;
  if (!found) throw new Error(`no alert was recorded for ${name}`);
  return found;
}
