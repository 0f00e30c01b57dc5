import { Injectable } from '@nestjs/common';
import ipaddr from 'ipaddr.js';
import { lookup } from 'node:dns/promises';
import { callbackify } from 'node:util';
import { Agent, request } from 'undici';
import { BusinessError, Config } from '#platform';

const CONNECT_MS = 3_000;
const FIRST_BYTE_MS = 10_000;
const TOTAL_MS = 30_000;
const MAX_BYTES = 5 * 1024 * 1024;
const HTTPS_PORT = '443';
/** The only IPv6 block that is handed out; the library takes what lies outside, such as `::127.0.0.1`, for public. */
const GLOBAL_IPV6 = ipaddr.parseCIDR('2000::/3');

export interface PulledAnswer {
  status: number;
  contentType: string;
  content: Buffer;
}

/** A fetch that failed at the partner's side or was not allowed from ours; `code` says which. */
export class PullFailedError extends BusinessError {
  constructor(code: string, detail: string) {
    super(code === 'target-not-allowed' ? 'INVALID' : 'UNAVAILABLE', code, { detail });
  }
}

/**
 * The only way out: https to public addresses, no redirects, bounded in time and size. The address
 * that was checked is the address that is connected to, so a name cannot change its mind in between.
 */
@Injectable()
export class Egress {
  private readonly allowed: ReadonlySet<string>;

  constructor(config: Config) {
    this.allowed = new Set((config.EGRESS_ALLOW ?? '').split(',').filter(Boolean));
  }

  /**
   * Checks where a connector may point, before it is stored and again before every fetch.
   *
   * @throws PullFailedError `target-not-allowed`.
   */
  assertTarget(url: URL): void {
    if (this.isExempt(url)) return;
    const isPlain =
      url.username === '' && url.password === '' && (url.port === '' || url.port === HTTPS_PORT);
    if (url.protocol !== 'https:' || !isPlain)
      throw notAllowed('Only https on port 443, without credentials in the URL.');
    const host = url.hostname.replace(/^\[|\]$/g, '');
    if (ipaddr.isValid(host)) assertPublic(host);
  }

  /** @throws PullFailedError with the reason; never follows a redirect. */
  async get(url: URL, token: string | null): Promise<PulledAnswer> {
    this.assertTarget(url);
    const dispatcher = this.agentFor(url);
    try {
      const answer = await request(url, {
        dispatcher,
        headers: {
          accept: 'application/json',
          'user-agent': 'asan-franchise',
          ...(token ? { authorization: `Bearer ${token}` } : {}),
        },
        headersTimeout: FIRST_BYTE_MS,
        bodyTimeout: FIRST_BYTE_MS,
        signal: AbortSignal.timeout(TOTAL_MS),
      });
      if (answer.statusCode >= 300 && answer.statusCode < 400)
        throw new PullFailedError('unexpected-redirect', 'The partner answered with a redirect.');
      const contentType = String(answer.headers['content-type'] ?? '');
      return { status: answer.statusCode, contentType, content: await bounded(answer.body) };
    } catch (error) {
      throw error instanceof BusinessError ? error : failure(error);
    } finally {
      await dispatcher.destroy();
    }
  }

  private agentFor(url: URL): Agent {
    const exempt = this.isExempt(url);
    return new Agent({
      connect: {
        timeout: CONNECT_MS,
        lookup: (hostname, _options, done) => callbackify(() => resolvePublic(hostname, exempt))(done),
      },
    });
  }

  private isExempt(url: URL): boolean {
    return this.allowed.has(url.host);
  }
}

async function resolvePublic(
  hostname: string,
  exempt: boolean,
): Promise<Array<{ address: string; family: number }>> {
  const addresses = await lookup(hostname, { all: true });
  if (!exempt) for (const { address } of addresses) assertPublic(address);
  return addresses;
}

/** Every range that is not plainly public is refused: private, loopback, mapped, translated, documentation. */
function assertPublic(address: string): void {
  const parsed = ipaddr.process(address);
  const isAssigned = parsed.kind() === 'ipv4' || parsed.match(GLOBAL_IPV6);
  if (!isAssigned || parsed.range() !== 'unicast')
    throw notAllowed('That name leads to an address that is not public.');
}

async function bounded(body: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > MAX_BYTES) throw new PullFailedError('response-too-large', 'The answer is larger than 5 MB.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function notAllowed(detail: string): PullFailedError {
  return new PullFailedError('target-not-allowed', detail);
}

function failure(error: unknown): PullFailedError {
  const { name, code } = error as { name?: string; code?: string };
  if (name === 'TimeoutError' || code?.includes('TIMEOUT'))
    return new PullFailedError('timeout', 'The partner did not answer in time.');
  if (code?.startsWith('ERR_TLS') || code?.includes('CERT'))
    return new PullFailedError('tls-error', 'The certificate of the partner is not valid.');
  return new PullFailedError('unreachable', 'The partner could not be reached.');
}
