import { readIsolateSteps } from './netsh_answer';
import {
  NETSH_IMPORT_FAILED,
  NETSH_NO_RULES,
  NETSH_NOT_ELEVATED,
  NETSH_OK_WORDS,
  NETSH_SERVICE_OFF,
} from './netsh_words';

const failures = [...NETSH_IMPORT_FAILED, ...NETSH_NOT_ELEVATED, ...NETSH_SERVICE_OFF];

it.each(failures)('no success word is part of the failure %j', (failure) => {
  const said = Array(6).fill(failure).join(' ');
  expect(['none_done', 'unrecognised']).toContain(readIsolateSteps(said, NETSH_OK_WORDS).kind);
});

it.each([...NETSH_OK_WORDS, ...NETSH_NO_RULES, ...failures])(
  '%j is listed once, without white space at its ends or two spaces in it',
  (text) => {
    expect(text).toBe(text.trim().replace(/\s+/g, ' '));
    expect(
      [...NETSH_OK_WORDS, ...NETSH_NO_RULES, ...failures].filter((one) => one === text)
    ).toHaveLength(1);
  }
);
