import fc from 'fast-check';
import { Kept } from './kept';

const keysOf = (kept: Kept<string, number>) => Array.from(kept, ([key]) => key);

describe('what is kept', () => {
  it('is never more than it may be, and each new value displaces one: the longest unused', () => {
    const kept = new Kept<string, number>(2);
    kept.set('a', 1);
    kept.set('b', 2);
    expect(kept.get('a')).toBe(1);
    kept.set('c', 3);
    expect(keysOf(kept)).toEqual(['a', 'c']);
    expect(kept.get('b')).toBeUndefined();
  });

  it('is renewed by a write, which replaces what was there', () => {
    const kept = new Kept<string, number>(2);
    kept.set('a', 1);
    kept.set('b', 2);
    kept.set('a', 3);
    kept.set('c', 4);
    expect(Array.from(kept)).toEqual([
      ['a', 3],
      ['c', 4],
    ]);
  });

  it('is not renewed by going through it, nor by a question for what isn’t there', () => {
    const kept = new Kept<string, number>(2);
    kept.set('a', 1);
    kept.set('b', 2);
    keysOf(kept);
    kept.get('z');
    kept.set('c', 3);
    expect(keysOf(kept)).toEqual(['b', 'c']);
  });

  it('is made once, and again when it was forgotten', () => {
    const kept = new Kept<string, number>(2);
    let made = 0;
    const make = () => (made += 1);
    expect([kept.getOrKeep('a', make), kept.getOrKeep('a', make)]).toEqual([1, 1]);
    kept.delete('a');
    expect(kept.getOrKeep('a', make)).toBe(2);
    kept.clear();
    expect(kept.size).toBe(0);
    expect(kept.getOrKeep('a', make)).toBe(3);
  });

  it('is exactly what was used last, whatever happens', () => {
    const step = fc.record({
      key: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
      what: fc.constantFrom('get' as const, 'set' as const, 'delete' as const),
    });
    fc.assert(
      fc.property(fc.array(step), fc.integer({ min: 1, max: 4 }), (steps, most) => {
        const kept = new Kept<string, number>(most);
        let used: string[] = [];
        steps.forEach(({ key, what }, at) => {
          const others = used.filter((one) => one !== key);
          if (what === 'set') {
            kept.set(key, at);
            used = [...others, key].slice(-most);
          } else if (what === 'delete') {
            kept.delete(key);
            used = others;
          } else if (kept.get(key) !== undefined) used = [...others, key];
          expect(keysOf(kept)).toEqual(used);
        });
      })
    );
  });
});
