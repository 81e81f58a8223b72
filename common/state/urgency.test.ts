import { MINUTE } from '../base/time';
import { anAgent, anEndpointView, NIGHT, provenState } from '../../test/builders/views';
import { inUrgencyOrder } from './urgency';

const named = (name: string, parts: Parameters<typeof anEndpointView>[0]) =>
  anEndpointView({ agent: anAgent({ name }), ...parts });

describe('inUrgencyOrder', () => {
  it('puts first what moves, then what is uncertain, then what lost contact, and of equals the newest', () => {
    const isolated = provenState('isolated', NIGHT - 60 * MINUTE);
    const waiting = { verb: 'isolate' as const, n: 1, since: NIGHT, until: NIGHT + MINUTE };
    const endpoints = [
      named('old', { state: provenState('isolated', NIGHT - 90 * MINUTE) }),
      named('new', { state: isolated }),
      named('lost', { state: isolated, contact: { contact: 'lost', since: NIGHT } }),
      named('unknown', { state: { ...isolated, status: 'unknown', proof: undefined } }),
      named('moves', { state: { ...isolated, waiting } }),
    ];
    expect(inUrgencyOrder(endpoints).map(({ name }) => name)).toEqual([
      'moves',
      'unknown',
      'lost',
      'new',
      'old',
    ]);
  });
});
