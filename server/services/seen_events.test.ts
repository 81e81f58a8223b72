import { anEvent } from '../../test/builders/events';
import { SeenEvents } from './seen_events';

describe('the events that were folded already', () => {
  let now: number;
  let seen: SeenEvents;

  beforeEach(() => {
    now = 0;
    seen = new SeenEvents(() => now);
  });

  it('are not folded again', () => {
    const event = anEvent({ ref: undefined });
    expect(seen.isNew(event)).toBe(true);
    seen.folded([event]);
    now = 60_000;
    expect(seen.isNew(event)).toBe(false);
  });

  it('with a ref are folded once more a little later: what it names may not have been found', () => {
    const event = anEvent();
    seen.folded([event]);
    now = 4999;
    expect(seen.isNew(event)).toBe(false);
    now = 5000;
    expect(seen.isNew(event)).toBe(true);
    seen.folded([event]);
    now = 60_000;
    expect(seen.isNew(event)).toBe(false);
  });

  it('are forgotten where other events belong to a manager, and where there are very many', () => {
    const event = anEvent({ ref: undefined });
    seen.folded([event]);
    seen.forget();
    expect(seen.isNew(event)).toBe(true);
    seen.folded([event]);
    const many = Array.from({ length: 100_000 }, (_, i) => anEvent({ identity: `node|001|${i}` }));
    seen.folded(many);
    expect(seen.isNew(event)).toBe(true);
  });
});
