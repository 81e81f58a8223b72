import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Puts the authority of a simulated manager into a file, as an administrator does whose manager has a certificate of their own CA. */
export function trustOf(ca: string): string {
  const file = join(mkdtempSync(join(tmpdir(), 'isolation-lab-')), 'manager-ca.pem');
  writeFileSync(file, ca);
  return file;
}

/** Removes what `trustOf` made. */
export function removeTrust(file: string): void {
  rmSync(dirname(file), { recursive: true, force: true });
}
