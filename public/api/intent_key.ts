/**
 * Keys by which the server knows a repeated request: a double click, or a retry after an answer was lost, carries the key of its
 * first try; a request with anything else in it is another intent and gets a key of its own.
 */
export class IntentKeys {
  private last: { readonly intent: string; readonly key: string } | undefined;

  constructor(private readonly draw: () => string = drawKey) {}

  keyFor(body: object): string {
    const intent = JSON.stringify(body);
    if (this.last?.intent !== intent) this.last = { intent, key: this.draw() };
    return this.last.key;
  }
}

const KEY_BYTES = 16;

function drawKey(): string {
  const bytes = window.crypto.getRandomValues(new Uint8Array(KEY_BYTES));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
