import type { Whose } from '../../common/state/listed_names';
import { NOTHING_LISTED } from '../../common/state/listed_names';
import { DAY, HOUR, SECOND } from '../../common/base/time';
import { untouchedEndpoint } from '../../lab/endpoints/endpoint_state';
import type { Arrival, CommandStep, History, Namesakes, Played } from './history';
import { evidenceIn, runProgram } from './program_run';
import { OWN_NAME, START } from './history';
import { play } from './play';

const OTHER_NAME = 'B-SRV-01';
/** The list from which a command's name is taken is so old, ms. */
const ROW_AGE = 30 * SECOND;

/** Plays a history with all that arrives because of its namesakes. */
export function playAmongNamesakes(history: History): Played {
  const played = play(history);
  if (!history.namesakes) return played;
  const arrivals = [...played.arrivals, ...namesakesIn(history.namesakes, played.arrivals)];
  return { ...played, arrivals: arrivals.sort((a, b) => a.at - b.at) };
}

/**
 * Everything that arrives because of namesakes: their reports, what our manager answers when it is asked for the name, and the name that each of
 * our commands was recorded with.
 */
function namesakesIn({ reports, asked }: Namesakes, arrivals: readonly Arrival[]): Arrival[] {
  let machine = untouchedEndpoint();
  const strangers = [...reports]
    .sort((a, b) => a.at - b.at)
    .flatMap(({ at, verb, node }, index): Arrival[] => {
      const step: CommandStep = {
        kind: 'command',
        verb,
        from: 'elsewhere',
        sending: 'dispatched',
        runsAfter: 0,
        addresses: 1,
        troubles: [],
        delivery: { node, delay: 0, indexing: SECOND },
      };
      const ran = runProgram(machine, step, undefined, START + at, HOUR);
      machine = ran.state;
      if (ran.logLine === undefined) return [];
      const line = { at: START + at, text: ran.logLine, step, action: undefined };
      const decoding = {
        at: START + at,
        seenAt: START + at + SECOND,
        node,
        // Another log than the endpoint's own.
        logOffset: 900_000_000 + index * 1000,
      };
      return [
        { at: START + at + SECOND, evidence: [evidenceIn(line, decoding, OTHER_NAME)], sent: [] },
      ];
    });
  const answers = asked.map(({ at, listed }) =>
    knowing(
      START + at,
      listed === 'own' ? listedAt(START + at) : { ...NOTHING_LISTED, unlisted_at: START + at }
    )
  );
  const recorded = arrivals.flatMap(({ at, sent }) =>
    sent.some(({ sending }) => sending === 'sending') ? [knowing(at, listedAt(at - ROW_AGE))] : []
  );
  return [knowing(START - 1, NOTHING_LISTED), ...strangers, ...answers, ...recorded];
}

function knowing(at: number, whose: Whose): Arrival {
  return { at, evidence: [], sent: [], whose };
}

function listedAt(at: number): Whose {
  return {
    ...NOTHING_LISTED,
    listed: [{ name: OWN_NAME, last_at: at, date_add: START - 300 * DAY }],
  };
}
