import access from '../../docs/access.md';
import configure from '../../docs/configure.md';
import limits from '../../docs/limits.md';
import readiness from '../../docs/readiness.md';
import recovery from '../../docs/recovery.md';
import type { DocsFile } from '../base/route';

/** The documentation as it was when this was built. */
export const DOCS_TEXTS: Readonly<Record<DocsFile, string>> = {
  access,
  configure,
  readiness,
  limits,
  recovery,
};
