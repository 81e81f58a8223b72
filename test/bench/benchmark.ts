export type Bound = { readonly atMost: number } | { readonly atLeast: number };

/** One measured number. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** The bound, in the same unit. */
  readonly bound?: Bound;
}

/**
 * The benchmark that `npm run bench <name>` runs: the export `benchmark` of `test/bench/<name>.ts`, `-` in the name being `_` in the
 * file's.
 */
export interface Benchmark {
  /** @param share of its full size, above 0 and at most 1; what it means is the benchmark's affair, and it may have only one size */
  run(share: number): Promise<readonly Figure[]>;
}

export function isKept({ value, bound }: Figure): boolean {
  if (!bound) return true;
  return 'atMost' in bound ? value <= bound.atMost : value >= bound.atLeast;
}

/** `figure <name> <value> <unit>`, and a second line for the bound. */
export function linesOf(figure: Figure): string[] {
  const { name, value, unit, bound } = figure;
  const lines = [`figure ${name} ${value} ${unit}`];
  if (bound) {
    const text = 'atMost' in bound ? `at most ${bound.atMost}` : `at least ${bound.atLeast}`;
    lines.push(`bound ${name} ${text} ${unit}: ${isKept(figure) ? 'kept' : 'BROKEN'}`);
  }
  return lines;
}
