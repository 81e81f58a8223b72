/** Offsets of the clocks of a manager's nodes from true time, milliseconds; positive is ahead. */
export class NodeClocks {
  private readonly offsets = new Map<string, number>();

  offsetOf(node: string): number {
    return this.offsets.get(node) ?? 0;
  }

  set(node: string, offsetMs: number): void {
    this.offsets.set(node, offsetMs);
  }
}
