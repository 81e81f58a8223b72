import { Turns, TurnsByHost } from './turns';

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

  it('come in the order in which they were asked for', async () => {
    const turns = new Turns(1);
    const order: number[] = [];
    await Promise.all([1, 2, 3].map((n) => turns.take(async () => order.push(n))));
    expect(order).toEqual([1, 2, 3]);
    expect(turns.isBusy).toBe(false);
  });

  it('are not waited for longer than somebody would, and then nothing is begun', async () => {
    const turns = new Turns(1);
    let end = () => undefined as void;
    const running = turns.take(() => new Promise<void>((resolve) => (end = resolve)));
    expect(turns.isBusy).toBe(true);
    const begun: string[] = [];
    expect(await turns.within(1, async () => begun.push('impatient'))).toBeUndefined();
    const patient = turns.within(10000, async () => begun.push('patient'));
    end();
    await Promise.all([running, patient]);
    expect(begun).toEqual(['patient']);
    expect(turns.isBusy).toBe(false);
  });

  it('of one host hold up no other', async () => {
    const hosts = new TurnsByHost(1);
    let end = () => undefined as void;
    const slow = hosts.of('slow').take(() => new Promise<void>((resolve) => (end = resolve)));
    expect(await hosts.of('other').within(1, async () => 'done')).toBe('done');
    expect(hosts.of('slow').isBusy).toBe(true);
    end();
    await slow;
  });
});
