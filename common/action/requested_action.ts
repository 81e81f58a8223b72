/**
 * Actions a person can request. `reisolate` changes the allowed addresses of an isolated endpoint. The isolation program accepts none while
 * it is isolated, so this is a release, then an isolation once the release is confirmed.
 */
export type RequestedAction = 'isolate' | 'release' | 'reisolate';

/** Returns the verb that is sent first. */
export function firstVerbOf(asked: RequestedAction): 'isolate' | 'release' {
  return asked === 'reisolate' ? 'release' : asked;
}
