import { AT_ONCE, ReadingTurns } from './reading_turns';

/** Work that ends when it is told to. */
function heldWork() {
  let running = 0;
  const ends: Array<() => void> = [];
  return {
    running: () => running,
    work: async () => {
      running += 1;
      await new Promise<void>((resolve) => ends.push(resolve));
      running -= 1;
    },
    endAll: () => ends.splice(0).forEach((end) => end()),
  };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('requests of one person', () => {
  it('wait for that person’s own, however many they are, and nobody else’s do', async () => {
    const turns = new ReadingTurns();
    const [mallory, alice] = [heldWork(), heldWork()];
    const all = Array.from({ length: 100 }, () => turns.take('mallory', mallory.work));
    all.push(turns.take('alice', alice.work));
    await settled();
    expect(mallory.running()).toBe(AT_ONCE);
    expect(alice.running()).toBe(1);
    alice.endAll();
    for (let done = 0; done < 100; done += AT_ONCE) {
      mallory.endAll();
      await settled();
    }
    await Promise.all(all);
  });

  it('are all worked on in the end, even behind one that fails', async () => {
    const turns = new ReadingTurns();
    const failing = () => Promise.reject(new Error('no'));
    const all = Array.from({ length: 10 }, (_, i) =>
      turns.take('alice', i % 2 === 0 ? failing : async () => i)
    );
    const ends = await Promise.allSettled(all);
    expect(ends.map(({ status }) => status)).toEqual(
      ends.map((_, i) => (i % 2 === 0 ? 'rejected' : 'fulfilled'))
    );
  });
});
