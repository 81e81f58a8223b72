import { agentId, agentList, sendableLists } from '../../test/integration/manager/agent_lists';
import type { Recording } from '../../test/integration/manager/recordings';
import {
  ALL_RECORDINGS,
  clusterOf,
  isCommand,
  manyReached,
  namedIds,
  reachedBy,
  recording,
} from '../../test/integration/manager/recordings';
import { readActiveResponseAnswer } from './active_response_answer';

const read = (recorded: Recording, ...ids: string[]) =>
  readActiveResponseAnswer(recorded.response, agentList(...ids), clusterOf(recorded.set));

describe('a recorded answer to PUT /active-response', () => {
  const commands = ALL_RECORDINGS.filter(isCommand);

  it('is there in all five sets', () => {
    expect(commands.length).toBeGreaterThan(350);
    expect(reachedBy().length).toBeGreaterThan(60);
  });

  it.each(commands.map((recorded) => [`${recorded.set}/${recorded.name}`, recorded] as const))(
    'gives each agent that was asked for a result, and no other agent: %s',
    (_, recorded) => {
      for (const asked of sendableLists(namedIds(recorded))) {
        const { agents } = readActiveResponseAnswer(
          recorded.response,
          asked,
          clusterOf(recorded.set)
        );
        expect(Array.from(agents.keys())).toEqual(Array.from(asked));
      }
    }
  );

  it.each(
    reachedBy().map((reached) => [reached.recording.set, reached.recording.name, reached] as const)
  )(
    'never calls an agent refused that really got the command: %s %s',
    (_, __, { recording: recorded, ids }) => {
      for (const asked of sendableLists(ids)) {
        const { agents } = readActiveResponseAnswer(
          recorded.response,
          asked,
          clusterOf(recorded.set)
        );
        agents.forEach((result) => expect(result.result).not.toBe('refused'));
      }
    }
  );

  it.each(
    reachedBy().map((reached) => [reached.recording.set, reached.recording.name, reached] as const)
  )(
    'calls an agent affected only where the command really was handed over: %s %s',
    (_, __, { recording: recorded, ids }) => {
      const asked = sendableLists(namedIds(recorded))[0];
      if (!asked) return;
      const { agents } = readActiveResponseAnswer(
        recorded.response,
        asked,
        clusterOf(recorded.set)
      );
      agents.forEach((result, id) => {
        if (result.result === 'affected') expect(ids).toContain(id);
      });
    }
  );

  it.each(manyReached().map((many) => [many.recording.set, many.recording.name, many] as const))(
    'counts as affected what was reached where many were named: %s %s',
    (_, __, { recording: recorded, count, missing }) => {
      const results = sendableLists(namedIds(recorded)).map(
        (asked) => readActiveResponseAnswer(recorded.response, asked, 'off').agents
      );
      const affected = results.flatMap((agents) =>
        Array.from(agents).filter(([, { result }]) => result === 'affected')
      );
      expect(affected).toHaveLength(count);
      missing.forEach((id) => {
        const result = results.map((agents) => agents.get(agentId(id))).find(Boolean);
        // What 4.14 leaves out it does not mention: that is not a refusal.
        if (result) expect(result).toMatchObject({ result: 'uncertain', code: 'not_answered_for' });
      });
    }
  );

  it('tells the refused agents of a mixed list apart, each with its code', () => {
    const { agents, unexpected } = read(
      recording('recorded-cluster', 'ar_mixed'),
      ...['001', '002', '006', '999', '010', '012']
    );
    expect(Object.fromEntries(agents)).toMatchObject({
      '001': { result: 'affected' },
      '002': { result: 'affected' },
      '006': { result: 'refused', code: 'agent_not_active', managerCode: 1707 },
      '999': { result: 'refused', code: 'agent_not_found', managerCode: 1701 },
      '010': { result: 'refused', code: 'active_response_disabled', managerCode: 1750 },
      '012': { result: 'refused', code: 'agent_unreachable', managerCode: 1117 },
    });
    expect(unexpected).toEqual([]);
  });

  it('leaves the agents of a node that is gone uncertain', () => {
    const { agents } = read(recording('recorded-cluster', 'fail_worker_down_ar'), '001', '002');
    expect(agents.get(agentId('001'))).toEqual({ result: 'affected' });
    expect(agents.get(agentId('002'))).toMatchObject({ result: 'uncertain', code: 'node_gone' });
  });

  it('shouts about every agent that was not asked for', () => {
    const half = read(
      recording('recorded-4.14', 'ar_half_of_fleet_seven'),
      ...['001', '002', '003', '004', '005', '006', '007']
    );
    expect(half.unexpected).toEqual(['100']);
    expect(read(recording('recorded-4.14', 'ar_all'), '001').unexpected).toEqual([
      ...['002', '003', '004', '005', '007', '011'],
    ]);
  });
});
