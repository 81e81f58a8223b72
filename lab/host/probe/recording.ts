import { readdirSync, readFileSync } from 'fs';
import { join } from 'path';

const FOLDER = join(__dirname, '../../../test/recorded/osd');

/** Names of the recorded exchanges with OpenSearch Dashboards 2.19.1. */
export const recordings = readdirSync(FOLDER).map((file) => file.replace('.json', ''));

/** One recording; the caller knows its form. */
export const readRecording = <T>(name: string): T =>
  JSON.parse(readFileSync(join(FOLDER, `${name}.json`), 'utf8'));
