import { MANAGER_CODES } from '../../common/manager/manager_answer_words';
import { ELIGIBILITY_CODES } from '../../common/action/eligibility';
import { LIFELINE_SOURCES } from '../../common/lifeline/lifeline';
import { RIGHT_REFUSALS } from '../../common/manager/rights';
import { eligibilitySentence } from './eligibility_words';
import { sourceWords } from './lifeline_words';
import { managersOwnWords, managerWords } from './manager_words';
import { rightSentence } from './right_words';
import { conflictSentence } from './conflict_words';
import { stateNameOf } from '../../common/state/state_name';

describe('words', () => {
  it.each(MANAGER_CODES)('say what happened and what to do for %s of the manager', (code) => {
    const { happened, next } = managerWords(code);
    expect(happened).toMatch(/\.$/);
    expect(next).toMatch(/\.$/);
  });

  it.each(ELIGIBILITY_CODES)('are a sentence for %s', (code) => {
    expect(eligibilitySentence({ code, detail: 'disconnected' }, undefined)).toMatch(
      /^[A-Z].*[.)]$/
    );
  });

  it.each(RIGHT_REFUSALS)('are a sentence for the missing right: %s', (code) => {
    expect(rightSentence({ code, needs: ['a', 'b'] })).toMatch(/^[A-Z].*\.$/);
  });

  it.each(LIFELINE_SOURCES)('name the source %s, with and without a label', (source) => {
    expect(sourceWords({ source, label: 'x' })).not.toBe('');
    expect(sourceWords({ source })).not.toBe('');
  });

  it.each(['being_sent', 'already_pending', 'already_waiting', 'may_still_run'] as const)(
    'say of an action that is %s whose it is',
    (code) => {
      const note = { code, verb: 'isolate' as const, by: 'bob {x} <b>' };
      const clock = () => '03:05';
      expect(conflictSentence(note, clock)).toContain('bob {x} <b>');
      expect(conflictSentence({ ...note, until: 0 }, clock)).toContain('bob {x} <b>');
    }
  );

  it('keep apart what the manager itself said from our own sentence', () => {
    const { happened, next } = managerWords('agent_not_found');
    const message = `${happened} ${next} It said (1701): Agent does not exist`;
    expect(managersOwnWords('agent_not_found', message)).toBe(
      'It said (1701): Agent does not exist'
    );
    expect(managersOwnWords('agent_not_found', 'something else')).toBe('');
  });

  it('name a state by what moves, and else by what is proven', () => {
    const waiting = { verb: 'release' as const, n: 1, since: 0, until: 1 };
    expect(stateNameOf({ status: 'isolated', waiting })).toBe('releasing');
    expect(stateNameOf({ status: 'unknown', waiting: { ...waiting, verb: 'isolate' } })).toBe(
      'isolating'
    );
    expect(stateNameOf({ status: 'unknown' })).toBe('unknown');
  });
});
