import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

export type AnswerFormatName = 'json' | 'csv';

/**
 * The format of an answer that exists in two: `format=` wins, because spreadsheets and browsers
 * cannot set headers, then `Accept`; JSON where both leave it open.
 */
export const AnswerFormat = createParamDecorator(
  (_data: unknown, context: ExecutionContext): AnswerFormatName => {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const { format } = (request.query ?? {}) as { format?: unknown };
    if (typeof format === 'string') return format === 'csv' ? 'csv' : 'json';
    return acceptedFormat(request.headers.accept);
  },
);

/** The first of the two formats that an Accept header names. */
export function acceptedFormat(accept: string | undefined): AnswerFormatName {
  const types = (accept ?? '').split(',').map((part) => part.split(';')[0].trim());
  const first = types.find((type) => /^(?:text\/csv|application\/(?:json|\*)|\*\/\*)$/.test(type));
  return first === 'text/csv' ? 'csv' : 'json';
}
