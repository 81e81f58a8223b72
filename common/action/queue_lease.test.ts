import { SECOND } from '../base/time';
import type { QueueDocument, SeenBeats } from './queue_lease';
import { isGone, NOBODY_WORKS, seenIn, withBeat, withoutProcess } from './queue_lease';

/** A process that looks at the document, and beats. */
class Process {
  private seen: SeenBeats = new Map();

  constructor(readonly id: string) {}

  beat(document: QueueDocument, now: number): QueueDocument {
    this.seen = seenIn(document, this.seen, now);
    return withBeat(document, this.id, this.seen, now);
  }

  takesForGone(id: string, now: number): boolean {
    return isGone(id, this.seen, now);
  }
}

describe('the lease on what waits for a manager', () => {
  it('is held by the first, for as long as it beats', () => {
    const [a, b] = [new Process('a'), new Process('b')];
    let document = NOBODY_WORKS;
    for (let now = 0; now <= 60 * SECOND; now += 5 * SECOND) {
      document = a.beat(document, now);
      // Its own clock is another one.
      document = b.beat(document, now + 3_600_000);
      expect(document.holder).toBe('a');
    }
    expect(Object.keys(document.beats).sort()).toEqual(['a', 'b']);
  });

  it('is taken by another once it has seen one number for 20 s of its own time', () => {
    const [a, b] = [new Process('a'), new Process('b')];
    let document = a.beat(NOBODY_WORKS, 0);
    document = b.beat(document, 1000);
    for (let now = 6000; now < 21_000; now += 5000) {
      document = b.beat(document, now);
      expect(document.holder).toBe('a');
      expect(b.takesForGone('a', now)).toBe(false);
    }
    document = b.beat(document, 21_000);
    expect(document.holder).toBe('b');
    expect(b.takesForGone('a', 21_000)).toBe(true);
    expect(document.beats).toEqual({ b: 5 });
    // Back again, it holds nothing.
    expect(a.beat(document, 30_000).holder).toBe('b');
  });

  it('is given back by one that has nothing to do any more', () => {
    const [a, b] = [new Process('a'), new Process('b')];
    const document = withoutProcess(b.beat(a.beat(NOBODY_WORKS, 0), 0), 'a');
    expect(document).toEqual({ beats: { b: 1 } });
    expect(b.beat(document, 1000).holder).toBe('b');
    expect(withoutProcess(document, 'b')).toEqual(NOBODY_WORKS);
  });

  it('is not believed where somebody wrote nonsense into it', () => {
    const document = { holder: 'nobody', beats: { ghost: 7 } };
    const a = new Process('a');
    expect(a.beat(document, 0).holder).toBe('a');
  });
});
