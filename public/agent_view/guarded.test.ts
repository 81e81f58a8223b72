import { guardedBy } from './guarded';

describe('guarded work', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('runs', () => {
    const work = jest.fn();
    guardedBy(jest.fn())(work);
    expect(work).toHaveBeenCalledTimes(1);
  });

  it('that throws takes away what we added, once, and is reported behind what runs now', () => {
    const onFault = jest.fn();
    const guarded = guardedBy(onFault);
    const fails = () => {
      throw new Error('our fault');
    };
    expect(() => guarded(fails)).not.toThrow();
    const after = jest.fn();
    guarded(after);
    guarded(fails);
    expect(onFault).toHaveBeenCalledTimes(1);
    expect(after).not.toHaveBeenCalled();
    expect(() => jest.runAllTimers()).toThrow('our fault');
  });

  it('reaches nobody even where taking away fails', () => {
    const guarded = guardedBy(() => {
      throw new Error('nor can it be taken away');
    });
    expect(() =>
      guarded(() => {
        throw new Error('our fault');
      })
    ).not.toThrow();
  });
});
