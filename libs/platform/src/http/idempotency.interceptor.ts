import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { createHash } from 'node:crypto';
import { catchError, concatMap, from, type Observable, of } from 'rxjs';
import { BusinessError } from '../errors/business-error.js';
import type { OperationContext } from '../context/operation-context.js';
import { DeferredCommit, withDeferredCommit } from '../database/deferred-commit.js';
import type { RequestWithContext } from './access.js';
import { IdempotencyRecords, type Claim, type StoredAnswer } from './idempotency-records.js';

const KEY = /^[\x21-\x7e]{1,255}$/;
const COVERED = new Set(['POST', 'PATCH']);
const KEPT_HEADERS = ['etag', 'location', 'content-type'];

/** Makes a repeated POST or PATCH answer as the first one did, when the client names it by a key. */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(private readonly records: IdempotencyRecords) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    const request = http.getRequest<RequestWithContext>();
    const key = request.headers['idempotency-key'];
    if (key === undefined || !COVERED.has(request.method) || !request.operation || request.isMultipart?.())
      return next.handle();
    if (typeof key !== 'string' || !KEY.test(key)) {
      throw new BusinessError('MALFORMED', 'idempotency-key-invalid', {
        detail: 'Idempotency-Key takes 1 to 255 visible ASCII characters.',
      });
    }
    return this.once(request.operation, key, request, http.getResponse<FastifyReply>(), next);
  }

  private once(
    ctx: OperationContext,
    key: string,
    request: RequestWithContext,
    reply: FastifyReply,
    next: CallHandler,
  ): Observable<unknown> {
    return from(this.records.begin(ctx, key, fingerprintOf(request))).pipe(
      concatMap((found) =>
        'status' in found ? of(replay(reply, found)) : this.first(request, found, reply, next),
      ),
    );
  }

  private first(
    request: RequestWithContext,
    claim: Claim,
    reply: FastifyReply,
    next: CallHandler,
  ): Observable<unknown> {
    const deferred = new DeferredCommit();
    const ctx = withDeferredCommit(request.operation!, deferred);
    request.operation = ctx;
    return next.handle().pipe(
      concatMap(async (body: unknown) => {
        const answer = { status: reply.statusCode, headers: keptHeaders(reply), body };
        await this.records.complete(ctx, claim, answer);
        return body;
      }),
      // A refused request had no effect: the same key may be used for the corrected one.
      catchError(async (error: unknown) => {
        await deferred.rollBack().catch(() => undefined);
        await this.records.forget(ctx, claim);
        throw error;
      }),
    );
  }
}

function fingerprintOf(request: RequestWithContext): string {
  const material = [request.method, request.url, JSON.stringify(request.body ?? null)].join('\n');
  return createHash('sha256').update(material).digest('hex');
}

function keptHeaders(reply: FastifyReply): Record<string, string> {
  return Object.fromEntries(
    KEPT_HEADERS.filter((name) => reply.hasHeader(name)).map((name) => [name, String(reply.getHeader(name))]),
  );
}

function replay(reply: FastifyReply, stored: StoredAnswer): unknown {
  void reply.status(stored.status).headers({ ...stored.headers, 'idempotency-replayed': 'true' });
  return stored.body ?? undefined;
}
