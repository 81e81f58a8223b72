import { isOtherLocation } from './other_location';

describe('a location that is the program’s log under another path', () => {
  it.each([
    'C:\\Program Files (x86)\\ossec-agent\\active-response\\active-responses.log',
    'c:/program files (x86)/ossec-agent/active-response/active-responses.log',
    'Active-Response\\active-responses.log',
    '\\\\fileserver\\c$\\ossec-agent\\active-response\\active-responses.log',
    'C:\\Program Files (x86)\\ossec-agent\\\\active-response\\\\active-responses.log',
  ])('is found: %s', (location) => expect(isOtherLocation(location)).toBe(true));

  it.each([
    'active-response\\active-responses.log',
    'C:\\Users\\mallory\\my-active-response\\active-responses.log',
    'C:\\logs\\active-responses.log',
    '10.0.0.66',
    'EventChannel',
    '',
  ])('is nothing else: %s', (location) => expect(isOtherLocation(location)).toBe(false));
});
