import type { IsolationApi } from '../../public/api/isolation_api';

/** An API of which a test gives the answers that it needs; anything else that is asked for fails the test by its name. */
export function fakeIsolationApi(answers: Partial<IsolationApi> = {}): IsolationApi {
  const unexpected = (method: string) => async (): Promise<never> => {
    throw new Error(`the test gives no answer for "${method}"`);
  };
  return {
    context: unexpected('context'),
    endpoints: unexpected('endpoints'),
    endpoint: unexpected('endpoint'),
    states: async () => ({ states: [] }),
    preview: unexpected('preview'),
    start: unexpected('start'),
    events: unexpected('events'),
    history: unexpected('history'),
    readiness: unexpected('readiness'),
    endpointsReadiness: unexpected('endpointsReadiness'),
    startProbes: unexpected('startProbes'),
    probes: unexpected('probes'),
    openAttention: async () => ({ items: [] }),
    exportFile: unexpected('exportFile'),
    closeAttention: unexpected('closeAttention'),
    markNotIsolated: unexpected('markNotIsolated'),
    ...answers,
  };
}
