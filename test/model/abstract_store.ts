import type { PendingWrite, StoredDocument, World } from './world';

export interface Conditions {
  /** True if the store carries out a write, given the version it has and the one that is wanted. */
  readonly isConditionMet: (there: number | undefined, wanted: number | undefined) => boolean;
}

export interface CarriedOut {
  readonly document: StoredDocument;
  readonly world: World;
}

/** A write is carried out at once and as a whole where its condition holds; else nothing of it is. */
export function carryOut(
  world: World,
  { action, ifVersion }: PendingWrite,
  { isConditionMet }: Conditions
): CarriedOut | undefined {
  const there = world.documents.get(action.n);
  if (!isConditionMet(there?.version, ifVersion)) return undefined;
  const document = { version: world.nextVersion, action };
  const { newestGiven, givenAgain } = world.numbers;
  const isCreated = ifVersion === undefined;
  return {
    document,
    world: {
      ...world,
      documents: new Map(world.documents).set(action.n, document),
      nextVersion: world.nextVersion + 1,
      numbers: {
        ...world.numbers,
        newestGiven: Math.max(newestGiven, action.n),
        givenAgain: givenAgain || (isCreated && action.n <= newestGiven),
      },
    },
  };
}
