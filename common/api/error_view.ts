/** The one shape of an error of this API. */
export interface ErrorView {
  readonly statusCode: number;
  readonly error: string;
  readonly message: string;
  readonly attributes: { readonly code: string; readonly [fact: string]: unknown };
}
