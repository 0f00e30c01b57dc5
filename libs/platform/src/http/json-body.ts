import type { FastifyRequest } from 'fastify';
import { BusinessError } from '../errors/business-error.js';
import { parseStrictJson } from '../json/strict-json.js';

type Done = (error: Error | null, body?: unknown) => void;

/** Fastify's parser for JSON bodies: UTF-8 only, then the strict grammar. */
export function readStrictJson(_request: FastifyRequest, body: Buffer, done: Done): void {
  try {
    done(null, parseStrictJson(decode(body)));
  } catch (error) {
    done(error as Error);
  }
}

function decode(body: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    throw new BusinessError('MALFORMED', 'malformed-json', {
      detail: 'The body is not UTF-8.',
      params: { offset: 0 },
    });
  }
}
