import type { Adversary } from './adversary';
import { MOMENTS } from './adversary';
import type { Asked } from './world';

const ISOLATE: Asked = {
  process: 0,
  verb: 'isolate',
  key: 'alice',
  start: 'sending',
  preview: 'just_now',
};
const OTHER: Asked = { ...ISOLATE, process: 1, key: 'bob' };
const RELEASE: Asked = { ...ISOLATE, process: 1, verb: 'release', key: 'carol' };

/** Requests to two processes for one endpoint. */
export const REQUESTS = {
  'somebody isolates': [ISOLATE],
  'two people isolate': [ISOLATE, OTHER],
  'one isolates, another releases': [ISOLATE, RELEASE],
  'one request comes twice': [
    { ...ISOLATE, preview: 'at_first' },
    { ...ISOLATE, process: 1, preview: 'at_first' },
  ],
  'a queued isolation, and the same from somebody else': [{ ...ISOLATE, start: 'recorded' }, OTHER],
  'a queued request comes twice': [
    { ...ISOLATE, start: 'recorded', preview: 'at_first' },
    { ...ISOLATE, start: 'recorded', process: 1, preview: 'at_first' },
  ],
  'a queued isolation, and a release': [{ ...ISOLATE, start: 'recorded' }, RELEASE],
  'two people isolate, one of them releases': [ISOLATE, OTHER, { ...RELEASE, process: 0 }],
} as const;

export type Situation = keyof typeof REQUESTS;

/** One process dies, one answer of the store is lost, nobody is paused too long. */
export const USUAL: Adversary = {
  crashes: 1,
  lostAnswers: 1,
  limits: 0,
  pauses: 'kept_short',
  moments: MOMENTS.sentAtOnce,
  clocks: [],
  past: 0,
  goneUnmarked: 0,
  retention: 'off',
  losses: 0,
  damages: 0,
};
