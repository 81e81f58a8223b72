import { Refusal } from './refusal';

/** Writes where a list continues, as a text that the browser gives back unread. It carries no permission: every page is checked again. */
export function writeCursor(position: unknown): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

const MAX_CURSOR = 2000;
const MAX_PARTS = 10;

/** @throws Refusal `invalid_request` where the text is none of ours */
export function readCursor(
  text: string | undefined
): ReadonlyArray<string | number | null> | undefined {
  if (text === undefined) return undefined;
  try {
    const parts: unknown = JSON.parse(
      Buffer.from(text.slice(0, MAX_CURSOR), 'base64url').toString()
    );
    if (Array.isArray(parts) && parts.length <= MAX_PARTS && parts.every(isPart)) return parts;
  } catch (error) {
    // Falls through to the refusal: not JSON is not ours.
  }
  throw new Refusal('invalid_request', "This page doesn't exist. Start again from the first page.");
}

function isPart(value: unknown): value is string | number | null {
  return value === null || typeof value === 'string' || typeof value === 'number';
}
