const LONGEST = 300;

/** Characters no line may contain: control characters, line and paragraph separators, marks that turn the direction of writing. */
const UNSEEN =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\s]+/g;

/** A name or a value as the other side wrote it, on one line of at most 300 characters. */
export function oneLine(text: string): string {
  const line = text
    .slice(0, LONGEST * 20)
    .replace(UNSEEN, ' ')
    .trim();
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
}

/**
 * Words of a manager or of a proxy as they may be shown, logged and kept: one line without markup, and without anything that
 * looks like a token or a password in a header.
 */
export function cleanManagerText(text: string): string {
  return oneLine(
    text
      .slice(0, LONGEST * 20)
      .replace(/<(script|style)\b[^]*?<\/\1\s*>/gi, ' ')
      .replace(/<[^>]*>/g, ' ')
      .replace(/\b(Basic|Bearer)\s+\S+/gi, '$1 …')
      .replace(/\beyJ[\w-]+(\.[\w-]*){0,2}/g, '…')
  );
}
