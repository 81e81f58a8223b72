import { Turns } from '../base/turns';

/**
 * Requests of one person that are worked on at once, besides those that act. A browser makes no more at once to one address, so it notices
 * nothing; whoever makes hundreds waits for themselves, and nobody else waits for them.
 */
export const AT_ONCE = 6;

/** Gives each person's requests their turns. */
export class ReadingTurns {
  private readonly people = new Map<string, { readonly turns: Turns; waiting: number }>();

  async take<T>(person: string, work: () => Promise<T>): Promise<T> {
    const known = this.people.get(person) ?? { turns: new Turns(AT_ONCE), waiting: 0 };
    this.people.set(person, known);
    known.waiting += 1;
    try {
      return await known.turns.take(work);
    } finally {
      known.waiting -= 1;
      if (known.waiting === 0) this.people.delete(person);
    }
  }
}
