import fc from 'fast-check';
import { historyParameters, parseHistoryQuery } from './history_query';

describe('a query of the history', () => {
  const statuses = fc.array(fc.constantFrom('succeeded', 'unanswered', 'elsewhere', 'denied'), {
    minLength: 1,
    maxLength: 5,
  });
  const queries = fc.record(
    {
      agent: fc.constantFrom('001', '012', '1234'),
      statuses,
      user: fc.string({ minLength: 1, maxLength: 200 }),
    },
    { requiredKeys: [] }
  );

  it('is the same after it was in a URL', () => {
    fc.assert(
      fc.property(queries, (query) => {
        const text = new URLSearchParams({ ...historyParameters(query) }).toString();
        expect(parseHistoryQuery(Object.fromEntries(new URLSearchParams(text)))).toEqual(query);
      })
    );
  });

  it.each([
    [{ agent: '000' }],
    [{ agent: '../1' }],
    [{ status: ' , ,' }],
    [{ status: 'x'.repeat(201) }],
    [{ user: '' }],
    [{ user: 'x'.repeat(201) }],
  ])('restricts nothing by what is none of it: %j', (parameters) => {
    expect(parseHistoryQuery(parameters)).toEqual({});
  });
});
