import { MINUTE } from '../../common/base/time';

/** The same failure is said again after so long. */
const SAID_AGAIN_AFTER = 5 * MINUTE;

/** Says what fails in the background: once, and not every second for as long as an indexer is down. */
export class FailureLog {
  private readonly saidAt = new Map<string, number>();

  constructor(
    private readonly warn: (message: string) => void,
    private readonly now: () => number
  ) {}

  failed(error: unknown): void {
    const message = messageOf(error);
    const saidAt = this.saidAt.get(message);
    if (saidAt !== undefined && this.now() - saidAt < SAID_AGAIN_AFTER) return;
    for (const [said, at] of this.saidAt) {
      if (this.now() - at >= SAID_AGAIN_AFTER) this.saidAt.delete(said);
    }
    this.saidAt.set(message, this.now());
    this.warn(message);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error
    ? `${error.name}: ${error.message}`
    : "a value that isn't an error was thrown";
}
