import { Turns } from './turns';

describe('turns', () => {
  it('let no more run at once than they are for, and all in the end', async () => {
    const turns = new Turns(3);
    let running = 0;
    let most = 0;
    const work = async () => {
      most = Math.max(most, (running += 1));
      await new Promise((resolve) => setTimeout(resolve, 1));
      running -= 1;
    };
    await Promise.all(Array.from({ length: 20 }, () => turns.take(work)));
    expect(most).toBe(3);
    expect(running).toBe(0);
  });

  it('are given back by work that fails', async () => {
    const turns = new Turns(1);
    await expect(turns.take(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    await expect(turns.take(async () => 'yes')).resolves.toBe('yes');
  });
});
