import fc from 'fast-check';
import { anAnswer, answers, aSentAction, minutes } from '../../test/builders/evidence';
import { DAY, HOUR, MINUTE, SECOND } from '../base/time';
import { addTo, EMPTY_RECORD } from '../state/endpoint_record';
import type { SendingClass } from './sending_group';
import { nextTogether, SENDING_CLASSES, sendingClassOf } from './sending_group';

const now = minutes(0) + DAY;
const inContact = { status: 'active' as const, last_keep_alive: now - 5 * SECOND };

describe('the class of an endpoint', () => {
  const reported = (at: number) =>
    addTo(EMPTY_RECORD, [anAnswer('isolate', answers.isolated, at)], []);

  it('is answering where it is in contact and reported within a day', () => {
    expect(sendingClassOf(inContact, reported(now - HOUR), now)).toBe('answering');
    expect(sendingClassOf(inContact, reported(now - DAY - MINUTE), now)).toBe('untried');
    expect(sendingClassOf(inContact, reported(now + 70 * 365 * DAY), now)).toBe('untried');
  });

  it('is untried where it is in contact and nothing was ever heard of its program', () => {
    expect(sendingClassOf(inContact, EMPTY_RECORD, now)).toBe('untried');
  });

  it.each([
    ['has stopped its keep-alives', { ...inContact, last_keep_alive: now - 5 * MINUTE }],
    ['is away', { ...inContact, status: 'disconnected' as const, last_keep_alive: now - HOUR }],
    ["isn't listed", undefined],
  ])('is silent where it %s', (_, agent) => {
    expect(sendingClassOf(agent, reported(now - HOUR), now)).toBe('silent');
  });

  it('is silent where it left the newest command unanswered', () => {
    const unanswered = aSentAction(2, 'isolate', now - HOUR, { waits_until: now - 50 * MINUTE });
    const record = addTo(reported(now - 2 * HOUR), [], [unanswered]);
    expect(sendingClassOf(inContact, record, now)).toBe('silent');
    const waiting = { ...unanswered, waits_until: now + MINUTE };
    expect(sendingClassOf(inContact, addTo(EMPTY_RECORD, [], [waiting]), now)).toBe('untried');
  });
});

describe('what is sent together', () => {
  const waiting = (sendingClass: SendingClass, body = 'one', count = 1) =>
    Array.from({ length: count }, () => ({ sendingClass, body }));

  it('is of the best class first, whatever was recorded first', () => {
    const all = [...waiting('silent'), ...waiting('untried'), ...waiting('answering')];
    expect(nextTogether(all, 1000)).toEqual(waiting('answering'));
    expect(nextTogether(all.slice(0, 2), 1000)).toEqual(waiting('untried'));
  });

  it.each<[SendingClass, number]>([
    ['answering', 25],
    ['untried', 5],
    ['silent', 1],
  ])('is of the class %s at most %d', (sendingClass, most) => {
    expect(nextTogether(waiting(sendingClass, 'one', 60), 1000)).toHaveLength(most);
  });

  it.each([
    [undefined, 1],
    [0, 1],
    [4, 1],
    [8, 1],
    [9, 2],
    [40, 9],
    [100, 24],
    [101, 25],
  ])('of %s agents is at most %d, fewer than a quarter', (fleetSize, most) => {
    expect(nextTogether(waiting('answering', 'one', 60), fleetSize)).toHaveLength(most);
  });

  it('has one body and one class, and leaves nothing for ever', () => {
    const one = fc.record({
      sendingClass: fc.constantFrom(...SENDING_CLASSES),
      body: fc.constantFrom('a', 'b'),
    });
    fc.assert(
      fc.property(fc.array(one, { maxLength: 120 }), fc.nat(300), (all, fleetSize) => {
        let left = all;
        while (left.length > 0) {
          const together = nextTogether(left, fleetSize);
          expect(together.length).toBeGreaterThan(0);
          expect(new Set(together.map(({ body }) => body)).size).toBe(1);
          expect(new Set(together.map(({ sendingClass }) => sendingClass)).size).toBe(1);
          if (together.length > 1) expect(together.length * 4).toBeLessThan(fleetSize);
          left = left.filter((command) => !together.includes(command));
        }
      })
    );
  });
});
