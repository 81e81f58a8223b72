import { SECOND } from '../../common/base/time';
import { anAgent, anEndpointView, NIGHT, OPEN_STATE, provenState } from '../../test/builders/views';
import { withToldMember, withToldRow } from './told_endpoint';

const OTHER = anEndpointView({ agent: anAgent({ id: '002', name: 'WEB-01' }) });
const isolated = anEndpointView({ state: provenState('isolated') });
const open = anEndpointView({ state: OPEN_STATE });
const unknown = anEndpointView({
  state: { ...OPEN_STATE, status: 'unknown', reasons: ['may_be_isolated'] },
});
const toldAt = (endpoint: typeof open) => ({ endpoint, at: NIGHT });

describe('what a panel knows, in a list that is searched for', () => {
  it('stays until a search certainly finds it', () => {
    const askedJustAfter = withToldMember([OTHER], NIGHT + SECOND, toldAt(isolated));
    expect(askedJustAfter).toEqual([OTHER, isolated]);
    const askedLater = withToldMember([OTHER], NIGHT + 4 * SECOND, toldAt(isolated));
    expect(askedLater).toEqual([OTHER]);
  });

  it('replaces the row that was found, and never doubles it', () => {
    expect(withToldMember([open, OTHER], NIGHT, toldAt(isolated))).toEqual([OTHER, isolated]);
  });

  it('takes a row away that is neither isolated nor unknown any more', () => {
    expect(withToldMember([isolated, OTHER], NIGHT, toldAt(open))).toEqual([OTHER]);
  });

  it('adds no unknown endpoint that the search does not know as one: its panel may just not have read it', () => {
    expect(withToldMember([OTHER], NIGHT, toldAt(unknown))).toEqual([OTHER]);
    expect(withToldMember([isolated], NIGHT, toldAt(unknown))).toEqual([unknown]);
  });
});

describe('what a panel knows, in a list that is read by ID', () => {
  it('replaces a row that was asked for earlier, and adds none', () => {
    expect(withToldRow([OTHER, open], NIGHT - SECOND, toldAt(isolated))).toEqual([OTHER, isolated]);
    expect(withToldRow([OTHER], NIGHT - SECOND, toldAt(isolated))).toEqual([OTHER]);
    expect(withToldRow([open], NIGHT + 1, toldAt(isolated))).toEqual([open]);
  });
});
