import { pipeline } from 'node:stream';
import type { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { PullFailedError } from './pull-failure.js';

const DECODERS: Readonly<Record<string, () => NodeJS.ReadWriteStream>> = {
  gzip: () => createGunzip(),
  'x-gzip': () => createGunzip(),
  deflate: () => createInflate(),
  br: () => createBrotliDecompress(),
};

/**
 * Reads an answer to its end, unpacked, and stops at the first byte beyond the bound: what counts is what would
 * lie in memory, not what travelled.
 *
 * @throws PullFailedError `response-too-large`, `bad-content-type` for an encoding that nobody asked for.
 */
export async function readBody(body: Readable, encoding: string, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of decoded(body, encoding)) {
    size += chunk.length;
    if (size > maxBytes) throw new PullFailedError('response-too-large', 'The answer is too large.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function decoded(body: Readable, encoding: string): AsyncIterable<Buffer> {
  const name = encoding.trim().toLowerCase();
  if (name === '' || name === 'identity') return body;
  const decoder = DECODERS[name]?.();
  if (!decoder) throw new PullFailedError('bad-content-type', 'The answer is packed in an unknown way.');
  // Faults of either side surface where the decoder is read; the callback has nothing to add.
  pipeline(body, decoder, () => undefined);
  return decoder as unknown as AsyncIterable<Buffer>;
}
