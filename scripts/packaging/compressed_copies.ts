import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/**
 * A file and its compressed copies, by ending. The host serves a `.br` or `.gz` beside a file in its place without comparing them,
 * so they are always made together from the same bytes.
 */
export function withCompressedCopies(
  content: Buffer
): ReadonlyArray<[ending: string, content: Buffer]> {
  return [
    ['', content],
    [
      '.br',
      brotliCompressSync(content, {
        params: {
          [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
          [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
        },
      }),
    ],
    ['.gz', gzipSync(content, { level: constants.Z_BEST_COMPRESSION })],
  ];
}
