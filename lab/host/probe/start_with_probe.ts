import { mkdtempSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { startHost } from '..';
import type { Host, HostOptions, LogRecord } from '..';
import { installProbe } from './install_probe';
import type { ProbeOptions } from './install_probe';

export interface ProbedHost extends Host {
  logged: LogRecord[];
  /** Folders of the installed probes. */
  folders: string[];
}

/** A host with the probe, or with several of it, and nothing behind it; what it installs is gone when it stops. */
export async function startWithProbe(
  options: Partial<HostOptions> = {},
  probes: readonly ProbeOptions[] = [{}]
): Promise<ProbedHost> {
  const parent = mkdtempSync(join(tmpdir(), 'probe-'));
  const logged: LogRecord[] = [];
  const remove = () => rmSync(parent, { recursive: true });
  try {
    const folders = probes.map((probe) => installProbe(parent, probe));
    const host = await startHost({
      pluginDirectories: folders,
      // The discard port: nothing listens there.
      opensearch: { url: 'http://127.0.0.1:9' },
      log: (record) => logged.push(record),
      ...options,
    });
    const stop = () => host.stop().finally(remove);
    return { ...host, logged, folders, stop };
  } catch (error) {
    remove();
    throw error;
  }
}
