import { RecentAnswers } from './recent_answers';

describe('answers that are good for a while', () => {
  let now: number;
  let asked: number;
  let answers: RecentAnswers<string>;
  const ask = async () => `answer ${++asked}`;

  beforeEach(() => {
    now = 0;
    asked = 0;
    answers = new RecentAnswers(
      (answer) => (answer === 'answer 1' ? 1000 : 10),
      () => now
    );
  });

  it('are asked for once while they are good, and so long as they say themselves', async () => {
    expect(await answers.get('a', ask)).toBe('answer 1');
    now = 999;
    expect(await answers.get('a', ask)).toBe('answer 1');
    now = 1000;
    expect(await answers.get('a', ask)).toBe('answer 2');
    now = 1010;
    expect(await answers.get('a', ask)).toBe('answer 3');
  });

  it('are one question at a time for each key', async () => {
    const [a, again, b] = await Promise.all([
      answers.get('a', ask),
      answers.get('a', ask),
      answers.get('b', ask),
    ]);
    expect([a, again, b]).toEqual(['answer 1', 'answer 1', 'answer 2']);
  });

  it('that failed are asked for again at once', async () => {
    const fail = async () => {
      throw new Error('no');
    };
    await expect(answers.get('a', fail)).rejects.toThrow('no');
    expect(await answers.get('a', ask)).toBe('answer 1');
  });

  it('are good from when they were asked for, however long they took', async () => {
    let answer: (text: string) => void = () => undefined;
    const slow = answers.get('a', () => new Promise((resolve) => (answer = resolve)));
    now = 600;
    answer('answer 1');
    await slow;
    now = 1000;
    expect(await answers.get('a', async () => 'new')).toBe('new');
  });

  it('are asked for anew by whoever wants newer ones than are kept, and serve the others on', async () => {
    expect(await answers.get('a', ask)).toBe('answer 1');
    now = 500;
    expect(await answers.get('a', ask)).toBe('answer 1');
    expect(await answers.get('a', ask, () => 500)).toBe('answer 2');
    expect(await answers.get('a', ask)).toBe('answer 2');
  });
});
