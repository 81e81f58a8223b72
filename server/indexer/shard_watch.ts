/** Remembers since when a part of the ledger can't be searched. */
export class ShardWatch {
  private since: number | undefined;

  constructor(private readonly now: () => number) {}

  /** Takes note of what a search of the ledger met. */
  saw(shards: 'all' | 'too_few'): void {
    this.since = shards === 'all' ? undefined : this.since ?? this.now();
  }

  /** Time since which shards are missing, ms; undefined while all are there. */
  missingSince(): number | undefined {
    return this.since;
  }
}
