declare module 'rison' {
  /** Compact, readable in a URL; does not quote what a URL does not take. */
  export function encode(value: unknown): string;
}
