/** Paths of the HTTP API, final from the first release. */
export const API = '/api/endpoint_isolation';

export const CONTEXT_PATH = `${API}/context`;

export const ENDPOINTS_PATH = `${API}/endpoints`;

export const ENDPOINT_PATH = `${API}/endpoints/{host}/{agent}`;

export const STATES_PATH = `${API}/states`;

export const PREVIEW_PATH = `${API}/preview`;

export const ACTIONS_PATH = `${API}/actions`;

export const EVENTS_PATH = `${API}/events`;

export const ATTENTION_PATH = `${API}/attention`;

export const CLOSE_ATTENTION_PATH = `${API}/attention/close`;

export const MARK_NOT_ISOLATED_PATH = `${API}/not_isolated`;

export const PROBES_PATH = `${API}/probes`;

export const EXPORT_PATH = `${API}/export`;

export const READINESS_PATH = `${API}/readiness`;

export const ENDPOINTS_READINESS_PATH = `${API}/readiness/endpoints`;

export function endpointPath(host: string, agent: string): string {
  return `${ENDPOINTS_PATH}/${encodeURIComponent(host)}/${encodeURIComponent(agent)}`;
}

/** Headers of a file: how many rows are in it, and `whole` or `capped` where there are more. */
export const EXPORT_ROWS_HEADER = 'x-endpoint-isolation-rows';

export const EXPORT_EXTENT_HEADER = 'x-endpoint-isolation-extent';

/** Name of the header that makes a repeated POST the same request. */
export const IDEMPOTENCY_KEY_HEADER = 'idempotency-key';
