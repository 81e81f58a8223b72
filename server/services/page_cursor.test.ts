import { randomBytes } from 'node:crypto';
import type { CursorScope } from './page_cursor';
import { Cursors } from './page_cursor';

const KEY = randomBytes(32);
const SCOPE: CursorScope = { list: 'history', hostId: 'lab', person: { name: 'alice' } };
const cursors = new Cursors(async () => KEY);
const POSITION = [1795525736000, 'manager:wazuh-server/001', null];

describe('where a list goes on', () => {
  it('comes back as it was given, from any process', async () => {
    const other = new Cursors(async () => KEY);
    expect(await other.read(SCOPE, await cursors.write(SCOPE, POSITION))).toEqual(POSITION);
    expect(await cursors.read(SCOPE, undefined)).toBeUndefined();
  });

  it('is a text that can stand in a URL as it is, and names nothing', async () => {
    const text = await cursors.write(SCOPE, POSITION);
    expect(text).toMatch(/^[A-Za-z0-9_-]+$/);
    expect(Buffer.from(text, 'base64url').toString('latin1')).not.toContain('wazuh');
  });

  const plain = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  it.each([
    ['no cursor', ''],
    ['nonsense', '!!!'],
    ['a place that somebody made up', plain(POSITION)],
    ['a place of another type', plain([{ range: {} }, 'x', true])],
    ['a long text', 'a'.repeat(10_000)],
  ])('is refused where it is %s', async (_, text) => {
    await expect(cursors.read(SCOPE, text)).rejects.toMatchObject({
      code: 'invalid_request',
      status: 400,
    });
  });

  it('is refused where a byte of it was changed', async () => {
    const bytes = Buffer.from(await cursors.write(SCOPE, POSITION), 'base64url');
    bytes[bytes.length - 1] = (bytes[bytes.length - 1] ?? 0) ^ 1;
    await expect(cursors.read(SCOPE, bytes.toString('base64url'))).rejects.toThrow(
      "This page doesn't exist"
    );
  });

  it.each([
    ['list', { ...SCOPE, list: 'events' as const }],
    ['manager', { ...SCOPE, hostId: 'other' }],
    ['person', { ...SCOPE, person: { name: 'bob' } }],
  ])('is refused for another %s', async (_, scope) => {
    const text = await cursors.write(SCOPE, POSITION);
    await expect(cursors.read(scope, text)).rejects.toMatchObject({ status: 400 });
  });
});
