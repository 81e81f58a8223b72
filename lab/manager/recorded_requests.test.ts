import type { Recording } from '../../test/builders/manager_recordings';
import {
  comparableAnswer,
  comparableRecording,
  kindOf,
  reachedAlone,
  reachedInCluster,
  recordedSets,
  recordingsOf,
} from '../../test/builders/manager_recordings';
import { agent, recordedRoles, recordedUsers } from '../../test/builders/recorded_fleet';
import { RecordedManager } from '../../test/builders/recorded_manager';
import type { Agent } from './agent';
import type { ManagerFault } from './faults';

/** Faults in the recordings, by the beginning of their names; the first that fits counts. */
const faultsByName: ReadonlyArray<[string, ManagerFault, string?]> = [
  ['fail_execd_down', 'daemon_failed'],
  ['fail_restarting', 'restarting'],
  ['fail_no_ar_socket', 'no_ar_socket'],
  ['fail_no_remote_socket_refused', 'remote_socket_refuses'],
  ['fail_no_remote_socket', 'no_remote_socket'],
  ['fail_no_wdb_refused', 'database_refuses'],
  ['fail_no_wdb', 'no_database'],
  ['fail_clusterd_down', 'cluster_daemon_down'],
  ['fail_worker_down', 'cluster_daemon_down', 'worker-01'],
  ['fail_worker_execd_down', 'daemon_failed', 'worker-01'],
  ['fail_worker_no_ar_socket', 'no_ar_socket', 'worker-01'],
  ['fail_worker_no_remote_socket', 'no_remote_socket', 'worker-01'],
  ['bruteforce_', 'logins_blocked'],
  ['rate_limit_', 'rate_limit_reached'],
];

/** Agents that the manager had in a recording beside the twelve. */
function furtherAgents(name: string): Agent[] {
  if (name.startsWith('ar_half_of_fleet')) return [agent('100', { enrolment: 'database_only' })];
  const isOfMany = /^ar_(5|6)\d\d_(active|and|missing)/.test(name);
  return Array.from({ length: isOfMany ? 600 : 0 }, (_, index) => agent(String(100 + index)));
}

describe.each(recordedSets)('the simulated manager against $set', ({ set, version, cluster }) => {
  let clockAheadMs = 0;
  let master: RecordedManager;
  let worker: RecordedManager;

  beforeAll(async () => {
    const clock = () => Date.now() + clockAheadMs;
    master = await RecordedManager.start({ version, cluster }, { clock });
    worker = await RecordedManager.start({ version, cluster }, { clock }, 'worker-01');
  });
  afterAll(() => [master, worker].forEach((each) => each.stop()));

  /** Changes behind the given token what the recording says was changed. */
  function changeRights(recorded: RecordedManager, name: string): void {
    const { rbac, tokens } = recorded.manager;
    const [ar001] = recordedRoles;
    if (name.startsWith('token_after_policy') && ar001) rbac.putRole(ar001);
    if (name === 'token_after_role_change') giveRole(recorded, 'u_readonly');
    if (/^token_(other_user_)?after_logout/.test(name)) tokens.revoke(['wazuh-wui']);
    if (name === 'token_other_exp_timeout') tokens.lifetimeSeconds = 1800;
    if (name.startsWith('token_expired')) clockAheadMs = 901_000;
  }

  function giveRole({ manager }: RecordedManager, role: string): void {
    const user = recordedUsers.find(({ username }) => username === 'u_norole');
    if (user) manager.rbac.putUser({ ...user, roles: [role] });
  }

  function expectReached(
    recorded: RecordedManager,
    { name, request }: Recording,
    from: number
  ): void {
    const all = recorded.reached(from);
    const inCluster = cluster === 'cluster' ? reachedInCluster(version, name) : undefined;
    if (inCluster) {
      const { when_answered, reached_by_master_node, reached_by_worker_01 } = inCluster;
      expect(recorded.reachedByNode(from)).toEqual(
        when_answered ?? [reached_by_master_node, reached_by_worker_01]
      );
    }
    const { many, half_of_fleet: half } = reachedAlone(version);
    const ofMany = many[name];
    if (ofMany) {
      expect(Object.values(all)).toEqual(Array(ofMany.agents_reached).fill(1));
      expect(ofMany.missing.filter((id) => id in all)).toEqual([]);
    }
    const named = /agents_list=([\d,]+)/.exec(request.path)?.[1] ?? '';
    if (name.startsWith('ar_half_of_fleet')) expect(Object.keys(all).sort()).toEqual(half?.[named]);
  }

  const plain = recordingsOf(set).filter((each) => kindOf(each) === 'plain');

  it.each(plain.map((each) => [each.name, each] as const))(
    'answers %s',
    async (name, recording) => {
      const recorded = name.startsWith('worker_') ? worker : master;
      const { fleet, faults, tokens, commandsReached } = recorded.manager;
      const further = furtherAgents(name);
      const fault = faultsByName.find(([beginning]) => name.startsWith(beginning));
      further.forEach((each) => fleet.add(each));
      if (name === 'token_new_after_role_change') giveRole(recorded, 'u_readonly');
      const authorization = await recorded.authorization(recording);
      changeRights(recorded, name);
      if (fault) faults.start(fault[1], fault[2]);
      const from = commandsReached().length;

      const answer = await recorded.send(recording, authorization);

      faults.endAll();
      further.forEach(({ id }) => fleet.remove(id));
      giveRole(recorded, 'u_norole');
      tokens.lifetimeSeconds = 900;
      clockAheadMs = 0;
      expect(comparableAnswer(answer)).toEqual(comparableRecording(recording));
      expectReached(recorded, recording, from);
    }
  );
});

describe('what is not replayed', () => {
  const all = recordedSets.flatMap(({ set }) => recordingsOf(set));
  const namesOf = (kind: ReturnType<typeof kindOf>): string[] =>
    all.filter((each) => kindOf(each) === kind).map(({ name }) => name);

  it('is 21 requests whose recording is shortened', () => {
    expect(Array.from(new Set(namesOf('shortened'))).sort()).toEqual([
      'ar_args_100k',
      'ar_args_300k',
      'ar_args_6000',
      'ar_args_60k',
      'ar_body_11MB',
      'ar_deep_json',
      'ar_list_1000_ids',
      'ar_list_url_80k',
      'loop_args_60k',
      'loop_args_66k',
      'runas_big_context',
      'runas_context_8k',
    ]);
    expect(namesOf('shortened')).toHaveLength(21);
  });

  it('is 76 requests to routes that nothing here asks', () => {
    expect(namesOf('unserved')).toHaveLength(76);
  });

  it('leaves 785 of 882, of which 43 need an agent that hangs', () => {
    expect(all).toHaveLength(882);
    expect(namesOf('plain').length + namesOf('slow').length).toBe(785);
    expect(namesOf('slow')).toHaveLength(43);
  });
});
