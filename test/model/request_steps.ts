import { check, put, writeEnd } from './sending_steps';
import type { Happening, Turn } from './turn';
import { claim, goes, lostAnswer, newActionOf, over } from './turn';
import { ActionBuilder } from '../builders/actions';
import { carryOut } from './abstract_store';
import type { Adversary } from './adversary';
import { clockOf } from './adversary';
import type { Rules } from './rules';
import type { NumbersSeen } from '../../common/ledger/newest_number';
import type { NumbersHalf, PendingWrite, Step, StoredDocument, World } from './world';
import { isOver, newestIn } from './world';

/** Number of times it is decided again if someone else came first. The server does so a little more often. */
const MOST_TRIES = 2;
const BODY = 'body of alice';
const [LIFELINE] = [new ActionBuilder('isolate').build().lifeline.map(({ address }) => address)];

/** Lists what each request may do next, from one await to the next, as `takeSlot` and `sendAction` do. */
export function requestSteps(world: World, rules: Rules, adversary: Adversary): Happening[] {
  return world.requests.flatMap((request, index) => {
    const now = clockOf(request.asked.process, world, adversary);
    return isOver(request) ? [] : steps({ world, index, request, now, rules, adversary });
  });
}

function steps(turn: Turn): Happening[] {
  const { step } = turn.request;
  switch (step.at) {
    case 'preview':
      return [ask(turn)];
    case 'look':
      return [look(turn, step)];
    case 'decide':
      return [decide(turn, step)];
    case 'write':
      return write(turn, step);
    case 'settle':
      return [settleWrite(turn, step)];
    case 'check':
      return check(turn, step.document);
    case 'put':
      return put(turn, step.document);
    case 'end':
      return writeEnd(turn, step);
    case 'over':
      return [];
  }
}

/** The preview is computed anew with the request: another newest number is another preview, unless this very request made it. */
function ask(turn: Turn): Happening {
  if (turn.adversary.past === 0) return askFrom(turn, newestIn(turn.world));
  const { hint } = turn.world.numbers;
  const seen = { hint, mark: undefined, searched: undefined, read: NONE, there: NONE };
  return goes(turn, 'reads the projection', { at: 'look', seen, next: 'look' });
}

const NONE: ReadonlySet<number> = new Set();

function askFrom(turn: Turn, newest: number): Happening {
  const { world, request, adversary } = turn;
  const { preview, key } = request.asked;
  const expected = preview === 'at_first' ? adversary.past : newest;
  const own = world.documents.get(expected + 1)?.action.key_hash === key;
  return newest === expected || own
    ? decide(turn, { expected, tries: 0 })
    : goes(turn, 'finds its preview changed', over('refused'));
}

/** Looks as `EndpointReader` does. The mark is read with the numbers, after them. */
function look(turn: Turn, { seen, next }: Extract<Step, { at: 'look' }>): Happening {
  const { world, rules } = turn;
  if (next !== 'look') return readHalf(turn, seen, next);
  const step = rules.nextLook(seen);
  switch (step.look) {
    case 'over':
      return askFrom(turn, step.newest);
    case 'by_search': {
      const searched = Math.max(newestIn(world), world.numbers.mark);
      return goes(turn, `finds ${searched} by a search`, {
        at: 'look',
        seen: { ...seen, searched },
        next: 'look',
      });
    }
    case 'by_id':
      return readHalf(turn, seen, { read: rules.readFirst, numbers: step.numbers });
  }
}

function readHalf(turn: Turn, seen: NumbersSeen, { read, numbers }: NumbersHalf): Happening {
  const { world, rules } = turn;
  const { mark, damaged } = world.numbers;
  const isThere = (n: number) =>
    world.documents.has(n) && (rules.unreadable === 'takes_its_number' || !damaged.has(n));
  const isSecond = read !== rules.readFirst;
  const next = isSecond
    ? ('look' as const)
    : { read: read === 'mark' ? ('numbers' as const) : ('mark' as const), numbers };
  const now =
    read === 'mark'
      ? { ...seen, mark }
      : {
          ...seen,
          read: new Set([...Array.from(seen.read), ...numbers]),
          there: new Set([...Array.from(seen.there), ...numbers.filter(isThere)]),
        };
  return goes(turn, `reads the ${read}`, { at: 'look', seen: now, next });
}

function decide(
  turn: Turn,
  { expected, tries }: Pick<Extract<Step, { at: 'decide' }>, 'expected' | 'tries'>
): Happening {
  const { world, request, now, rules } = turn;
  const { mark, damaged } = world.numbers;
  const read = (n: number) => (damaged.has(n) ? undefined : world.documents.get(n)?.action);
  const last = read(expected);
  const before = last?.pending_before ?? Array.from(world.documents.keys());
  const needed = expected === 0 ? [] : [expected, ...(last?.pending_before ?? [])];
  // Damage is acknowledged; what is deleted for its age needs no word.
  const isExcused = (n: number) => n < mark || damaged.size > 0;
  const decision = rules.decide(
    {
      expected,
      last,
      next: read(expected + 1),
      earlier: before.filter((n) => n < expected).flatMap((n) => read(n) ?? []),
      absent: needed.filter((n) => !read(n) && isExcused(n)),
    },
    {
      verb: request.asked.verb,
      keyHash: request.asked.key,
      bodyHash: BODY,
      addresses: request.asked.verb === 'isolate' ? LIFELINE ?? [] : [],
      user: 'user',
      now,
    }
  );
  const writes = (what: string, pending: PendingWrite) =>
    goes(turn, what, { at: 'write', write: pending, expected, tries });
  switch (decision.do) {
    case 'refuse':
      return goes(
        turn,
        `is refused: ${decision.why.code}`,
        over(decision.why.code === 'ledger_incomplete' ? 'lost_history' : 'refused')
      );
    case 'repeat':
      // Sent by whoever recorded it, unless it was only queued.
      return decision.action.status === 'recorded'
        ? claim(turn, decision.action.n)
        : goes(turn, 'finds its own action', over('repeat'));
    case 'claim':
      return claim(turn, decision.action.n);
    case 'write_first':
      return writes(`ends ${decision.was.n} as ${decision.becomes.status} first`, {
        purpose: 'write_first',
        ifVersion: world.documents.get(decision.was.n)?.version,
        action: decision.becomes,
      });
    case 'create':
      return writes(`creates ${decision.n}`, {
        purpose: 'create',
        ifVersion: undefined,
        action: newActionOf(turn, decision.n, decision.pendingBefore),
      });
  }
}
type Writing = Extract<Step, { at: 'write' | 'settle' }>;

function write(turn: Turn, step: Extract<Step, { at: 'write' }>): Happening[] {
  const { world, rules } = turn;
  const done = carryOut(world, step.write, rules);
  const { document, world: after } = done ?? { document: unwritten(step.write), world };
  const settle: Step = { ...step, at: 'settle' };
  return [
    rules.isRecorded(done) ? afterWrite(turn, step, document, after) : afterConflict(turn, step),
    ...(done ? lostAnswer(turn, 'writes, the answer is lost', settle, done.world) : []),
    ...lostAnswer(turn, 'does not write, the answer is lost', settle, {
      ...world,
      stray: [...world.stray, step.write],
    }),
  ];
}

/** The write as an attempt has it that takes it for done. */
function unwritten({ action }: PendingWrite): StoredDocument {
  return { version: 0, action };
}

/** A broken answer is settled by reading the document by id. */
function settleWrite(turn: Turn, step: Extract<Step, { at: 'settle' }>): Happening {
  const there = turn.world.documents.get(step.write.action.n);
  if (!there) return goes(turn, 'finds nothing of its write', over('failed'));
  return turn.rules.isOwn(there.action, step.write.action)
    ? afterWrite(turn, step, there, turn.world)
    : afterConflict(turn, step);
}

function afterWrite(
  turn: Turn,
  { write: { purpose, action }, expected, tries }: Writing,
  document: StoredDocument,
  world: World
): Happening {
  const what = `${purpose}s ${action.n} as ${action.status}`;
  if (purpose === 'write_first') {
    return goes(turn, what, { at: 'decide', expected, tries: tries + 1 }, world);
  }
  return document.action.status === 'sending'
    ? goes(turn, what, { at: 'check', document }, world)
    : claim(turn, action.n, world);
}

/** Reads at once what the conflict left: a later reading is one after a later conflict. */
function afterConflict(
  turn: Turn,
  { write: { purpose, action }, expected, tries }: Writing
): Happening {
  if (purpose === 'claim') return goes(turn, 'finds it claimed', over('done'));
  if (turn.world.numbers.damaged.has(action.n)) {
    return goes(turn, `finds ${action.n} taken by what cannot be read`, over('lost_history'));
  }
  return tries < MOST_TRIES
    ? decide(turn, { expected, tries: tries + 1 })
    : goes(turn, 'gives up', over('refused'));
}
