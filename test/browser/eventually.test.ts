import { eventually } from './eventually';

describe('a thing that a test waits for', () => {
  it('is read until it is so', async () => {
    let reads = 0;
    const read = () => (reads += 1);
    expect(await eventually(read, (value) => expect(value).toBe(3))).toBe(3);
    expect(reads).toBe(3);
  });

  it('is named as it was last where it never is so', async () => {
    const never = eventually(
      async () => 'Isolating',
      (word) => expect(word).toBe('Isolated'),
      50
    );
    await expect(never).rejects.toThrow(/Expected: "Isolated"[^]*Received: "Isolating"/);
  });

  it('is not waited for where it cannot be read', async () => {
    const broken = () => Promise.reject(new Error('the page is closed'));
    await expect(eventually(broken, () => undefined)).rejects.toThrow('the page is closed');
  });
});
