import { createCipheriv, createDecipheriv, randomBytes } from 'crypto';
import type { Person } from '../access/person';
import { Refusal } from '../errors/refusal';

/** The list that a cursor belongs to: for another list, manager or person it is none. */
export interface CursorScope {
  readonly list: 'endpoints' | 'history' | 'events' | 'attention';
  readonly hostId: string;
  readonly person: Pick<Person, 'name'>;
}

/** A place in a list's order. */
export type Position = ReadonlyArray<string | number | null>;

const ALGORITHM = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;
const MAX_CURSOR = 4000;
const MAX_PARTS = 10;

/**
 * Writes where a list continues, as a text that the browser gives back. It is sealed: the place can be that of something the person can't
 * see, and a place that somebody made up would be a search of their own. It carries no permission: every page is checked again.
 */
export class Cursors {
  /** @param key 32 bytes, the same in every process that answers for this dashboard. Throws IndexerError */
  constructor(private readonly key: () => Promise<Buffer>) {}

  async write(scope: CursorScope, position: readonly unknown[]): Promise<string> {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv(ALGORITHM, await this.key(), iv);
    cipher.setAAD(textOf(scope));
    const sealed = Buffer.concat([cipher.update(JSON.stringify(position)), cipher.final()]);
    return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url');
  }

  /** @throws Refusal `invalid_request` where the text is none of ours */
  async read(scope: CursorScope, text: string | undefined): Promise<Position | undefined> {
    if (text === undefined) return undefined;
    const position = this.opened(scope, text, await this.key());
    if (position) return position;
    throw new Refusal('invalid_request', "This page doesn't exist: start from the first page.");
  }

  private opened(scope: CursorScope, text: string, key: Buffer): Position | undefined {
    if (text.length > MAX_CURSOR) return undefined;
    const bytes = Buffer.from(text, 'base64url');
    if (bytes.length <= IV_BYTES + TAG_BYTES) return undefined;
    try {
      const decipher = createDecipheriv(ALGORITHM, key, bytes.subarray(0, IV_BYTES));
      decipher.setAAD(textOf(scope));
      decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
      const opened = Buffer.concat([
        decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)),
        decipher.final(),
      ]);
      const parts: unknown = JSON.parse(opened.toString());
      return Array.isArray(parts) && parts.length <= MAX_PARTS && parts.every(isPart)
        ? parts
        : undefined;
    } catch (error) {
      // Not sealed by us, or for somebody else.
      return undefined;
    }
  }
}

function textOf({ list, hostId, person }: CursorScope): Buffer {
  return Buffer.from(JSON.stringify([list, hostId, person.name]));
}

function isPart(value: unknown): value is string | number | null {
  return value === null || typeof value === 'string' || typeof value === 'number';
}
