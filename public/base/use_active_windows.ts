import { useState } from 'react';
import { MAX_ENDPOINTS } from '../../common/action/action_request';
import type { ProbedEndpoint } from './probe_dialog';
import type { ApiFailure } from '../api/api_failure';
import { useServices } from './browser_services';
import type { IsolationApi } from '../api/isolation_api';
import { useRequest } from './use_request';

export interface ActiveWindows {
  readonly isReading: boolean;
  readonly failure: ApiFailure | undefined;
  /** There is none. */
  readonly isEmpty: boolean;
  readonly read: () => void;
}

/** The testable endpoints that one request didn't cover. */
export interface Rest {
  readonly cursor: string;
  /** Number of endpoints before these. */
  readonly from: number;
  readonly total: number | undefined;
}

export interface Found {
  readonly endpoints: readonly ProbedEndpoint[];
  readonly rest: Rest | undefined;
}

/** Reads which endpoints could be tested now, when somebody asks for it. */
export function useActiveWindows(
  host: string,
  rest: Rest | undefined,
  onRead: (found: Found) => void
): ActiveWindows {
  const { api } = useServices();
  const [isEmpty, setIsEmpty] = useState(false);
  const { isRunning, failure, run } = useRequest<Found>({
    onAnswer: (found) => (found.endpoints.length === 0 ? setIsEmpty(true) : onRead(found)),
  });
  const read = () => {
    setIsEmpty(false);
    run(() => activeWindows(api, host, rest));
  };
  return { isReading: isRunning, failure, isEmpty, read };
}

const PAGE = 100;

/** Loads as many endpoints as one request covers, starting where the last one ended. */
async function activeWindows(
  api: Pick<IsolationApi, 'endpoints'>,
  host: string,
  rest: Rest | undefined
): Promise<Found> {
  const found: ProbedEndpoint[] = [];
  let cursor = rest?.cursor;
  let total: number | undefined;
  do {
    // A page can be shorter than asked for, so that five of them are not always as many as one request takes.
    const size = Math.min(PAGE, MAX_ENDPOINTS - found.length);
    const request = { host, status: 'active' as const, os: 'windows' as const, size, cursor };
    const page = await api.endpoints(request, 'by_person');
    found.push(...page.endpoints.map(({ agent_id: id, name }) => ({ id, name })));
    ({ total } = page);
    cursor = page.next;
  } while (cursor !== undefined && found.length < MAX_ENDPOINTS);
  const from = (rest?.from ?? 0) + found.length;
  return { endpoints: found, rest: cursor === undefined ? undefined : { cursor, from, total } };
}
