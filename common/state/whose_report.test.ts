import type { Whose } from './listed_names';
import { joinWhose, NOTHING_LISTED, withListed, withPlaces, withUnlisted } from './listed_names';
import { minutes } from '../../test/builders/evidence';
import type { OwnedReport } from './whose_report';
import { needsNameCheck, ownerOf, placeOf } from './whose_report';

const LONG_AGO = minutes(-500000);
const listed = (name: string, at: number, registered?: number) => ({
  name,
  last_at: at,
  ...(registered === undefined ? {} : { date_add: registered }),
});
const ours: Whose = { listed: [listed('A-WS-01', minutes(0), LONG_AGO)], places: ['local'] };
const report = (name: string, at = minutes(5), more: Partial<OwnedReport> = {}): OwnedReport => ({
  agent_name: name,
  at,
  ...more,
});

describe('a report without a known ref', () => {
  it('is of the endpoint where the manager lists its name, or ever did', () => {
    expect(ownerOf(report('A-WS-01'), ours)).toBe('ours');
    const renamed = withListed(ours, [listed('B-WS-01', minutes(9), minutes(8))]);
    expect(ownerOf(report('A-WS-01'), renamed)).toBe('ours');
    expect(ownerOf(report('B-WS-01'), renamed)).toBe('ours');
  });

  it('is of nobody for certain until the manager was asked after it', () => {
    const stranger = report('B-SRV-01');
    expect(ownerOf(stranger, ours)).toBe('name_not_checked');
    expect(needsNameCheck(stranger, ours)).toBe(true);
    expect(ownerOf(stranger, NOTHING_LISTED)).toBe('name_not_checked');
  });

  it('is of another machine where the manager, asked after it, lists another name', () => {
    const asked = withListed(ours, [listed('A-WS-01', minutes(6), LONG_AGO)]);
    expect(ownerOf(report('B-SRV-01'), asked)).toBe('another_machine');
    expect(needsNameCheck(report('B-SRV-01'), asked)).toBe(false);
  });

  it('stays undecided where the manager lists nobody: a machine that was removed may have given it', () => {
    const removed = withUnlisted(NOTHING_LISTED, minutes(6));
    expect(ownerOf(report('A-WS-01'), removed)).toBe('name_not_checked');
    expect(needsNameCheck(report('A-WS-01'), removed)).toBe(false);
    expect(ownerOf(report('B-SRV-01'), withUnlisted(ours, minutes(6)))).toBe('name_not_checked');
  });

  it('stays undecided where the id was given anew behind it', () => {
    const anew = withListed(NOTHING_LISTED, [listed('NEW', minutes(9), minutes(7))]);
    expect(ownerOf(report('OLD', minutes(5)), anew)).toBe('name_not_checked');
    expect(ownerOf(report('OLD', minutes(8)), anew)).toBe('another_machine');
  });

  it('is judged again when the name under that id changes', () => {
    const asked = withListed(ours, [listed('A-WS-01', minutes(6), LONG_AGO)]);
    const renamed = withListed(asked, [listed('B-SRV-01', minutes(20), minutes(19))]);
    expect(ownerOf(report('B-SRV-01'), asked)).toBe('another_machine');
    expect(ownerOf(report('B-SRV-01'), renamed)).toBe('ours');
  });

  it('is judged by when it was first seen, where its manager’s clock is ahead', () => {
    const asked = withListed(ours, [listed('A-WS-01', minutes(6), LONG_AGO)]);
    const ahead = report('B-SRV-01', minutes(3000), { seen_at: minutes(5) });
    expect(ownerOf(ahead, asked)).toBe('another_machine');
  });

  it('is of nobody for certain where the id was given anew behind it, however far its manager’s clock was ahead', () => {
    const anew = withListed(NOTHING_LISTED, [listed('NEW', minutes(60), minutes(30))]);
    const ahead = report('B-SRV-01', minutes(3000), { seen_at: minutes(5) });
    expect(ownerOf(ahead, anew)).toBe('name_not_checked');
  });

  it('is of the endpoint in whatever letters, since a machine can be registered again in others', () => {
    expect(ownerOf(report('a-ws-01'), ours)).toBe('ours');
  });

  it('is of nobody where reports under the manager’s name come from two places', () => {
    const two = withPlaces(ours, { places: ['remote'] });
    expect(ownerOf(report('A-WS-01'), two)).toBe('place_not_known');
    expect(ownerOf(report('A-WS-01', minutes(5), { place: 'remote' }), two)).toBe(
      'place_not_known'
    );
  });

  it('is of another machine by its name also where two places have reports', () => {
    const asked = withListed(ours, [listed('A-WS-01', minutes(6), LONG_AGO)]);
    const two = withPlaces(asked, { places: ['remote'] });
    expect(ownerOf(report('B-SRV-01'), two)).toBe('another_machine');
  });

  it('is told by its place once that is configured, and by all again when it is no more', () => {
    const two = withPlaces(ours, { places: ['remote'], from: ['local'] });
    expect(ownerOf(report('A-WS-01'), two)).toBe('ours');
    expect(ownerOf(report('A-WS-01', minutes(5), { place: 'remote' }), two)).toBe(
      'another_machine'
    );
    const open = withPlaces(two, { places: [] });
    expect(ownerOf(report('A-WS-01'), open)).toBe('place_not_known');
  });
});

it('a report with a known ref is the endpoint’s whatever its name and place', () => {
  const two = withPlaces(ours, { places: ['remote'], from: ['local'] });
  const answer = report('WHOEVER', minutes(5), { action: { n: 1 }, place: 'remote' });
  expect(ownerOf(answer, two)).toBe('ours');
});

describe('what is known of names', () => {
  it('joins in whatever order', () => {
    const a = withUnlisted(withListed(NOTHING_LISTED, [listed('A', 1), listed('B', 5)]), 3);
    const b = withPlaces(withListed(NOTHING_LISTED, [listed('A', 4, 2)]), { places: ['x'] });
    const joined = { listed: [listed('A', 4, 2), listed('B', 5)], unlisted_at: 3, places: ['x'] };
    expect(joinWhose(a, b)).toEqual(joined);
    expect(joinWhose(b, a)).toEqual(joined);
    expect(joinWhose(undefined, a)).toBe(a);
  });

  it('is the same object where nothing is new', () => {
    expect(withListed(ours, [listed('A-WS-01', minutes(-1))])).toBe(ours);
    expect(withPlaces(ours, { places: ['local'] })).toBe(ours);
  });
});

it.each([
  ['wazuh-alerts-4.x-2026.11.24', 'local'],
  ['remote:wazuh-alerts-4.x-2026.11.24', 'remote'],
])('the place of an alert in %s is %s', (index, place) => {
  expect(placeOf(index)).toBe(place);
});
