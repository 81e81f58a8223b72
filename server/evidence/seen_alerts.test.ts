import { SeenAlerts } from './seen_alerts';

const PLACE = { index: 'alerts', id: 'one' };

describe('the alerts that were folded already', () => {
  let now: number;
  let seen: SeenAlerts;

  beforeEach(() => {
    now = 0;
    seen = new SeenAlerts(() => now);
  });

  it('are not folded again', () => {
    expect(seen.isNew(PLACE)).toBe(true);
    seen.folded(PLACE, false);
    now = 60_000;
    expect(seen.isNew(PLACE)).toBe(false);
  });

  it('are told apart by the index as well: an id is unique in one only', () => {
    seen.folded(PLACE, false);
    expect(seen.isNew({ ...PLACE, index: 'others' })).toBe(true);
  });

  it('with a ref are folded once more a little later: what it names may not have been found', () => {
    seen.folded(PLACE, true);
    now = 4999;
    expect(seen.isNew(PLACE)).toBe(false);
    now = 5000;
    expect(seen.isNew(PLACE)).toBe(true);
    seen.folded(PLACE, true);
    now = 60_000;
    expect(seen.isNew(PLACE)).toBe(false);
  });

  it('are forgotten where other events belong to a manager, and where there are very many', () => {
    seen.folded(PLACE, false);
    seen.forget();
    expect(seen.isNew(PLACE)).toBe(true);
    seen.folded(PLACE, false);
    for (let i = 0; i < 100_000; i++) seen.folded({ index: 'alerts', id: `${i}` }, false);
    expect(seen.isNew(PLACE)).toBe(true);
  });
});
