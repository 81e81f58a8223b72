import { readCursor, writeCursor } from './page_cursor';

describe('where a list goes on', () => {
  it('comes back as it was given', () => {
    const position = [1795525736000, 'manager:wazuh-server/001', null];
    expect(readCursor(writeCursor(position))).toEqual(position);
    expect(readCursor(undefined)).toBeUndefined();
  });

  it('is a text that can stand in a URL as it is', () => {
    expect(writeCursor(['ÄÖ?/+ ', 1])).toMatch(/^[A-Za-z0-9_-]+$/);
  });

  it.each([
    ['no cursor', ''],
    ['nonsense', '!!!'],
    ['JSON that is no list', writeCursor({ a: 1 })],
    ['a list with something else in it', writeCursor([{ range: {} }])],
    ['a long list', writeCursor(Array.from({ length: 11 }, () => 1))],
    ['a long text', writeCursor(['x'.repeat(5000)])],
  ])('is refused where it is %s', (_, text) => {
    expect(() => readCursor(text)).toThrow("This page doesn't exist");
  });
});
