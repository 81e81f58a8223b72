import { parseAgentId } from '../manager/endpoint';

/**
 * The part of the history that somebody asks for, beside manager and page: one question for the page's URL, the request, the export and the
 * search. What is absent restricts nothing.
 */
export interface HistoryQuery {
  /** Agent ID. */
  readonly agent?: string;
  /** Statuses of which an entry has one, such as `unanswered`. */
  readonly statuses?: readonly string[];
  /** Dashboard user, or the unverified user of a report. */
  readonly user?: string;
}

/** The same as a URL holds it. */
export interface HistoryParameters {
  readonly agent?: string;
  /** Separated by commas. */
  readonly status?: string;
  readonly user?: string;
}

/** Longest status list and user in a URL. */
export const LONGEST_PARAMETER = 200;

/** Reads what a URL says. Anybody can write it: what is no agent ID, empty or too long restricts nothing. */
export function parseHistoryQuery({ agent, status, user }: HistoryParameters): HistoryQuery {
  const id = parseAgentId(agent);
  const statuses = fitting(status)
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
  const name = fitting(user);
  return {
    ...(id ? { agent: id } : {}),
    ...(statuses.length > 0 ? { statuses } : {}),
    ...(name === '' ? {} : { user: name }),
  };
}

/** Writes a query as `parseHistoryQuery` reads it. */
export function historyParameters({ agent, statuses, user }: HistoryQuery): HistoryParameters {
  return {
    ...(agent === undefined ? {} : { agent }),
    ...(statuses && statuses.length > 0 ? { status: statuses.join(',') } : {}),
    ...(user === undefined || user === '' ? {} : { user }),
  };
}

function fitting(text: string | undefined): string {
  return text !== undefined && text.length <= LONGEST_PARAMETER ? text : '';
}
