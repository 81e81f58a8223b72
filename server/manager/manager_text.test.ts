import { cleanManagerText, oneLine } from './manager_text';

describe('words of a manager', () => {
  it('are one line without markup', () => {
    expect(cleanManagerText('<html><style>a{}</style><body>Bad\r\n\u0007Gateway</body>')).toBe(
      'Bad Gateway'
    );
  });

  it('never carry a token or a password', () => {
    expect(
      cleanManagerText('with Bearer abc.def and Basic d2F6dWg6 and eyJhbGciOiJF.eyJzdWIi.c2ln!')
    ).toBe('with Bearer … and Basic … and …!');
  });

  it('are cut, whatever comes', () => {
    expect(cleanManagerText('x'.repeat(1e6))).toHaveLength(301);
    expect(cleanManagerText('<'.repeat(1e6))).toHaveLength(301);
  });
});

describe('a name', () => {
  it('keeps its characters but not what cannot be seen', () => {
    expect(oneLine(' <b>WIN\u0000\u2028-\u202e01 ')).toBe('<b>WIN - 01');
  });
});
