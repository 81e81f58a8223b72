import { PROGRAMS } from '../../test/builders/programs';
import { anAgent, OPEN_STATE, provenState } from '../../test/builders/views';
import { reasonsAgainstOffer } from './offered_action';

type Offer = Parameters<typeof reasonsAgainstOffer>;

const codes = (verb: Offer[0], offered: Offer[1], known?: Offer[3]) =>
  reasonsAgainstOffer(verb, offered, PROGRAMS, known).map(({ code }) => code);

describe('an action that a page offers before its preview', () => {
  it('is held back by what the page knows of the endpoint', () => {
    expect(
      codes('isolate', { agent: anAgent({ os_platform: 'ubuntu' }), state: OPEN_STATE })
    ).toEqual(['not_windows']);
    expect(codes('isolate', { state: OPEN_STATE })).toEqual(['not_listed']);
    expect(codes('isolate', { agent: anAgent(), state: OPEN_STATE })).toEqual([]);
  });

  it('is no change of addresses where the server has said that the endpoint is protected', () => {
    const isolated = { agent: anAgent(), state: provenState('isolated') };
    expect(codes('reisolate', isolated)).toEqual([]);
    expect(codes('reisolate', isolated, [{ code: 'protected' }])).toEqual(['protected']);
    expect(codes('reisolate', isolated, [{ code: 'already_isolated' }])).toEqual([]);
  });
});
