import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { BusinessError } from '../errors/business-error.js';

const STRONG_TAG = /^"r(\d{1,9})"$/;

/** The strong entity tag of a resource's revision counter. */
export function entityTag(rev: number): string {
  return `"r${rev}"`;
}

/**
 * The revision that the caller believes to be current, from `If-Match`.
 *
 * Absent: 428. `*` (which would defeat the purpose): 400. Weak or unknown tags match nothing: 412.
 */
export const IfMatch = createParamDecorator((_data: unknown, context: ExecutionContext): number => {
  const header = context.switchToHttp().getRequest<FastifyRequest>().headers['if-match'];
  return revisionFrom(header);
});

export function revisionFrom(header: string | undefined): number {
  if (header === undefined) {
    throw new BusinessError('PRECONDITION_REQUIRED', 'precondition-required', {
      detail: 'Send If-Match with the ETag that you read, so that nobody is overwritten unseen.',
    });
  }
  if (header.trim() === '*') {
    throw new BusinessError('MALFORMED', 'invalid-precondition', {
      detail: 'If-Match: * would overwrite whatever is there; send the ETag.',
    });
  }
  const revision = STRONG_TAG.exec(header.trim())?.[1];
  if (revision === undefined) throw new PreconditionFailedError();
  return Number(revision);
}

/** The resource changed since the caller read it. */
export class PreconditionFailedError extends BusinessError {
  constructor(current?: number) {
    super('PRECONDITION_FAILED', 'precondition-failed', {
      detail: 'This changed since you read it. Read it again and repeat the change.',
      extensions: current === undefined ? {} : { currentETag: entityTag(current) },
    });
  }
}
