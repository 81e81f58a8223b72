import type { ActionDocument } from '../../common/action/action';
import { CLAIM_WITHIN, RECOVER_AFTER } from '../../common/action/action';
import type { SendingEnd } from '../../common/action/sending_end';
import { GIVEN_BACK } from '../../common/action/give_back';
import { asSending } from '../../server/actions/new_action';
import { ActionBuilder, ANSWER_TIME } from '../builders/actions';
import { carryOut } from './abstract_store';
import type { Adversary } from './adversary';
import { clockOf, mayBeLimited, nowIn } from './adversary';
import type { Rules } from './rules';
import type { NumbersSeen } from '../../common/ledger/newest_number';
import type { NumbersHalf, PendingWrite, RequestState, Step, StoredDocument, World } from './world';
import { isOver, newestIn } from './world';

/** One thing that can happen, and the world behind it. */
export interface Happening {
  readonly what: string;
  readonly world: World;
}

/** Number of times it is decided again if someone else came first. The server does so a little more often. */
const MOST_TRIES = 2;
const BODY = 'body of alice';
const [LIFELINE] = [new ActionBuilder('isolate').build().lifeline.map(({ address }) => address)];

interface Turn {
  readonly world: World;
  readonly index: number;
  readonly request: RequestState;
  readonly now: number;
  readonly rules: Rules;
  readonly adversary: Adversary;
}

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

function goes(turn: Turn, what: string, step: Step, world: World = turn.world): Happening {
  const { index, request } = turn;
  const { verb, key } = request.asked;
  // Each attempt to write has a mark of its own.
  const attempts = request.attempts + (step.at === 'write' ? 1 : 0);
  return {
    what: `request ${index} (${verb}, ${key}) ${what}`,
    world: {
      ...world,
      requests: world.requests.map((one, at) => (at === index ? { ...one, step, attempts } : one)),
    },
  };
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

function newActionOf(turn: Turn, n: number, pendingBefore: readonly number[]): ActionDocument {
  const { request, now } = turn;
  const { verb, key, start } = request.asked;
  const recorded = new ActionBuilder(verb)
    .with({
      n,
      pending_before: pendingBefore,
      key_hash: key,
      mark: markOf(turn),
      created_at: now,
      not_after: now + CLAIM_WITHIN,
    })
    .build();
  return start === 'recorded' ? recorded : sendingOf(turn, recorded);
}

function sendingOf(turn: Turn, action: ActionDocument): ActionDocument {
  const clock = { now: () => turn.now, randomBytes: () => Buffer.from(markOf(turn)) };
  return asSending(action, 'user', { answerTime: ANSWER_TIME }, clock);
}

function markOf({ index, request }: Turn): string {
  return `${index}.${request.attempts}`;
}

function claim(turn: Turn, n: number, world: World = turn.world): Happening {
  const document = world.documents.get(n);
  if (!document) throw new Error('what is claimed is there');
  const { action, version } = document;
  if (action.status !== 'recorded' || turn.now >= (action.not_after ?? 0)) {
    return goes(turn, `may not claim ${n} any more`, over('done'), world);
  }
  const write: PendingWrite = {
    purpose: 'claim',
    ifVersion: version,
    action: sendingOf(turn, action),
  };
  return goes(turn, `claims ${n}`, { at: 'write', write, expected: n, tries: 0 }, world);
}

type EndStatus = Extract<Step, { at: 'end' }>['status'];
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

function lostAnswer(turn: Turn, what: string, step: Step, world: World): Happening[] {
  const lostAnswers = world.lostAnswers + 1;
  return lostAnswers > turn.adversary.lostAnswers
    ? []
    : [goes(turn, what, step, { ...world, lostAnswers })];
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

/** The statement before the request. */
function check(turn: Turn, document: StoredDocument): Happening[] {
  if (!turn.rules.mayStillSend(document.action, turn.now)) {
    return [goes(turn, 'is too late to send', endOf(turn, document, 'rejected'))];
  }
  return turn.adversary.pauses === 'any'
    ? [goes(turn, 'may still send', { at: 'put', document })]
    : put(turn, document);
}

function put(turn: Turn, document: StoredDocument): Happening[] {
  const { world, now, index, rules } = turn;
  const { n, verb, mark, sent_at: sentAt = 0, send_before: sendBefore = 0 } = document.action;
  const leftAt = nowIn(world, turn.adversary);
  const past = now >= sendBefore;
  const late = now >= sendBefore + RECOVER_AFTER;
  const sends = (what: string, ran: boolean, status: SendingEnd['status']) => {
    const isDoubt = late && status !== 'rejected';
    const recorded = world.documents.get(n)?.action;
    const sent = { status, sentAt, leftAt };
    const command = { by: index, n, verb, recorded, mark, past, ran, late, isDoubt, ...sent };
    const commands = [...world.commands, command];
    const end = status === 'uncertain' && rules.isProof('lost_answer') ? 'recorded' : status;
    return goes(turn, what, endOf(turn, document, end), { ...world, commands });
  };
  return [
    sends('sends, and the manager says so', true, 'dispatched'),
    sends('sends, the manager says so, and nothing runs', false, 'dispatched'),
    sends('sends, and the manager says no', false, 'rejected'),
    sends('sends, it runs, the answer is lost', true, 'uncertain'),
    sends('sends, nothing runs, the answer is lost', false, 'uncertain'),
    ...limited(turn, document),
  ];
}

/** The manager refuses it for its limit: proof that nothing ran, and that it can be sent later. */
function limited(turn: Turn, document: StoredDocument): Happening[] {
  const { world, rules, adversary } = turn;
  if (!mayBeLimited(world, adversary) || !rules.isProof('limit')) return [];
  const after = { ...world, limited: world.limited + 1 };
  return [goes(turn, 'is refused for the limit', endOf(turn, document, 'recorded'), after)];
}

function endOf({ now }: Turn, document: StoredDocument, status: EndStatus): Step {
  return { at: 'end', document, status, since: now, mark: document.action.mark, tries: 0 };
}

function writeEnd(turn: Turn, step: Extract<Step, { at: 'end' }>): Happening[] {
  const { world, rules } = turn;
  const { document, status } = step;
  const becomes = ended(turn, step);
  if (becomes === document.action) {
    return [
      status === 'recorded'
        ? claim(turn, document.action.n)
        : goes(turn, 'has nothing to add', over('done')),
    ];
  }
  const pending: PendingWrite = { purpose: 'end', ifVersion: document.version, action: becomes };
  const done = carryOut(world, pending, rules);
  if (done) {
    return [
      status === 'recorded' && done.document.action.status === 'recorded'
        ? claim(turn, becomes.n, done.world)
        : goes(turn, `writes ${status}`, over('done'), done.world),
      ...lostAnswer(turn, `writes ${status}, the answer is lost`, step, done.world),
    ];
  }
  const there = world.documents.get(becomes.n);
  return there
    ? [goes(turn, 'finds a conflict at its end', { ...step, document: there })]
    : [goes(turn, 'finds its document gone', over('failed'))];
}

/** The action with the end of its sending. `mark` is that of the attempt: the document is whatever the store has now. */
function ended(
  { rules }: Turn,
  { document, status, since, mark }: Extract<Step, { at: 'end' }>
): ActionDocument {
  return status === 'recorded'
    ? rules.giveBack(document.action, { status, mark, at: since, detail: LIMIT })
    : rules.end(document.action, { status, unexpected: [], at: since });
}

const LIMIT = { code: GIVEN_BACK, cause: 'rate_limited' };

function over(how: Extract<Step, { at: 'over' }>['how']): Step {
  return { at: 'over', how };
}
