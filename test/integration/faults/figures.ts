import type { ActionDocument } from '../../../common/action/action';
import type { Figure } from '../../bench/benchmark';
import { linesOf } from '../../bench/benchmark';

/** Prints figures beside Jest's own output. */
export function say(figures: readonly Figure[]): void {
  for (const line of figures.flatMap(linesOf)) process.stdout.write(`${line}\n`);
}

/** Counts the actions by their end. */
export function endFigures(what: string, actions: readonly ActionDocument[]): Figure[] {
  const counts = new Map<string, number>();
  for (const { status } of actions) counts.set(status, (counts.get(status) ?? 0) + 1);
  return [
    { name: `${what}_actions`, value: actions.length, unit: 'actions' },
    ...Array.from(counts, ([status, value]) => ({
      name: `${what}_${status}`,
      value,
      unit: 'actions',
    })),
  ];
}
