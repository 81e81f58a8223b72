import type { Recording as BareRecording, RecordedSet } from '../../builders/manager_recordings';
import {
  reachedAlone,
  reachedInCluster,
  recordedSets,
  recordingsOf,
} from '../../builders/manager_recordings';

/** A recording that knows from which set it is: 4.12.0 or 4.14.7, cluster on or off. */
export interface Recording extends BareRecording {
  readonly set: RecordedSet;
}

export const ALL_RECORDINGS: readonly Recording[] = recordedSets.flatMap(({ set }) =>
  recordingsOf(set).map((bare) => ({ ...bare, set }))
);

export function recording(set: RecordedSet, name: string): Recording {
  const found = ALL_RECORDINGS.find((each) => each.set === set && each.name === name);
  if (!found) throw new Error(`no recording ${set}/${name}`);
  return found;
}

export function clusterOf(set: RecordedSet): 'on' | 'off' {
  return set.startsWith('recorded-cluster') ? 'on' : 'off';
}

/** Recorded requests for active response that name agents. */
export function isCommand({ request }: Recording): boolean {
  return request.method === 'PUT' && request.path.startsWith('/active-response?');
}

/** The ids that the recorded request names, as they stand there; those behind a mark of shortening are lost. */
export function namedIds({ request }: Recording): string[] {
  const path = request.path.replace(/,[^,]*….*$/, '');
  const lists = new URL(path, 'https://manager').searchParams.getAll('agents_list');
  return lists.flatMap((list) => list.split(','));
}

export interface Reached {
  readonly recording: Recording;
  /** IDs of agents that really got a command, at once or up to 70 s later: counted where remoted reads its queue. */
  readonly ids: readonly string[];
}

/** Every call of which it was counted whom it reached, but those that named hundreds. */
export function reachedBy(): readonly Reached[] {
  return [
    ...slowCalls('4.12.0', 'recorded-4.12-more'),
    ...slowCalls('4.14.7', 'recorded-4.14'),
    ...halfOfFleet(),
    ...clusterCalls('4.12.0', 'recorded-cluster'),
    ...clusterCalls('4.14.7', 'recorded-cluster-4.14'),
  ];
}

type Version = '4.12.0' | '4.14.7';

function reached(set: RecordedSet, name: string, ...counts: readonly object[]): Reached {
  return { recording: recording(set, name), ids: counts.flatMap((count) => Object.keys(count)) };
}

function slowCalls(version: Version, set: RecordedSet): Reached[] {
  const { concurrent, ...calls } = reachedAlone(version).slow_agent;
  const { sent_when_answered: at_once, sent_70s_later: later } = concurrent;
  return [
    ...(['first', 'middle', 'last'] as const).map((which) =>
      reached(
        set,
        `slow_agent_${which}`,
        calls[which].commands_sent_when_the_call_answered,
        calls[which].commands_sent_when_free_again
      )
    ),
    reached(set, 'slow_concurrent_other', at_once, later),
  ];
}

function halfOfFleet(): Reached[] {
  const lists = reachedAlone('4.14.7').half_of_fleet ?? {};
  return ALL_RECORDINGS.filter(({ name }) => name.startsWith('ar_half_of_fleet_')).map((each) => ({
    recording: each,
    ids: [lists[namedIds(each).join(',')] ?? []].flat(),
  }));
}

function clusterCalls(version: Version, set: RecordedSet): Reached[] {
  return ALL_RECORDINGS.filter((each) => each.set === set && isCommand(each)).flatMap(
    ({ name }) => {
      const counted = reachedInCluster(version, name);
      if (!counted) return [];
      const {
        when_answered: atOnce = [],
        after_these: after = [],
        '60s_later': later60 = [],
        '70s_later': later70 = [],
        reached_by_master_node: master = {},
        reached_by_worker_01: worker = {},
      } = counted;
      return [reached(set, name, ...atOnce, ...after, ...later60, ...later70, master, worker)];
    }
  );
}

export interface ManyReached {
  readonly recording: Recording;
  readonly count: number;
  /** Some of those that were named and not reached. */
  readonly missing: readonly string[];
}

/** The calls that named hundreds of agents. */
export function manyReached(): readonly ManyReached[] {
  const sets: readonly (readonly [Version, RecordedSet])[] = [
    ['4.12.0', 'recorded-4.12-more'],
    ['4.14.7', 'recorded-4.14'],
  ];
  return sets.flatMap(([version, set]) =>
    Object.entries(reachedAlone(version).many)
      .map(([name, { agents_reached: count, missing }]) => ({
        recording: recording(set, name),
        count,
        missing,
      }))
      .filter((many) => isCommand(many.recording))
  );
}
