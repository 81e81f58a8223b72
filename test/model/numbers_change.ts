import type { Adversary } from './adversary';
import type { Happening } from './turn';
import type { Rules } from './rules';
import type { NumbersWorld, World } from './world';

/** Changes of the numbers of the past, and of what the projection knows of them. */
export function numbersChange(world: World, rules: Rules, adversary: Adversary): Happening[] {
  return [
    ...projectionFollows(world),
    ...projectionIsLost(world, adversary),
    ...(adversary.retention === 'on' ? retention(world, rules, adversary) : []),
    ...damage(world, adversary),
  ];
}

function changed(what: string, world: World, change: Partial<NumbersWorld>): Happening {
  return { what, world: { ...world, numbers: { ...world.numbers, ...change } } };
}

/** The projection hears of an action that was written, or of one by its evidence, however old. */
function projectionFollows(world: World): Happening[] {
  const { hint, damaged } = world.numbers;
  return Array.from(world.documents.keys())
    .filter((n) => n > hint && !damaged.has(n))
    .map((n) => changed(`the projection hears of ${n}`, world, { hint: n }));
}

function projectionIsLost(world: World, adversary: Adversary): Happening[] {
  const { hint, losses } = world.numbers;
  return hint > 0 && losses < adversary.losses
    ? [changed('the projection is lost', world, { hint: 0, losses: losses + 1 })]
    : [];
}

/** It works by a search, which may be behind: the newest that it knows of is any. */
function retention(world: World, rules: Rules, { past }: Adversary): Happening[] {
  const { mark } = world.numbers;
  const numbers = Array.from(world.documents.keys());
  const marks =
    rules.marks === 'never'
      ? []
      : numbers
          .filter((n) => n > mark)
          .map((n) => changed(`retention marks ${n}`, world, { mark: n }));
  const newest = rules.marks === 'never' ? Math.max(...numbers, 0) : mark;
  const deletions = numbers
    .filter((n) => n <= past && rules.mayDelete(n, newest))
    .map((n) => {
      const documents = new Map(world.documents);
      documents.delete(n);
      return { what: `retention deletes ${n}`, world: { ...world, documents } };
    });
  return [...marks, ...deletions];
}

function damage(world: World, { past, damages }: Adversary): Happening[] {
  const { damaged } = world.numbers;
  if (damaged.size >= damages) return [];
  return Array.from(world.documents.keys())
    .filter((n) => n <= past && !damaged.has(n))
    .map((n) =>
      changed(`the document of ${n} is damaged`, world, {
        damaged: new Set([...Array.from(damaged), n]),
      })
    );
}
