import type { Adversary } from './adversary';
import { fingerprint } from './fingerprint';
import type { Happening } from './turn';
import { requestSteps } from './request_steps';
import type { Rules } from './rules';
import { ALWAYS, IN_THE_END, isTheEnd } from './statements';
import { surroundings } from './surroundings';
import { VisitedWorlds } from './visited_worlds';
import type { Asked, World } from './world';
import { firstWorld } from './world';
import { pastOf } from './past';

export interface Exploration {
  /** Number of different worlds. */
  readonly worlds: number;
  /** Number of worlds in which everything is over. */
  readonly ends: number;
  /** The first violation: which statement, how, and what happened until then. */
  readonly violation?: Violation;
}

export interface Violation {
  readonly statement: string;
  readonly how: string;
  readonly history: readonly string[];
}

/** `nearest_first` finds the shortest history of a violation; `deepest_first` keeps few worlds in memory. */
export type Order = 'nearest_first' | 'deepest_first';

interface KeyedHappening extends Happening {
  readonly key: string;
}

interface Reached {
  readonly world: World;
  /** Its fingerprint. */
  readonly key: string;
  readonly place: number;
}

/** Explores every world that can follow from these requests. */
export function explore(
  asked: readonly Asked[],
  rules: Rules,
  adversary: Adversary,
  order: Order
): Exploration {
  const first = firstWorld(asked, pastOf(adversary));
  const visited = new VisitedWorlds();
  const next = waiting(order);
  const firstKey = fingerprint(first, adversary);
  next.add({ world: first, key: firstKey, place: visited.add(firstKey, 0, 0) ?? 0 });
  let ends = 0;
  for (let reached = next.take(); reached; reached = next.take()) {
    const { world, place } = reached;
    const happenings = happeningsIn(reached, rules, adversary);
    const isEnd = happenings.length === 0 && isTheEnd(world, adversary);
    if (isEnd) ends += 1;
    const broken = brokenIn(world, isEnd, adversary, rules);
    if (broken) {
      const history = retold(first, visited.wayTo(place), rules, adversary);
      return { worlds: visited.count, ends, violation: { ...broken, history } };
    }
    happenings.forEach(({ world: following, key }, choice) => {
      const there = visited.add(key, place, choice);
      if (there !== undefined) next.add({ world: following, key, place: there });
    });
  }
  return { worlds: visited.count, ends };
}

/** Lists the happenings of a world. One that changes nothing isn't one. */
function happeningsIn(
  { world, key: own }: Pick<Reached, 'world' | 'key'>,
  rules: Rules,
  adversary: Adversary
): KeyedHappening[] {
  return [...requestSteps(world, rules, adversary), ...surroundings(world, rules, adversary)]
    .map((happening) => ({ ...happening, key: fingerprint(happening.world, adversary) }))
    .filter(({ key }) => key !== own);
}

const ALL_BUT_THE_END = Object.entries(ALWAYS);
const ALL = [...ALL_BUT_THE_END, ...Object.entries(IN_THE_END)];

function brokenIn(
  world: World,
  isEnd: boolean,
  adversary: Adversary,
  rules: Rules
): { statement: string; how: string } | undefined {
  for (const [statement, holds] of isEnd ? ALL : ALL_BUT_THE_END) {
    const how = holds(world, adversary, rules);
    if (how !== undefined) return { statement, how };
  }
  return undefined;
}

function retold(
  first: World,
  way: readonly number[],
  rules: Rules,
  adversary: Adversary
): readonly string[] {
  const history: string[] = [];
  let there = { world: first, key: fingerprint(first, adversary) };
  for (const choice of way) {
    const chosen = happeningsIn(there, rules, adversary)[choice];
    if (!chosen) throw new Error('what happened once can happen again');
    history.push(chosen.what);
    there = chosen;
  }
  return history;
}

interface Waiting {
  readonly add: (reached: Reached) => void;
  readonly take: () => Reached | undefined;
}

function waiting(order: Order): Waiting {
  let now: Reached[] = [];
  let later: Reached[] = [];
  if (order === 'deepest_first') {
    return { add: (reached) => now.push(reached), take: () => now.pop() };
  }
  return {
    add: (reached) => later.push(reached),
    take: () => {
      if (now.length === 0) [now, later] = [later.reverse(), []];
      return now.pop();
    },
  };
}
