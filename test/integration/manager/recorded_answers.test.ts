import type { ManagerSession } from '../../../server/manager/manager';
import { agentId, sendableLists } from './agent_lists';
import { command, sending } from './commands';
import { RECORDED_RESULTS } from './recorded_results';
import type { Recording } from './recordings';
import { ALL_RECORDINGS, clusterOf, isCommand, namedIds } from './recordings';
import { summary } from './result_summary';
import { loginAnswer, ScriptedManager } from './scripted_manager';
import type { OpenWay, Way, WayOptions } from './ways';
import { DIRECT, HOST_ID, WAYS } from './ways';

/** The recorded answer as it went over the wire; lengths are those of our own serialization. */
function replayed({ response }: Recording) {
  const { 'content-type': contentType, date } = response.headers;
  return {
    status: response.status,
    body: response.body,
    headers: { ...(contentType ? { 'content-type': contentType } : {}), ...(date ? { date } : {}) },
  };
}

function expectedResults(recorded: Recording, asked: readonly (readonly string[])[]): string {
  const { set, name } = recorded;
  const listed = RECORDED_RESULTS[`${set}/${name}`] ?? RECORDED_RESULTS[name];
  if (listed !== undefined) return listed;
  return asked
    .map((ids) => `affected ${ids.length > 12 ? `(${ids.length})` : ids.join(' ')}`)
    .join(' + ');
}

/** Our read that asks for what the recorded request asked for. */
const READS: readonly (readonly [
  RegExp,
  (session: ManagerSession, path: string) => Promise<unknown>
])[] = [
  [/^\/$/, (session) => session.about()],
  [/^\/agents(\?|$)/, (session) => session.agents({ limit: 500 })],
  [
    /^\/agents\/(?!000)\d+\/config\/agent\/client$/,
    (session, path) => session.agentClientConfig(agentId(path.split('/')[2] ?? '')),
  ],
  [/^\/security\/users\/me\/policies$/, (session) => session.policies()],
  [/^\/cluster\/status$/, (session) => session.clusterStatus()],
  [/^\/cluster\/local\/info$/, (session) => session.localCluster()],
  [/^\/cluster\/nodes(\?|$)/, (session) => session.clusterNodes()],
];

const readOf = ({ request }: Recording) =>
  request.method === 'GET' ? READS.find(([path]) => path.test(request.path))?.[1] : undefined;

/** Codes of refused reads, by status and the manager's number. */
const READ_CODES: { readonly [answer: string]: string } = {
  '400': 'request_refused',
  '400/1117': 'agent_unreachable',
  '400/1724': 'request_refused',
  '400/1740': 'agent_not_active',
  '400/3013': 'cluster_off',
  '400/3022': 'agent_node_gone',
  '401': 'not_authenticated',
  '403/4000': 'not_permitted',
  '404/1701': 'agent_not_found',
  '429/6001': 'rate_limited',
  '500/1013': 'manager_socket_failed',
  '500/1017': 'daemons_not_ready',
  '500/2005': 'manager_database_failed',
  '500/3012': 'cluster_down',
  '500/3021': 'manager_timed_out',
};

const LOGIN_CODES: { readonly [answer: string]: string } = {
  '400': 'login_unreadable',
  '401': 'login_refused',
  '403/6000': 'logins_blocked',
  '403/6004': 'run_as_not_allowed',
  '413/413': 'auth_context_too_large',
  '429/6001': 'rate_limited',
  '500/1017': 'daemons_not_ready',
};

function answerOf({ response }: Recording): string {
  const number: unknown = Object(response.body).error;
  return number === undefined ? `${response.status}` : `${response.status}/${number}`;
}

const label = (recorded: Recording) => `${recorded.set}/${recorded.name}`;
const labelled = (recordings: readonly Recording[]) =>
  recordings.map((recorded) => [label(recorded), recorded] as const);

/** The wait before a login in place of a refused token is no part of an answer. */
const AT_ONCE: WayOptions = { wait: async () => undefined };

describe.each(WAYS)('by the way $name', (way: Way) => {
  let manager: ScriptedManager;
  let opened: OpenWay;
  let answer: ReturnType<typeof replayed>;

  beforeAll(async () => {
    manager = await new ScriptedManager(({ method }) =>
      method === 'POST' ? loginAnswer() : answer
    ).start();
    opened = await way.to(manager, AT_ONCE);
  });
  afterAll(async () => {
    opened.close();
    await manager.stop();
  });

  /** Starts over as after a restart: a token that was refused at once makes the process careful with the host. */
  const forget = async () => {
    opened.close();
    opened = await way.to(manager, AT_ONCE);
  };
  const openFor = async ({ response }: Recording) => {
    if (response.status === 401) await forget();
    return opened.managers.open(HOST_ID);
  };

  afterEach(async () => {
    if (answer.status === 401) await forget();
  });

  it.each(labelled(ALL_RECORDINGS.filter(isCommand)))(
    'the command has its result: %s',
    async (_, recorded) => {
      answer = replayed(recorded);
      const session = await openFor(recorded);
      const lists = sendableLists(namedIds(recorded));
      const results: string[] = [];
      for (const asked of lists) {
        const { body } = command(['001']);
        const result = await session.sendActiveResponse(
          { agents: asked, body },
          sending({ cluster: clusterOf(recorded.set) })
        );
        if (result.result !== 'sent') throw new Error(`not sent: ${result.code}`);
        results.push(summary(result.agents, result.unexpected));
      }
      expect(results.join(' + ')).toBe(lists.length > 0 ? expectedResults(recorded, lists) : '');
    }
  );

  it.each(labelled(ALL_RECORDINGS.filter(readOf)))(
    'the read has its value or its error: %s',
    async (_, recorded) => {
      answer = replayed(recorded);
      const session = await openFor(recorded);
      const reading = readOf(recorded)?.(session, recorded.request.path);
      if (recorded.response.status === 200) await expect(reading).resolves.toBeDefined();
      else await expect(reading).rejects.toMatchObject({ code: READ_CODES[answerOf(recorded)] });
    }
  );
});

const isRunAs = ({ request }: Recording) => request.path.endsWith('/run_as');

describe('a recorded login', () => {
  const logins = ALL_RECORDINGS.filter(
    ({ request }) =>
      request.method === 'POST' && /^\/security\/user\/authenticate(\/run_as)?$/.test(request.path)
  );

  // Whether wazuhCore uses run_as it decides by itself, from answers that are none of ours.
  const loginsBy = (way: Way) =>
    way === DIRECT ? logins : logins.filter((login) => !isRunAs(login));

  it.each(
    WAYS.flatMap((way) =>
      loginsBy(way).map((login) => [way.name, label(login), way, login] as const)
    )
  )('by the way %s gives a token or its error: %s', async (_, __, way, recorded) => {
    const manager = await new ScriptedManager(() => replayed(recorded)).start();
    const opened = await way.to(manager, {
      runAs: isRunAs(recorded) ? 'on' : 'off',
      person: { name: 'alice', authContext: { user_name: 'alice' } },
    });
    const opening = opened.managers.open(HOST_ID);
    if (recorded.response.status === 200) await expect(opening).resolves.toBeDefined();
    else await expect(opening).rejects.toMatchObject({ code: LOGIN_CODES[answerOf(recorded)] });
    opened.close();
    await manager.stop();
  });

  it('is there for every way in which one can end', () => {
    expect(new Set(logins.map(answerOf))).toEqual(new Set([...Object.keys(LOGIN_CODES), '200/0']));
  });
});

describe('the recordings', () => {
  it('have a read for each code that is told apart', () => {
    const refused = ALL_RECORDINGS.filter(
      (recorded) => readOf(recorded) && recorded.response.status !== 200
    );
    expect(new Set(refused.map(answerOf))).toEqual(new Set(Object.keys(READ_CODES)));
  });

  it('have a recording for each result that is listed', () => {
    const names = new Set(ALL_RECORDINGS.flatMap((recorded) => [recorded.name, label(recorded)]));
    expect(Object.keys(RECORDED_RESULTS).filter((name) => !names.has(name))).toEqual([]);
  });
});
