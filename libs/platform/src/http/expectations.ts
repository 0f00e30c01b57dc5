import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Server, IncomingMessage, ServerResponse } from 'node:http';
import { NotFoundError } from '../errors/business-error.js';
import { AUTHENTICATOR, type Authenticator } from './access.js';
import { rawProblem } from './client-errors.js';
import { RouteWalk } from './route-walk.js';

/**
 * Lets a client that asks first (`Expect: 100-continue`) send its body only when its credentials
 * hold: an upload without rights ends after the headers, unread.
 *
 * @param prefix path below which every route of the API lies, without slashes round it.
 */
export function answerExpectations(app: NestFastifyApplication, prefix: string): void {
  const fastify = app.getHttpAdapter().getInstance();
  const server = fastify.server as unknown as Server;
  server.on('checkContinue', (request, response) => server.emit('request', request, response));
  server.on('checkExpectation', (request: IncomingMessage, _response: ServerResponse) =>
    rawProblem(request.socket, 417, 'expectation-failed'),
  );
  fastify.addHook('onRequest', async (request, reply) => {
    if (request.headers.expect === undefined) return;
    await refuseStrangers(app, request, reply, prefix);
    reply.raw.writeContinue();
  });
}

async function refuseStrangers(
  app: NestFastifyApplication,
  request: FastifyRequest,
  reply: FastifyReply,
  prefix: string,
): Promise<void> {
  // Whether a refused client still sends its body is its own choice, so the framing is lost.
  void reply.header('connection', 'close');
  if (request.is404) throw new NotFoundError('path');
  const publicPaths = app
    .get(RouteWalk, { strict: false })
    .routes()
    .filter((route) => route.isPublic)
    .map((route) => `/${prefix}/${route.path}`);
  if (!publicPaths.includes(request.routeOptions.url ?? '')) {
    await app.get<Authenticator>(AUTHENTICATOR, { strict: false }).authenticate(request);
  }
  void reply.removeHeader('connection');
}
