import { schema } from '@osd/config-schema';
import { ANYTHING, readRequest } from './request_schema';

const parts = { params: {}, query: {}, body: {} };
const anything = { params: ANYTHING, query: ANYTHING, body: ANYTHING };

describe('a request', () => {
  it('is read as its schema says, defaults and numbers in texts included', () => {
    const query = schema.object({
      size: schema.number(),
      order: schema.string({ defaultValue: 'a' }),
    });
    const read = readRequest({ ...anything, query }, { ...parts, query: { size: '7' } });
    expect(read).toEqual({ params: {}, query: { size: 7, order: 'a' }, body: {} });
  });

  it.each(['params', 'query', 'body'] as const)(
    'that does not fit in its %s is refused with a code, the place and what to do',
    (part) => {
      const wanted = schema.object({ agents: schema.arrayOf(schema.string(), { minSize: 1 }) });
      const read = () =>
        readRequest({ ...anything, [part]: wanted }, { ...parts, [part]: { agents: [] } });
      expect(read).toThrow(
        expect.objectContaining({
          code: 'invalid_request',
          status: 400,
          message: expect.stringMatching(
            /^The request isn't valid.*\[\w+\.agents\]: array size is \[0\].*Correct it/
          ),
        })
      );
    }
  );

  it.each([
    ['a phrase', () => 'expected a number'],
    ['a sentence', () => 'It is no number.'],
    ['a list', () => 'It is none of:\n- 1\n- 2\n'],
  ])('is refused in whole sentences where the schema answers with %s', (_what, validate) => {
    const query = schema.object({ size: schema.string({ validate }) });
    const read = () => readRequest({ ...anything, query }, { ...parts, query: { size: 'x' } });
    expect(read).toThrow(/No action was taken\. \S[^]*[^.\s]\. Correct it and send it again\.$/);
  });

  it('is not echoed at length', () => {
    const long = 'x'.repeat(100000);
    const body = schema.object({ verb: schema.literal('isolate') });
    const read = () => readRequest({ ...anything, body }, { ...parts, body: { [long]: 1 } });
    expect(read).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('x'.repeat(500)) })
    );
  });
});
