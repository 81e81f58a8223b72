import { HOUR, MINUTE, SECOND } from '../../common/base/time';
import type { CommandStep, History, Step, Trouble } from './history';

const PROMPT = 2 * SECOND;
const LATE = HOUR + 10 * MINUTE;

type Sending = Pick<CommandStep, 'sending' | 'runsAfter'>;

const SENDINGS: readonly Sending[] = [
  { sending: 'dispatched', runsAfter: PROMPT },
  { sending: 'dispatched', runsAfter: undefined },
  { sending: 'uncertain', runsAfter: 55 * SECOND },
];
const DELAYS = [PROMPT, LATE, undefined];
const TROUBLES: Readonly<Record<CommandStep['verb'], readonly Trouble[][]>> = {
  isolate: [[], ['export'], ['policy']],
  release: [[], ['import']],
};
const VERBS = ['isolate', 'release'] as const;

/** Lists what can happen next, in one word each; the managers take turns in decoding. */
function steps(after: number, node: 0 | 1): Step[] {
  const command = (
    verb: CommandStep['verb'],
    from: CommandStep['from'],
    { sending, runsAfter }: Sending,
    troubles: readonly Trouble[],
    delay: number | undefined
  ): Step => ({
    kind: 'command',
    after,
    verb,
    from,
    sending,
    runsAfter,
    addresses: 1,
    troubles,
    delivery: { node, delay, indexing: SECOND },
  });
  const [atOnce] = SENDINGS;
  const ours = VERBS.flatMap((verb) =>
    SENDINGS.flatMap((sending) =>
      sending.runsAfter === undefined
        ? [command(verb, 'us', sending, [], undefined)]
        : TROUBLES[verb].flatMap((troubles) =>
            DELAYS.map((delay) => command(verb, 'us', sending, troubles, delay))
          )
    )
  );
  const elsewhere = VERBS.flatMap((verb) =>
    [PROMPT, LATE].flatMap((delay) =>
      atOnce ? [command(verb, 'elsewhere', { ...atOnce, runsAfter: 0 }, [], delay)] : []
    )
  );
  return [...ours, ...elsewhere, { kind: 'clock', after, by: -HOUR }];
}

/** Every history of exactly so many of a few dozen steps, on managers whose clocks are half an hour apart. */
export function* everyHistory(length: number): Generator<History> {
  const nodeErrors = [15 * MINUTE, -15 * MINUTE] as const;
  for (const list of sequences(length)) yield { nodeErrors, steps: list };
}

function* sequences(length: number): Generator<Step[]> {
  if (length === 0) {
    yield [];
    return;
  }
  for (const before of sequences(length - 1)) {
    for (const after of [25 * SECOND, 40 * MINUTE]) {
      for (const step of steps(after, length % 2 === 0 ? 0 : 1)) yield [...before, step];
    }
  }
}
