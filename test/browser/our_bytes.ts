import { statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Page } from 'playwright-core';
import { projectRoot } from '../../scripts/project_root';

/** Counts what of ours a page loads, by the compressed copies that were built. */
export class OurBytes {
  private readonly loaded = new Set<string>();

  constructor(page: Page) {
    page.on('response', (response) => {
      const name = basename(new URL(response.url()).pathname);
      if (/^endpointIsolation\..*\.js$/.test(name)) this.loaded.add(name);
    });
  }

  /** Bytes of the chunks, without the entry bundle, which is on every page. */
  get chunks(): number {
    return [...this.loaded].filter((name) => name.includes('.chunk.')).length;
  }

  get compressed(): number {
    const folder = join(projectRoot, 'target', 'public');
    const sizes = [...this.loaded].map((name) => statSync(join(folder, `${name}.gz`)).size);
    return sizes.reduce((sum, each) => sum + each, 0);
  }
}
