import fc from 'fast-check';
import { asciiUser, isPrintableAscii } from './ascii';

describe('the user as the endpoint program may hear it', () => {
  it.each([
    ['alice', 'alice'],
    ['domain\\alice@corp', 'domain\\alice@corp'],
    ['José Núñez', 'Jose Nunez'],
    ['Ágnes', 'Agnes'],
    ['  Alice van der Berg  ', 'Alice van der Berg'],
    ['Łukasz', 'ukasz'],
    ['ali\u0000ce\r\nadmin', 'aliceadmin'],
    ['“alice”', 'alice'],
  ])('%j is sent as %j', (user, sent) => {
    expect(asciiUser(user)).toBe(sent);
  });

  it.each(['', '   ', 'Жанна', '李雷', '\u0007'])(
    'is never empty, which the program refuses: %j gets a name of its own',
    (user) => {
      expect(asciiUser(user)).toMatch(/^user-[0-9a-f]{8}$/);
    }
  );

  it('tells two users without a letter of ASCII apart', () => {
    expect(asciiUser('李雷')).not.toBe(asciiUser('韩梅'));
  });

  it('is printable ASCII, not empty and at most 200 characters, whatever the user is called', () => {
    fc.assert(
      fc.property(fc.fullUnicodeString({ maxLength: 400 }), (user) => {
        const sent = asciiUser(user);
        return isPrintableAscii(sent) && sent.length > 0 && sent.length <= 200;
      })
    );
  });
});

it.each(['\u001f', '\u007f', 'é', '\n'])('%j is not printable ASCII', (text) => {
  expect(isPrintableAscii(`a${text}`)).toBe(false);
});
