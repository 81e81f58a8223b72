import { connectionError, responseError, timeoutError, typed } from '../../test/fakes/opensearch';
import type { IndexerErrorCode } from './indexer_error';
import { IndexerError, INDEXER_ERRORS, indexerErrorOf } from './indexer_error';

describe('what the indexer’s client throws', () => {
  it.each<[string, unknown, IndexerErrorCode]>([
    ['nobody answers', connectionError(), 'indexer_unreachable'],
    ['no answer in time', timeoutError(), 'indexer_timeout'],
    ['no or wrong credentials', responseError(401, 'Unauthorized'), 'indexer_denied'],
    ['no permission', responseError(403, typed('security_exception')), 'indexer_denied'],
    ['a write block', responseError(403, typed('cluster_block_exception')), 'indexer_read_only'],
    ['the flood stage', responseError(429, typed('cluster_block_exception')), 'indexer_read_only'],
    ['a stand-in', responseError(501, typed('not_in_embedded_store')), 'needs_opensearch'],
    ['too many requests', responseError(429, typed('es_rejected')), 'indexer_busy'],
    [
      'no such index',
      responseError(404, typed('index_not_found_exception')),
      'indexer_missing_index',
    ],
    ['a time-out behind a proxy', responseError(504, '<html>'), 'indexer_timeout'],
    [
      'a strict mapping',
      responseError(400, typed('strict_dynamic_mapping_exception')),
      'indexer_mapping',
    ],
    ['a failure', responseError(500, typed('illegal_state_exception')), 'indexer_failed'],
    ['an error of the code', new TypeError('x is undefined'), 'indexer_failed'],
    ['a value that is no error', 'marker-secret', 'indexer_failed'],
  ])('is told as what it is: %s', (_, thrown, code) => {
    const error = indexerErrorOf(thrown);
    expect(error.code).toBe(code);
    expect(`${error.message} ${error.type}`).not.toContain('marker-secret');
  });

  it('stays what it is where it was told already', () => {
    const error = new IndexerError('indexer_busy');
    expect(indexerErrorOf(error)).toBe(error);
  });

  it('has a sentence with what to do, and another for each', () => {
    const sentences = INDEXER_ERRORS.map((code) => new IndexerError(code).message);
    expect(new Set(sentences).size).toBe(INDEXER_ERRORS.length);
    sentences.forEach((sentence) => expect(sentence).toMatch(/^[A-Z].{20,}\.$/s));
  });

  it('leaves open whether a write was done only where nobody said no', () => {
    const open = INDEXER_ERRORS.filter((code) => new IndexerError(code).mayHaveHappened);
    expect(open).toEqual(['indexer_unreachable', 'indexer_timeout', 'indexer_failed']);
  });
});
