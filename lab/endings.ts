/** Things to end later, in the reverse order of their beginning. */
export class Endings {
  private readonly ends: Array<() => unknown> = [];

  add(end: () => unknown): void {
    this.ends.push(end);
  }

  /**
   * Ends all, each once, whatever becomes of the others.
   *
   * @throws what the first of those that failed threw
   */
  async endAll(): Promise<void> {
    const failures: unknown[] = [];
    for (const end of this.ends.splice(0).reverse()) {
      try {
        await end();
      } catch (failed) {
        failures.push(failed);
      }
    }
    if (failures.length > 0) throw failures[0];
  }
}
