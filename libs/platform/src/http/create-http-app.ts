import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import compress from '@fastify/compress';
import multipart from '@fastify/multipart';
import { v7 as uuid } from 'uuid';
import type { Config } from '../config/config.js';
import { Log } from '../observability/log.js';
import { serveOperationsPage } from '../operations/operations-page.js';
import { describeApi } from './api-description.js';
import { answerClientErrors } from './client-errors.js';
import { answerExpectations } from './expectations.js';
import { readStrictJson } from './json-body.js';
import { refuseEarly } from './request-line.js';
import { answerRouterErrors } from './router-errors.js';
import { securityHeaders } from './security-headers.js';

export const API_PREFIX = 'api/v1';
export const MAX_UPLOAD_BYTES = 10 * 1024 * 1024;
const MAX_JSON_BYTES = 256 * 1024;
/** Above our own limit, so that too many headers get our answer and not a closed socket. */
const PARSER_HEADER_BYTES = 32 * 1024;

/** The HTTP shell round a composed module: limits, parsing, headers, documentation; no routes of its own. */
export async function createHttpApp(module: unknown, config: Config): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: MAX_JSON_BYTES,
    requestTimeout: 15_000,
    keepAliveTimeout: 5_000,
    maxRequestsPerSocket: 1_000,
    http: {
      maxHeaderSize: PARSER_HEADER_BYTES,
      headersTimeout: 5_000,
      connectionsCheckingInterval: 1_000,
      // A missing Host is refused by us, with a problem document and not with an empty 400.
      requireHostHeader: false,
    },
    frameworkErrors: answerRouterErrors(),
    genReqId: () => uuid(),
    clientErrorHandler: answerClientErrors,
    return503OnClosing: true,
    forceCloseConnections: 'idle',
  } as ConstructorParameters<typeof FastifyAdapter>[0]);
  const app = await NestFactory.create<NestFastifyApplication>(module as never, adapter, {
    logger: new Log(config.LOG_LEVEL, 'asan-api'),
    bodyParser: false,
    abortOnError: false,
  });
  app.setGlobalPrefix(API_PREFIX, { exclude: ['health/live', 'health/ready'] });
  app.enableShutdownHooks();
  await preparePlugins(app, config);
  answerExpectations(app, API_PREFIX);
  describeApi(app);
  serveOperationsPage(app.getHttpAdapter().getInstance());
  return app;
}

async function preparePlugins(app: NestFastifyApplication, config: Config): Promise<void> {
  const fastify = app.getHttpAdapter().getInstance();
  fastify.removeAllContentTypeParsers();
  for (const type of ['application/json', 'application/merge-patch+json']) {
    fastify.addContentTypeParser(type, { parseAs: 'buffer', bodyLimit: MAX_JSON_BYTES }, readStrictJson);
  }
  // Bytes of a resumable upload are nobody's to parse: the route reads them as they come.
  fastify.addContentTypeParser('application/offset+octet-stream', (_request, _payload, done) => done(null));
  refuseEarly(fastify, config);
  securityHeaders(fastify);
  await app.register(compress as never, {
    globalDecompression: false,
    threshold: 1_024,
    encodings: ['br', 'gzip', 'identity'],
  });
  await app.register(multipart as never, {
    limits: {
      fileSize: MAX_UPLOAD_BYTES,
      files: 1,
      fields: 10,
      parts: 11,
      fieldSize: 1_024,
      fieldNameSize: 100,
      headerPairs: 50,
    },
    throwFileSizeLimit: true,
  });
}
