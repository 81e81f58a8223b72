import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';
import { TextEncoder } from 'node:util';

/** Waits of a slow or busy computer, ms: a test of the interface waits for what it reads, not for a time. */
const PATIENCE = 20_000;

// Every browser has it, jsdom has not.
if (!('TextEncoder' in globalThis)) Object.assign(globalThis, { TextEncoder });

configure({
  // The host's own attribute for it.
  testIdAttribute: 'data-test-subj',
  asyncUtilTimeout: PATIENCE,
});
jest.setTimeout(3 * PATIENCE);
