import { answers, minutes } from '../../test/builders/evidence';
import type { Said } from '../../test/builders/walks';
import {
  isolated,
  isolatedFew,
  isolatedUncounted,
  exportFailed,
  isolatedInPart,
  isolatedSomehow,
  released,
  importFailed,
  notIsolated,
  walkOf,
} from '../../test/builders/walks';

describe('the count of deleted rules', () => {
  const counted = (rules: number): Said => [
    'isolate',
    { ...answers.isolated, deleted_rules: rules },
  ];

  it('is many above 20 and above twice the largest lifeline that this endpoint ever had', () => {
    const isTainted = (rules: number, maxAddresses: number) =>
      walkOf([counted(rules)], { maxAddresses }).tainted;
    expect(isTainted(20, 1)).toBe(true);
    expect(isTainted(21, 1)).toBe(false);
    expect(isTainted(400, 200)).toBe(true);
    expect(isTainted(401, 200)).toBe(false);
  });

  it('shows no open firewall behind an isolation that was done in part', () => {
    // Neither the export nor the delete was done: it blocks, and still has its rules.
    expect(walkOf([isolatedInPart, counted(414), released])).toMatchObject({
      status: 'unknown',
      reason: 'backup_tainted',
    });
    expect(walkOf([isolatedInPart, released, counted(412), released]).status).toBe('not_isolated');
  });
});

describe('a stuck endpoint', () => {
  it('stays unknown after a release that answers as a success', () => {
    const stuck = [isolated, importFailed, isolatedFew, released];
    expect(walkOf(stuck)).toMatchObject({ status: 'unknown', reason: 'backup_tainted' });
    expect(walkOf([exportFailed, isolatedFew, released]).status).toBe('unknown');
  });

  it('is proven isolated still by what it answered last before that', () => {
    const { lastProven } = walkOf([isolated, importFailed, isolatedFew, released]);
    expect(lastProven).toMatchObject({ status: 'isolated', at: minutes(20) });
  });

  it('is trusted again once it was isolated from an open firewall', () => {
    const stuck = [isolated, importFailed, isolatedFew, released];
    expect(walkOf([...stuck, isolated, released]).status).toBe('not_isolated');
  });
});

describe('a backup that may be missing', () => {
  it('may have been made by a command that nobody heard of again', () => {
    const unheard = { hasUnansweredIsolate: true };
    expect(walkOf([isolatedInPart, released]).status).toBe('not_isolated');
    expect(walkOf([isolatedInPart, released], unheard).status).toBe('unknown');
    expect(walkOf([isolatedSomehow, released], unheard).status).toBe('unknown');
    expect(walkOf([isolated, released], unheard).status).toBe('not_isolated');
  });
});

describe('where events were forgotten', () => {
  const forgotten = { forgotten: true };

  it('nothing is known before the first decisive answer', () => {
    expect(walkOf([], forgotten)).toMatchObject({ status: 'unknown', reason: 'too_many_events' });
    expect(walkOf([notIsolated], forgotten).status).toBe('unknown');
    expect(walkOf([released], forgotten).status).toBe('unknown');
    expect(walkOf([isolatedUncounted, released], forgotten).status).toBe('unknown');
  });

  it('an isolation of an open firewall is known again, and its release', () => {
    expect(walkOf([isolated], forgotten).status).toBe('isolated');
    expect(walkOf([isolated, released], forgotten).status).toBe('not_isolated');
  });
});
