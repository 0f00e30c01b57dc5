import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Observable } from 'rxjs';
import { InvalidParameterError, ValidationFailedError, type Fault } from '../errors/business-error.js';

const ROUTE_ARGUMENTS = '__routeArguments__';
/** Kinds of handler parameters, as Nest numbers them in its metadata. */
const REQUEST = 0;
const BODY = 3;
const QUERY = 4;
/** Every route answers in the language that is asked for. */
const ALWAYS_KNOWN = ['lang'];
const MAX_FAULTS = 50;

interface Declared {
  kind: number;
  /** The one query parameter or body member that is asked for; absent: all of them. */
  name?: string;
}

/**
 * Refuses parameters and members that a handler would never look at. A request class already names
 * what it does not know; this is the same promise for handlers that declare none, since a client
 * that misspells `asOf` must not get the answer of today.
 */
@Injectable()
export class UndeclaredInputInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const declared = declaredBy(context);
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    if (!declared.some(({ kind }) => kind === REQUEST)) {
      refuseQuery((request.query ?? {}) as Record<string, unknown>, declared);
      refuseBody(request.body, declared);
    }
    return next.handle();
  }
}

function declaredBy(context: ExecutionContext): Declared[] {
  const metadata = (Reflect.getMetadata(ROUTE_ARGUMENTS, context.getClass(), context.getHandler().name) ??
    {}) as Record<string, { data?: unknown }>;
  return Object.entries(metadata).map(([key, { data }]) => ({
    // Keys are `kind:index`; parameters of custom decorators begin with a random id and match no kind.
    kind: Number(key.split(':')[0]),
    name: typeof data === 'string' ? data : undefined,
  }));
}

function refuseQuery(query: Record<string, unknown>, declared: Declared[]): void {
  const known = declared.filter(({ kind }) => kind === QUERY);
  if (known.some(({ name }) => name === undefined)) return;
  const allowed = [...known.map(({ name }) => name as string), ...ALWAYS_KNOWN];
  const faults = unknown(Object.keys(query), allowed, 'invalid-parameter', '');
  if (faults.length > 0) throw new InvalidParameterError(faults);
}

function refuseBody(body: unknown, declared: Declared[]): void {
  if (body === undefined || declared.some(({ kind }) => kind === BODY)) return;
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new ValidationFailedError([
      { pointer: '', code: 'validation-failed', message: 'This route takes no body, or an empty object.' },
    ]);
  }
  const faults = unknown(Object.keys(body), [], 'unknown-member', '/');
  if (faults.length > 0) throw new ValidationFailedError(faults);
}

function unknown(given: string[], allowed: string[], code: string, root: string): Fault[] {
  return given
    .filter((name) => !allowed.includes(name))
    .slice(0, MAX_FAULTS)
    .map((name) => ({
      pointer: `${root}${name}`,
      code,
      message: `“${name}” is not known here. Known: ${allowed.join(', ')}.`,
      params: { allowed },
    }));
}
