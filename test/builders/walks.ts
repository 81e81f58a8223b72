import { anAnswer, answers, minutes } from './evidence';
import type { Evidence } from '../../common/state/evidence';
import type { Walk, WalkFacts } from '../../common/state/evidence_walk';
import { walk } from '../../common/state/evidence_walk';
import type { Outcome } from '../../common/program/outcome';

export type Said = readonly [Evidence['verb'], Outcome];

export const isolated: Said = ['isolate', answers.isolated];

export const isolatedFew: Said = ['isolate', answers.isolatedFew];

export const isolatedUncounted: Said = ['isolate', answers.isolatedUncounted];

export const exportFailed: Said = ['isolate', answers.exportFailed];

export const notElevated: Said = ['isolate', answers.notElevated];

export const isolatedInPart: Said = ['isolate', answers.partial];

export const isolatedSomehow: Said = ['isolate', answers.unrecognised];

export const backupExists: Said = ['isolate', answers.backupExists];

export const released: Said = ['release', answers.released];

export const importFailed: Said = ['release', answers.importFailed];

export const notIsolated: Said = ['release', answers.notIsolated];

export const releasedInPart: Said = ['release', answers.partial];

export const releasedSomehow: Said = ['release', answers.unrecognised];

export const facts: WalkFacts = {
  forgotten: false,
  maxAddresses: 1,
  hasUnansweredIsolate: false,
  undecided: () => undefined,
  timesOf: ({ at }) => ({ at }),
};

export function walkOf(said: readonly Said[], changes: Partial<WalkFacts> = {}): Walk {
  const evidence = said.map(([verb, outcome], i) =>
    anAnswer(verb, outcome, minutes(10 * i), { identity: `node01|001|${i}` })
  );
  return walk(evidence, { ...facts, ...changes });
}

/** Ways to each state that an answer can find. */
export const before = {
  'no record': [],
  'not isolated': [isolated, released],
  isolated: [isolated],
  'isolated with a tainted backup': [isolatedFew],
  'isolated without a backup': [exportFailed],
  unknown: [isolated, notIsolated],
} as const;
