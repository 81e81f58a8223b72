import type { Logger } from 'opensearch-dashboards/server';

/**
 * Characters that end a line, move a terminal's cursor, color it or turn the direction of what follows: C0 and C1, delete, line and paragraph
 * separators, marks of direction.
 */
const UNPLAIN =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/g;

/** Longest message. */
const MOST = 20000;

/** Text as one line that shows what is in it: names of agents, users and files are anybody's. */
export function plainText(text: string): string {
  const plain = text.replace(UNPLAIN, (character) => {
    const code = character.charCodeAt(0).toString(16).padStart(4, '0');
    return character === '\n' ? '\\n' : `\\u${code}`;
  });
  return plain.length <= MOST ? plain : `${plain.slice(0, MOST)}…`;
}

/** A logger that writes one line a message, whatever the message contains: nobody writes lines of their own into the dashboard's log. */
export function plainLogger(logger: Logger): Logger {
  const textOf = (message: string | Error) =>
    plainText(message instanceof Error ? message.stack ?? message.message : message);
  return {
    trace: (message) => logger.trace(textOf(message)),
    debug: (message) => logger.debug(textOf(message)),
    info: (message) => logger.info(textOf(message)),
    warn: (message) => logger.warn(textOf(message)),
    error: (message) => logger.error(textOf(message)),
    fatal: (message) => logger.fatal(textOf(message)),
    get: (...path) => plainLogger(logger.get(...path)),
  };
}
