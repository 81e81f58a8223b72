import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PLUGIN_VERSION } from './plugin_version';

it.each(['package.json', 'opensearch_dashboards.json'])(
  'the version in the sources is the one of %s',
  (file) => {
    const { version } = JSON.parse(readFileSync(join(__dirname, '..', '..', file), 'utf8'));
    expect(PLUGIN_VERSION).toBe(version);
  }
);
