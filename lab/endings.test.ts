import { Endings } from './endings';

describe('endings', () => {
  it('are done once, the last beginning first, each behind the one before', async () => {
    const done: string[] = [];
    const endings = new Endings();
    endings.add(() => done.push('first'));
    endings.add(async () => {
      await new Promise((resolve) => setTimeout(resolve, 10));
      done.push('second');
    });
    await endings.endAll();
    await endings.endAll();
    expect(done).toEqual(['second', 'first']);
  });

  it('are all done where one fails, and tell of it', async () => {
    const done: string[] = [];
    const endings = new Endings();
    endings.add(() => done.push('first'));
    endings.add(() => Promise.reject(new Error('stuck')));
    await expect(endings.endAll()).rejects.toThrow('stuck');
    expect(done).toEqual(['first']);
  });
});
