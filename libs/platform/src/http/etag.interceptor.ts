import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { createHash } from 'node:crypto';
import { map, type Observable } from 'rxjs';
import { entityTag } from './preconditions.js';

/**
 * Gives every answer an entity tag: the revision for single resources, a hash for the rest. A GET
 * whose tag the client already has is answered with 304 and no body.
 */
@Injectable()
export class EtagInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    return next.handle().pipe(map((body: unknown) => tagged(request, reply, body)));
  }
}

function tagged(request: FastifyRequest, reply: FastifyReply, body: unknown): unknown {
  if (
    typeof body !== 'object' ||
    body === null ||
    reply.hasHeader('etag') ||
    typeof (body as { pipe?: unknown }).pipe === 'function'
  )
    return body;
  const { rev } = body as { rev?: unknown };
  if (typeof rev === 'number') void reply.header('etag', entityTag(rev));
  if (request.method !== 'GET') return body;
  if (typeof rev !== 'number') void reply.header('etag', contentTag(body));
  if (request.headers['if-none-match'] !== reply.getHeader('etag')) return body;
  void reply.status(304);
  return undefined;
}

function contentTag(body: object): string {
  return `"${createHash('sha1').update(JSON.stringify(body)).digest('base64url')}"`;
}
