import { anAgent } from '../../test/builders/agents';
import { contactOf, isCurrent, withAge } from './contact';
import { SECOND } from '../base/time';

const READ_AT = Date.UTC(2026, 10, 24, 3);
const silentFor = (seconds: number) => anAgent({ last_keep_alive: READ_AT - seconds * SECOND });

describe('contact with an endpoint', () => {
  it('is there while keep-alives come', () => {
    expect(contactOf(silentFor(10), READ_AT)).toEqual({
      contact: 'in_contact',
      seen_at: READ_AT - 10 * SECOND,
    });
  });

  it('is lost after a minute of silence, though the manager still says active for ten', () => {
    expect(contactOf(silentFor(60), READ_AT).contact).toBe('in_contact');
    expect(contactOf(silentFor(61), READ_AT)).toEqual({
      contact: 'lost',
      since: READ_AT - 61 * SECOND,
    });
  });

  it('is lost where the manager says so', () => {
    const gone = anAgent({ status: 'disconnected', last_keep_alive: READ_AT - SECOND });
    expect(contactOf(gone, READ_AT).contact).toBe('lost');
  });

  it('is judged by the agent’s own interval', () => {
    expect(contactOf(silentFor(100), READ_AT, { keepAlive: 40 * SECOND }).contact).toBe(
      'in_contact'
    );
    expect(contactOf(silentFor(121), READ_AT, { keepAlive: 40 * SECOND }).contact).toBe('lost');
  });

  it('is not known without a keep-alive', () => {
    expect(contactOf(anAgent({ last_keep_alive: undefined }), READ_AT)).toEqual({
      contact: 'not_known',
    });
  });
});

describe('contact as its reports show it', () => {
  it('is there where a report came behind the last keep-alive: it travelled the same way', () => {
    const reportedAt = READ_AT - 5 * SECOND;
    expect(contactOf(silentFor(90), READ_AT, { reportedAt })).toEqual({
      contact: 'in_contact',
      seen_at: reportedAt,
    });
    const never = anAgent({ last_keep_alive: undefined });
    expect(contactOf(never, READ_AT, { reportedAt }).contact).toBe('in_contact');
  });

  it('is lost where the report is as old as the silence', () => {
    const reportedAt = READ_AT - 90 * SECOND;
    expect(contactOf(silentFor(100), READ_AT, { reportedAt })).toEqual({
      contact: 'lost',
      since: reportedAt,
    });
  });

  it('is not shown by a report from the future: a node whose clock is ahead would hide the silence', () => {
    const reportedAt = READ_AT + 15 * 60 * SECOND;
    expect(contactOf(silentFor(300), READ_AT, { reportedAt }).contact).toBe('lost');
  });

  it('is not shown for hours by an interval that the endpoint claims of itself', () => {
    const keepAlive = 24 * 3600 * SECOND;
    expect(contactOf(silentFor(31 * 60), READ_AT, { keepAlive }).contact).toBe('lost');
    expect(contactOf(silentFor(29 * 60), READ_AT, { keepAlive }).contact).toBe('in_contact');
  });
});

describe('how long a contact counts as current', () => {
  const seen = { contact: 'in_contact', seen_at: 0 } as const;

  it('is three keep-alive intervals, a minute at least, from when the manager said it', () => {
    const young = withAge(seen, 20 * SECOND);
    expect(young).toEqual({ ...seen, fresh_for: 40 * SECOND });
    expect(isCurrent(young, 39 * SECOND)).toBe(true);
    expect(isCurrent(young, 40 * SECOND)).toBe(false);
    expect(withAge(seen, 20 * SECOND, 60 * SECOND)).toEqual({ ...seen, fresh_for: 160 * SECOND });
    expect(isCurrent(withAge(seen, 70 * SECOND), 0)).toBe(false);
  });

  it('never makes a lost endpoint current', () => {
    const lost = { contact: 'lost', since: 0 } as const;
    expect(withAge(lost, 0)).toBe(lost);
    expect(isCurrent(lost, 0)).toBe(false);
  });
});
