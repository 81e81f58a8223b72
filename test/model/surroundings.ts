import { anAnswer, answers } from '../builders/evidence';
import { carryOut } from './abstract_store';
import type { Adversary } from './adversary';
import { isLast, mayDie, nowIn, timeAt } from './adversary';
import { numbersChange } from './numbers_change';
import type { Happening } from './turn';
import type { Rules } from './rules';
import type { PendingWrite, World } from './world';
import { isOver } from './world';

/** Lists what happens around the requests: processes die, time passes, reconcilers end what is over, evidence and lost writes arrive. */
export function surroundings(world: World, rules: Rules, adversary: Adversary): Happening[] {
  return [
    ...deaths(world, adversary),
    ...timePasses(world, adversary),
    ...reconciled(world, rules, adversary),
    ...evidenceArrives(world, rules, adversary),
    ...strayWritesArrive(world, rules),
    ...(adversary.past > 0 ? numbersChange(world, rules, adversary) : []),
  ];
}

function deaths(world: World, adversary: Adversary): Happening[] {
  if (!mayDie(world, adversary)) return [];
  const active = world.requests.filter((request) => !isOver(request));
  const processes = Array.from(new Set(active.map(({ asked }) => asked.process)));
  return processes
    .filter((process) => !world.crashed.has(process))
    .map((process) => ({
      what: `process ${process} dies`,
      world: {
        ...world,
        crashed: new Set([...Array.from(world.crashed), process]),
        requests: world.requests.map((request) =>
          request.asked.process === process && !isOver(request)
            ? { ...request, step: { at: 'over' as const, how: 'dead' as const } }
            : request
        ),
      },
    }));
}

function timePasses(world: World, adversary: Adversary): Happening[] {
  const moment = world.moment + 1;
  const next = timeAt(moment, adversary);
  if (next === undefined || (isLast(moment, adversary) && !world.requests.every(isOver))) return [];
  return [{ what: 'time passes', world: { ...world, moment } }];
}

/** Lets any process that lives reconcile, or one that is started again. */
function reconciled(world: World, rules: Rules, adversary: Adversary): Happening[] {
  const times = new Set([0, ...adversary.clocks].map((ahead) => nowIn(world, adversary) + ahead));
  const ends = Array.from(world.documents.values()).flatMap(({ action, version }) =>
    Array.from(times, (now) => ({
      action,
      version,
      becomes: rules.recover(action, now) ?? rules.giveUpWaiting(action, now),
    }))
  );
  return ends.flatMap(({ action, version, becomes }) => {
    return becomes
      ? arrives(`${action.n} is found ${becomes.status}`, world, rules, {
          purpose: 'end',
          ifVersion: version,
          action: becomes,
        })
      : [];
  });
}

function evidenceArrives(world: World, rules: Rules, adversary: Adversary): Happening[] {
  const now = nowIn(world, adversary);
  return world.commands.flatMap(({ n, verb, ran }) => {
    const there = world.documents.get(n);
    if (!ran || !there || there.action.evidence.length > 0) return [];
    const outcome = verb === 'isolate' ? answers.isolated : answers.released;
    const evidence = anAnswer(verb, outcome, now, { identity: `event of ${n}` });
    return arrives(`evidence of ${n}`, world, rules, {
      purpose: 'end',
      ifVersion: there.version,
      action: rules.settle(there.action, evidence, now),
    });
  });
}

/** A write whose answer was lost may still be carried out, long after its process has given it up. */
function strayWritesArrive(world: World, rules: Rules): Happening[] {
  return world.stray.flatMap((write) => {
    const others = { ...world, stray: world.stray.filter((one) => one !== write) };
    return arrives(`a lost write of ${write.action.n} arrives`, others, rules, write);
  });
}

function arrives(what: string, world: World, rules: Rules, write: PendingWrite): Happening[] {
  const done = carryOut(world, write, rules);
  return done ? [{ what, world: done.world }] : [];
}
