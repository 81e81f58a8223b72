import type { CapturedRequest, Script } from './scripted_manager';
import { loginAnswer } from './scripted_manager';

/** A manager's answer that agent 001 got the command. */
export const SENT: Script = {
  status: 200,
  body: { data: { affected_items: ['001'], failed_items: [] }, error: 0 },
  headers: { date: 'Tue, 24 Nov 2026 04:07:57 GMT' },
};

/** A manager's answer about itself. */
export const ABOUT: Script = {
  status: 200,
  body: { data: { api_version: '4.12.0', hostname: 'vm', timestamp: '2026-11-24T04:07:36Z' } },
};

/** A manager's answer to a token that it doesn't know. */
export const REFUSED_TOKEN: Script = {
  status: 401,
  body: { title: 'Unauthorized', detail: 'Invalid token' },
};

/** True for a login; a person's own one included. */
export const isLogin = ({ method }: CapturedRequest) => method === 'POST';

const isCommand = ({ method }: CapturedRequest) => method === 'PUT';

/** Logs in whoever comes, and answers commands as told. */
export const commandsAnswered =
  (script: Script) =>
  (request: CapturedRequest): Script =>
    isLogin(request) ? loginAnswer() : isCommand(request) ? script : ABOUT;

/** A person as the dashboard knows them. */
export const ALICE = { name: 'alice', authContext: { user_name: 'alice', roles: ['all_access'] } };

let time = 0;

/** A clock that stands; `later` makes every token old enough to be renewed. */
export function clock() {
  time = 1_000_000;
  return () => time;
}

/** Lets a minute pass on that clock. */
export function later() {
  time += 60_000;
}
