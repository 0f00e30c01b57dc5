import { Catch, HttpException, Injectable, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { businessErrorFrom } from '../database/sql-state.js';
import { BusinessError, type ErrorKind } from '../errors/business-error.js';
import { Translations } from '../i18n/translations.js';
import { Log } from '../observability/log.js';
import { businessErrorFromHttp } from './framework-errors.js';

export const STATUS_OF_KIND: Record<ErrorKind, number> = {
  MALFORMED: 400,
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  NOT_ACCEPTABLE: 406,
  TIMEOUT: 408,
  CONFLICT: 409,
  GONE: 410,
  PRECONDITION_FAILED: 412,
  TOO_LARGE: 413,
  URI_TOO_LONG: 414,
  UNSUPPORTED_MEDIA: 415,
  RANGE: 416,
  MISDIRECTED: 421,
  INVALID: 422,
  LOCKED: 423,
  PRECONDITION_REQUIRED: 428,
  TOO_MANY: 429,
  HEADERS_TOO_LARGE: 431,
  INTERNAL: 500,
  UNAVAILABLE: 503,
  STORAGE_FULL: 507,
};

/** Turns every error into an RFC 9457 document; an unknown one is logged and shown without insides. */
@Catch()
@Injectable()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    private readonly translations: Translations,
    private readonly log: Log,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    sendProblem(http.getResponse<FastifyReply>(), request, this.classify(error, request), this.translations);
  }

  private classify(error: unknown, request: FastifyRequest): BusinessError {
    if (error instanceof BusinessError) return error;
    const known =
      error instanceof HttpException
        ? businessErrorFromHttp(error)
        : (businessErrorFromHttp(error) ?? businessErrorFrom(error));
    if (known) return known;
    this.log.error('unexpected error', {
      error,
      traceId: request.id,
      method: request.method,
      path: request.url.split('?')[0],
    });
    return new BusinessError('INTERNAL', 'internal', {
      detail: 'Something went wrong on our side. It has been logged.',
    });
  }
}

/** Writes the problem document in the caller's language. */
export function sendProblem(
  reply: FastifyReply,
  request: FastifyRequest,
  error: BusinessError,
  translations: Translations,
): void {
  const locale = translations.localeOf(request.headers['accept-language'], queryLanguage(request));
  if (error.kind === 'UNAUTHENTICATED') void reply.header('www-authenticate', 'Bearer realm="asan"');
  if (error.retryAfter !== undefined) void reply.header('retry-after', String(error.retryAfter));
  if (Array.isArray(error.extensions.allow)) void reply.header('allow', error.extensions.allow.join(', '));
  void reply
    .status(STATUS_OF_KIND[error.kind])
    .header('content-type', 'application/problem+json; charset=utf-8')
    .header('content-language', locale)
    .header('cache-control', 'no-store')
    .send(problemDocument(error, request, locale, translations));
}

function problemDocument(
  error: BusinessError,
  request: FastifyRequest,
  locale: string,
  translations: Translations,
): object {
  const { status, ...extensions } = error.extensions;
  void status;
  return {
    type: `/problems/${error.code}`,
    title: translations.text(locale, `problems.${error.code}`, error.params, error.code),
    status: STATUS_OF_KIND[error.kind],
    detail: translations.text(locale, `problem-details.${error.code}`, error.params, error.message),
    instance: request.url.split('?')[0],
    code: error.code,
    traceId: request.id,
    errors: error.faults.map((fault) => ({
      ...fault,
      message: translations.text(locale, `faults.${fault.code}`, fault.params ?? {}, fault.message),
    })),
    ...extensions,
  };
}

function queryLanguage(request: FastifyRequest): string | undefined {
  const { lang } = (request.query ?? {}) as { lang?: unknown };
  return typeof lang === 'string' ? lang : undefined;
}
