import { docstringsOf } from './passages';
import { readCode } from './source_files';

/** First words after which a sentence has neither a subject nor a verb of its own. */
const NO_BEGINNING = new RegExp(
  `^(${[
    'Whether|What|Where|When|How|Why|Which|Who|Whose|Whoever|Whatever|That',
    'Of|By|For|To|From|In|On|At|With|Without|Within|Under|Below|Above|Beyond|Behind|Beside|Besides',
    'Between|Among|Against|Like|Instead|Through|Over|Up|Out|Off|Except',
    'If|Because|As|So|Such|Once|After|Before|Until|Since|While|Unless|Else|Otherwise|Also|Nor|Then|Here',
    'Is|Are|Has|Was|Were',
    // What was done to a thing that isn't named.
    'Asked|Called|Claimed|Given|Held|Kept|Looked|Made|Offered|Pressed|Said|Sent|Shown|Turned|Written',
    // It has a word of its own for "if".
    'Undefined|undefined',
  ].join('|')})\\b`
);

/** Says of a docstring that it begins without a subject and without a verb. */
function isHeadless(text: string): boolean {
  return NO_BEGINNING.test(text);
}

describe('the first sentence of a docstring', () => {
  it.each([
    'Whether a report is trusted.',
    'What is kept of it.',
    'Of the manager, such as `4.14.7`.',
    'With the security plugin only.',
    'So many are sent at once.',
    'As the manager lists it.',
    'Shown beside the name.',
    'undefined: not known yet.',
  ])('is found where it has no subject: %s', (text) => {
    const file = { path: 'common/x.ts', text: `/**\n * ${text}\n */\nexport const x = 1;\n` };
    expect(docstringsOf(file)).toEqual([{ place: 'common/x.ts:1', text }]);
    expect(isHeadless(text)).toBe(true);
  });

  it.each(['Agents that one command may name.', 'True if it is trusted.', 'Sends a command.'])(
    'is good where it has one: %s',
    (text) => expect(isHeadless(text)).toBe(false)
  );

  it.each([
    ['public', 400],
    ['common', 450],
    ['server', 600],
    ['lab', 600],
    ['scripts', 60],
    ['test', 550],
    ['types', 60],
  ])('stands alone in all of %s', (folder, atLeast) => {
    const docstrings = readCode(folder).flatMap(docstringsOf);
    expect(docstrings.length).toBeGreaterThan(atLeast);
    expect(docstrings.filter(({ text }) => isHeadless(text))).toEqual([]);
  });
});
