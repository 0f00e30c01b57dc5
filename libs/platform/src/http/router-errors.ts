import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { BusinessError } from '../errors/business-error.js';
import { Translations } from '../i18n/translations.js';
import { businessErrorFromHttp } from './framework-errors.js';
import { sendProblem } from './problem.filter.js';
import { secure } from './security-headers.js';

/**
 * Answers what the router itself refuses (a path that cannot be decoded, an endless parameter). This
 * happens before any hook and outside the container, hence the headers and the catalogue of its own.
 */
export function answerRouterErrors(): (
  error: FastifyError,
  request: FastifyRequest,
  reply: FastifyReply,
) => void {
  const translations = new Translations();
  const otherwise = new BusinessError('MALFORMED', 'malformed-request', {
    detail: 'The path cannot be read.',
  });
  return (error, request, reply) => {
    secure(request, reply);
    sendProblem(reply, request, businessErrorFromHttp(error) ?? otherwise, translations);
  };
}
