import { MINUTE } from '../../common/base/time';
import type { ManagerSession } from '../manager/manager';
import { ManagerError } from '../manager/manager_error';

/** Number of agents that a manager lists for a user. A command may name fewer than a quarter of them: it is read anew each minute. */
export class FleetSize {
  private known: { readonly size: number | undefined; readonly at: number } | undefined;

  constructor(
    private readonly session: Pick<ManagerSession, 'agents'>,
    private readonly now: () => number
  ) {}

  /** @returns undefined where it can't be read */
  async read(): Promise<number | undefined> {
    const at = this.now();
    if (!this.known || at >= this.known.at + MINUTE) this.known = { size: await this.ask(), at };
    return this.known.size;
  }

  private async ask(): Promise<number | undefined> {
    try {
      return (await this.session.agents({ limit: 1 })).total;
    } catch (error) {
      if (error instanceof ManagerError) return undefined;
      throw error;
    }
  }
}
