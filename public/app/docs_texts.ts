import access from '../../docs/admin/access.md';
import configure from '../../docs/admin/configure.md';
import limits from '../../docs/admin/limits.md';
import readiness from '../../docs/admin/readiness.md';
import recovery from '../../docs/admin/recovery.md';
import type { DocsFile } from '../base/route';

/** The documentation as it was when this was built. */
export const DOCS_TEXTS: Readonly<Record<DocsFile, string>> = {
  access,
  configure,
  readiness,
  limits,
  recovery,
};
