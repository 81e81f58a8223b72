import type { Verb } from '../../command/active_response';
import { NETSH_NOT_FOUND, NETSH_WORDS } from './netsh_words';
import type { Outcome } from '../outcome';
import { readOutcome } from './read_outcome';

const outcomeOf = (verb: Verb, output: string, errors = '') =>
  readOutcome(verb, `stdout: ${output}\nstderr: ${errors}`, NETSH_WORDS);

const ok = (count: number) => Array(count).fill('Ok.').join('   ');

const elevation = 'The requested operation requires elevation (Run as administrator).';

const serviceOff =
  'An error occurred while attempting to contact the  Windows Firewall service. Make sure that the service is running and try your request again.';

const spaced = (text: string) => Array.from(text).join(' ');

describe('each row of what the program answers', () => {
  const unrecognised: Outcome = { result: 'unrecognised' };
  const rows: ReadonlyArray<readonly [string, Verb, string, string, Outcome]> = [
    [
      'isolated with one address',
      'isolate',
      `Ok.    Deleted 412 rule(s). ${ok(5)}  `,
      '      ',
      { result: 'succeeded', addresses: 1, deleted_rules: 412 },
    ],
    ['isolated without a lifeline', 'isolate', ok(4), '', { result: 'succeeded', addresses: 0 }],
    [
      'isolated an endpoint without rules',
      'isolate',
      `Ok. No rules match the specified criteria. ${ok(4)}`,
      '',
      { result: 'succeeded', addresses: 1, deleted_rules: 0 },
    ],
    [
      'isolated already, or a backup left over',
      'isolate',
      '',
      'The device is already isolated, no action was taken.',
      { result: 'refused', reason: 'backup_exists' },
    ],
    [
      'a bad address',
      'isolate',
      '',
      'One or more IP addresses are invalid.',
      { result: 'refused', reason: 'invalid_address' },
    ],
    [
      'isolate without administrator rights',
      'isolate',
      Array(6).fill(elevation).join('   '),
      '',
      { result: 'failed', reason: 'not_elevated' },
    ],
    [
      'isolate with the firewall service off',
      'isolate',
      Array(6).fill(serviceOff).join('    '),
      '',
      { result: 'failed', reason: 'firewall_service_off' },
    ],
    [
      'isolated, but the export failed',
      'isolate',
      `${serviceOff}    Deleted 412 rule(s). ${ok(5)}`,
      '',
      { result: 'failed', reason: 'export_failed', addresses: 1 },
    ],
    [
      'isolate whose policy was not set: all rules gone and nothing blocked',
      'isolate',
      `Ok. Deleted 412 rule(s). ${ok(2)} ${serviceOff} ${ok(2)}`,
      '',
      { result: 'partial' },
    ],
    [
      'isolate whose rules were not added',
      'isolate',
      `Ok. Deleted 412 rule(s). ${ok(3)} ${serviceOff} ${serviceOff}`,
      '',
      { result: 'partial' },
    ],
    [
      'isolate whose delete failed',
      'isolate',
      `Ok. ${serviceOff} ${ok(4)}`,
      '',
      { result: 'partial' },
    ],
    [
      'isolate of which the export and the policy failed',
      'isolate',
      `${serviceOff} Deleted 412 rule(s). ${ok(2)} ${serviceOff} ${ok(2)}`,
      '',
      { result: 'partial' },
    ],
    [
      'an odd number of steps',
      'isolate',
      `Ok. Deleted 412 rule(s). ${ok(4)}`,
      '',
      { result: 'partial' },
    ],
    ['fewer steps than there are', 'isolate', ok(2), '', { result: 'partial' }],
    [
      'a count sentence in the wrong place',
      'isolate',
      `${ok(2)} Deleted 412 rule(s). ${ok(4)}`,
      '',
      { result: 'partial' },
    ],
    [
      'a text with two numbers where the count is',
      'isolate',
      `Ok. Deleted 4 of 12 rules. ${ok(5)}`,
      '',
      { result: 'partial' },
    ],
    [
      'steps that succeeded beside an error text',
      'isolate',
      ok(6),
      'Traceback',
      { result: 'partial' },
    ],
    [
      'isolate where there is no netsh: nothing was done',
      'isolate',
      '     ',
      Array(6)
        .fill(
          "'netsh' is not recognized as an internal or external command, operable program or batch file."
        )
        .join('  '),
      { result: 'failed', reason: 'netsh_not_found' },
    ],
    [
      'isolate where some steps found no netsh',
      'isolate',
      ok(4),
      "'netsh' is not recognized as an internal or external command, operable program or batch file.",
      { result: 'partial' },
    ],
    [
      'release where there is no netsh: the backup is deleted all the same',
      'release',
      '',
      "'netsh' is not recognized as an internal or external command,  operable program or batch file. ",
      { result: 'failed', reason: 'import_failed' },
    ],
    ['isolate that says nothing', 'isolate', '', '', unrecognised],
    [
      'a language that nobody knows',
      'isolate',
      Array(6).fill('Valmis.').join(' '),
      '',
      unrecognised,
    ],
    [
      'a word that only contains Ok.',
      'isolate',
      Array(6).fill('NotOk.').join(' '),
      '',
      unrecognised,
    ],
    ['an unknown error', 'isolate', '', 'Traceback (most recent call last)', unrecognised],
    ['released', 'release', 'O k .    ', '', { result: 'succeeded' }],
    [
      'release whose import failed',
      'release',
      spaced('An error occurred while attempting to import the policy file.'),
      '',
      { result: 'failed', reason: 'import_failed' },
    ],
    [
      'release without administrator rights',
      'release',
      spaced(elevation),
      '',
      { result: 'failed', reason: 'import_failed' },
    ],
    [
      'release of one that is not isolated, or has no backup',
      'release',
      '',
      'The host is not isolated, or the backup has been removed.',
      { result: 'refused', reason: 'not_isolated_or_no_backup' },
    ],
    ['release with more than one word', 'release', 'O k .  O k .', '', { result: 'partial' }],
    ['release that says nothing', 'release', '', '', unrecognised],
    ['release in a language that nobody knows', 'release', spaced('Valmis.'), '', unrecognised],
    ['released beside an error text', 'release', 'O k .', 'Traceback', { result: 'partial' }],
    [
      'a probe',
      'probe',
      '',
      'No action was provided. Please specify an action in the alert [isolate, release] > data.',
      { result: 'refused', reason: 'no_action' },
    ],
    [
      'an empty user',
      'release',
      '',
      'No user was provided. Please specify a user in the alert > data, for audit.',
      { result: 'refused', reason: 'no_user' },
    ],
    [
      "the other verb's refusal",
      'release',
      '',
      'The device is already isolated, no action was taken.',
      unrecognised,
    ],
    [
      "a probe's refusal of an isolate",
      'isolate',
      '',
      'No action was provided. Please specify an action in the alert [isolate, release] > data.',
      unrecognised,
    ],
    [
      'a refusal with more behind it',
      'isolate',
      '',
      'One or more IP addresses are invalid. Ok.',
      unrecognised,
    ],
    ['a probe that succeeded', 'probe', ok(6), '', unrecognised],
  ];

  it.each(NETSH_NOT_FOUND)('%j on the error stream is nothing done', (sentence) => {
    const errors = Array(6).fill(sentence).join(' ');
    expect(outcomeOf('isolate', '', errors)).toEqual({
      result: 'failed',
      reason: 'netsh_not_found',
    });
    expect(outcomeOf('isolate', '', `${errors} more`)).toEqual(unrecognised);
  });

  it.each(rows)('%s', (_, verb, output, errors, outcome) => {
    expect(outcomeOf(verb, output, errors)).toEqual(outcome);
  });

  it.each(['', 'Ok.', 'stdout: Ok.', 'stderr: \nstdout: ', 'stdout: O k .'])(
    'the text %j is no answer of the program',
    (text) => {
      expect(readOutcome('release', text, NETSH_WORDS)).toEqual(unrecognised);
    }
  );
});
