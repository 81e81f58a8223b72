import { ShownActions } from './shown_actions';

describe('the actions that endpoints were shown with', () => {
  it('are known for the next time, the newest of what was said', () => {
    const shown = new ShownActions();
    expect(shown.of(['a', 'b'])).toEqual([]);
    shown.remember('a', ['a:1']);
    shown.remember('b', []);
    shown.remember('a', ['a:2', 'a:1']);
    expect(shown.of(['a', 'b', 'c'])).toEqual(['a:2', 'a:1']);
  });

  it('are forgotten before they are too many', () => {
    const shown = new ShownActions();
    for (let n = 0; n < 20001; n++) shown.remember(`e${n}`, [`e${n}:1`]);
    expect(shown.of(['e0'])).toEqual([]);
    expect(shown.of(['e20000'])).toEqual(['e20000:1']);
  });
});
