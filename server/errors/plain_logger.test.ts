import { createLogger } from '../../lab/host/log';
import { plainLogger } from './plain_logger';

/** Logs a message at every level. @returns the lines */
function written(message: string | Error): string[] {
  const lines: string[] = [];
  const logger = plainLogger(createLogger(({ message: text }) => void lines.push(text), 'plugins'));
  const deeper = logger.get('deeper');
  for (const { trace, debug, info, warn, error, fatal } of [logger, deeper]) {
    if (typeof message === 'string') [trace, debug, info].forEach((write) => write(message));
    [warn, error, fatal].forEach((write) => write(message));
  }
  return lines;
}

describe('a message in the log', () => {
  it.each([
    ['WS\n[error][plugins] forged', 'WS\\n[error][plugins] forged'],
    ['\u001b[2J\u001b[31mred', '\\u001b[2J\\u001b[31mred'],
    ['\u009b31m', '\\u009b31m'],
    ['a\r\nb\u2028c\u2029d', 'a\\u000d\\nb\\u2028c\\u2029d'],
    ['\u202eexe.tset', '\\u202eexe.tset'],
    ['Zażółć 東京 é', 'Zażółć 東京 é'],
  ])('is one line that shows what is in it, at every level: %j', (message, line) => {
    expect(written(message)).toEqual(Array(12).fill(line));
  });

  it('is one line, too, if it is an error with its stack', () => {
    const lines = written(new TypeError('no\nname'));
    lines.forEach((line) => expect(line).not.toMatch(/[\n\r]/));
    expect(lines[0]).toContain('TypeError: no\\nname');
  });

  it('has an end', () => {
    expect(written('x'.repeat(1_000_000))[0]?.length).toBeLessThan(21_000);
  });
});
