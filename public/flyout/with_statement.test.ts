import { anEndpoint, NIGHT, OPEN_STATE, provenState } from '../../test/builders/views';
import { withStatement } from './with_statement';

const said = { by: 'alice', at: NIGHT, reason: 'Firewall reset at the endpoint' };
const found = anEndpoint({ state: { ...OPEN_STATE, status: 'unknown', reasons: ['found_open'] } });

describe('what a person has just said about an endpoint', () => {
  it('stands in its panel before the search for statements finds it', () => {
    expect(withStatement(found, said).found_open).toEqual(said);
  });

  it('gives way to what is on record, and to a state that is about something else', () => {
    const others = { ...said, by: 'bob' };
    expect(withStatement({ ...found, found_open: others }, said).found_open).toEqual(others);
    const isolated = anEndpoint({ state: provenState('isolated') });
    expect(withStatement(isolated, said)).not.toHaveProperty('found_open');
  });
});
