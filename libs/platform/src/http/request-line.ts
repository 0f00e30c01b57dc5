import type { FastifyInstance, FastifyRequest, RouteOptions } from 'fastify';
import type { Config } from '../config/config.js';
import { BusinessError, InvalidParameterError } from '../errors/business-error.js';
import { rawProblem } from './client-errors.js';
import { hostNames } from './host-name.js';

const MAX_URL = 8 * 1024;
const MAX_HEADER_BYTES = 16 * 1024;
const MAX_HEADERS = 60;
const ANSWERED_TYPES =
  /^(?:\*\/\*|application\/(?:\*|json|pdf|octet-stream|problem\+json|vnd\.[\w.+-]+)|text\/(?:\*|calendar|csv|html))$/;
const CREDENTIAL_PARAMETERS = ['api_key', 'apikey', 'access_token', 'token', 'key'];

/** Refuses requests whose line and headers already say that no route can serve them. */
export function refuseEarly(fastify: FastifyInstance, config: Config): void {
  const hosts = new Set(
    [...config.PUBLIC_HOSTS.split(','), config.HOST].map((host) => host.trim().toLowerCase()),
  );
  const routes: RoutePattern[] = [];
  fastify.addHook('onRoute', (route) => void routes.push(patternOf(route)));
  fastify.addHook('onRequest', async (request) => {
    refuseOversize(request);
    refuseForeignHost(request, hosts);
    if (request.is404) refuseMethod(request, routes);
    refuseEncodings(request);
    refuseCredentialInUrl(request);
    refuseRepeatedParameters(request);
  });
  fastify.server.on('connect', (_request, socket) => rawProblem(socket as never, 405, 'method-not-allowed'));
}

function refuseOversize(request: FastifyRequest): void {
  const { rawHeaders, url = '' } = request.raw;
  if (url.length > MAX_URL)
    throw new BusinessError('URI_TOO_LONG', 'uri-too-long', {
      detail: `The URL is longer than ${MAX_URL} characters.`,
    });
  const bytes = rawHeaders.reduce((sum, part) => sum + part.length, 0);
  if (bytes > MAX_HEADER_BYTES || rawHeaders.length > MAX_HEADERS * 2) {
    throw new BusinessError('HEADERS_TOO_LARGE', 'headers-too-large', {
      detail: `At most ${MAX_HEADERS} headers and 16 KB of them.`,
    });
  }
}

function refuseForeignHost(request: FastifyRequest, hosts: ReadonlySet<string>): void {
  const names = hostNames(request);
  if (names.includes('')) {
    throw new BusinessError('MALFORMED', 'malformed-request', {
      detail: 'A request names its host once, in the Host header.',
    });
  }
  if (names.some((name) => !hosts.has(name))) {
    throw new BusinessError('MISDIRECTED', 'misdirected', {
      detail: 'This server does not answer for that host name.',
    });
  }
}

function refuseMethod(request: FastifyRequest, routes: RoutePattern[]): void {
  const path = request.url.split('?')[0];
  const allow = [
    ...new Set(routes.filter((route) => route.pattern.test(path)).flatMap((route) => route.methods)),
  ];
  if (allow.length === 0) return;
  throw new BusinessError('METHOD_NOT_ALLOWED', 'method-not-allowed', {
    detail: 'This path does not take that method.',
    extensions: { allow },
  });
}

function refuseEncodings(request: FastifyRequest): void {
  const encoding = request.headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity') {
    throw new BusinessError('UNSUPPORTED_MEDIA', 'unsupported-encoding', {
      detail: 'Send the body without compression.',
    });
  }
  const wanted = (request.headers.accept ?? '*/*').split(',').map((part) => part.split(';')[0].trim());
  if (!wanted.some((type) => ANSWERED_TYPES.test(type)) && !request.url.startsWith('/api/docs')) {
    throw new BusinessError('NOT_ACCEPTABLE', 'not-acceptable', {
      detail: 'Answers are application/json or text/csv.',
    });
  }
}

/** A key in a URL ends up in logs and histories, so it is refused even when it is right. */
function refuseCredentialInUrl(request: FastifyRequest): void {
  const given = Object.entries((request.query ?? {}) as Record<string, unknown>);
  const found = given.find(
    ([name, value]) =>
      CREDENTIAL_PARAMETERS.includes(name.toLowerCase()) || String(value).startsWith('asan_live_'),
  );
  if (!found) return;
  throw new InvalidParameterError(
    [
      {
        pointer: found[0],
        code: 'credential-in-url',
        message: 'Send credentials in the Authorization header.',
      },
    ],
    'credential-in-url',
  );
}

/** No route takes lists this way, and a name given twice means whatever its reader takes it to mean. */
function refuseRepeatedParameters(request: FastifyRequest): void {
  const repeated = Object.entries((request.query ?? {}) as Record<string, unknown>)
    .filter(([, value]) => Array.isArray(value))
    .map(([name]) => ({
      pointer: name,
      code: 'invalid-parameter',
      message: `“${name}” is given more than once.`,
    }));
  if (repeated.length > 0) throw new InvalidParameterError(repeated);
}

interface RoutePattern {
  pattern: RegExp;
  methods: string[];
}

function patternOf(route: RouteOptions): RoutePattern {
  const source = route.url
    .replace(/[.+?^$()[\]\\{}|]/g, '\\$&')
    .replace(/:[^/]+/g, '[^/]+')
    .replaceAll('*', '.*');
  return { pattern: new RegExp(`^${source}$`), methods: [route.method].flat() };
}
