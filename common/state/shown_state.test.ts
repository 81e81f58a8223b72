import { minutes } from '../../test/builders/evidence';
import type { EndpointState } from './endpoint_state';
import { shownState, UNREADABLE_STATE } from './shown_state';
import { MINUTE } from '../base/time';

const proof = { status: 'isolated', at: minutes(0), identity: 'n|001|1.1' } as const;
const isolated: EndpointState = {
  status: 'isolated',
  reasons: [],
  proof,
  last_proven: proof,
  backup: 'present',
  cautions: [],
};
const name = 'FIN-WS-01';
const registered = (after: number, as = name) => ({ name: as, date_add: minutes(0) + after });

describe('the state that is shown of an isolated endpoint', () => {
  it('is the proven one where the agent was registered before the proof', () => {
    expect(shownState(isolated, name, registered(-16 * MINUTE))).toBe(isolated);
    expect(shownState(isolated, name, registered(-16 * MINUTE, 'RENAMED'))).toBe(isolated);
  });

  it('is the proven one where the manager does not say when it was registered', () => {
    expect(shownState(isolated, name, { name })).toBe(isolated);
  });

  it('says that the manager no longer lists the agent', () => {
    expect(shownState(isolated, name, undefined)).toEqual({ ...isolated, removed: true });
  });

  it.each([-15 * MINUTE, 0, 15 * MINUTE])(
    'is unknown where registration and proof are %d ms apart, which nobody can put in order',
    (apart) => {
      for (const as of [name, 'OTHER']) {
        expect(shownState(isolated, name, registered(apart, as))).toMatchObject({
          status: 'unknown',
          reasons: ['re_registered'],
          last_proven: proof,
        });
      }
    }
  );

  it('is unknown where the same machine was registered again, with its last proof beside', () => {
    const shown = shownState(isolated, name, registered(16 * MINUTE));
    expect(shown).toMatchObject({
      status: 'unknown',
      reasons: ['re_registered'],
      last_proven: proof,
    });
    expect(shown.proof).toBeUndefined();
  });

  it('is that of another machine where the id was given to one', () => {
    expect(shownState(isolated, name, registered(16 * MINUTE, 'OTHER'))).toEqual({
      status: 'no_record',
      reasons: [],
      backup: 'none_needed',
      cautions: [],
      earlier_agent: name,
    });
  });

  it('keeps the other reasons for being unknown', () => {
    const unknown: EndpointState = { ...isolated, status: 'unknown', reasons: ['release_refused'] };
    expect(shownState(unknown, name, registered(16 * MINUTE)).reasons).toEqual([
      'release_refused',
      're_registered',
    ]);
  });
});

it('nothing is claimed of a record that cannot be read', () => {
  expect(UNREADABLE_STATE).toMatchObject({ status: 'unknown', reasons: ['record_unreadable'] });
});
