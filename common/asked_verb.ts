/**
 * What a person can ask for. `reisolate`: other addresses for an endpoint that is isolated. The program takes none while it is, so that it
 * is a release, and an isolation once that release is proven.
 */
export type AskedVerb = 'isolate' | 'release' | 'reisolate';

/** What is sent first. */
export function firstVerbOf(asked: AskedVerb): 'isolate' | 'release' {
  return asked === 'reisolate' ? 'release' : asked;
}
