import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../scripts/project_root';
import setUpBuiltPlugin from '../setup_built_plugin';
import type { Benchmark, Figure } from './benchmark';

const entry = 'endpointIsolation.plugin.js.gz';

/** Sizes of the built browser bundles, as their `.gz` copies have them. */
export function measureSizes(): readonly Figure[] {
  const folder = join(projectRoot, 'target', 'public');
  const files = readdirSync(folder).filter((file) => file.endsWith('.gz'));
  const bytesOf = (of: readonly string[]) =>
    of.reduce((sum, file) => sum + statSync(join(folder, file)).size, 0);
  return [
    // Loaded on every page of the dashboard.
    {
      name: 'entry_bytes',
      value: bytesOf(files.filter((file) => file === entry)),
      unit: 'bytes',
      bound: { atMost: 10_000 },
    },
    {
      name: 'app_bytes',
      value: bytesOf(files.filter((file) => file !== entry)),
      unit: 'bytes',
      bound: { atMost: 150_000 },
    },
  ];
}

export const benchmark: Benchmark = {
  async run() {
    setUpBuiltPlugin();
    return measureSizes();
  },
};
