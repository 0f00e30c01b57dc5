import { Injectable } from '@nestjs/common';
import ipaddr from 'ipaddr.js';
import type { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { callbackify } from 'node:util';
import { Agent, request, type Dispatcher } from 'undici';
import { BusinessError, Config } from '#platform';
import { readBody } from './answer-body.js';
import { HostResolver, type HostAddress } from './host-resolver.js';
import { bodyFailure, connectionFailure, PullFailedError } from './pull-failure.js';

export { PullFailedError } from './pull-failure.js';

export interface EgressLimits {
  dnsMs: number;
  connectMs: number;
  firstByteMs: number;
  totalMs: number;
  /** Bytes after unpacking. */
  maxBytes: number;
}

export const EGRESS_LIMITS: EgressLimits = {
  dnsMs: 2_000,
  connectMs: 3_000,
  firstByteMs: 10_000,
  totalMs: 30_000,
  maxBytes: 5 * 1024 * 1024,
};

const HTTPS_PORT = '443';
/** The only IPv6 block that is handed out; the library takes what lies outside, such as `::127.0.0.1`, for public. */
const GLOBAL_IPV6 = ipaddr.parseCIDR('2000::/3');
const NOT_MODIFIED = 304;

/** What is asked besides the address. */
export interface Question {
  token?: string | null;
  /** Media type that the layout is read from. */
  accept?: string;
  /** Validators of what was taken before; an unchanged answer then comes as 304 without a body. */
  etag?: string | null;
  lastModified?: string | null;
}

export interface PulledAnswer {
  status: number;
  contentType: string;
  content: Buffer;
  etag: string | null;
  lastModified: string | null;
  /** Seconds or a date, as the partner wrote it. */
  retryAfter: string | null;
}

/**
 * The only way out: https to public addresses, no redirects, bounded in time and size. The address
 * that was checked is the address that is connected to, so a name cannot change its mind in between.
 */
@Injectable()
export class Egress {
  protected readonly limits: EgressLimits = EGRESS_LIMITS;
  private readonly allowed: ReadonlySet<string>;

  constructor(
    config: Config,
    private readonly resolver: HostResolver,
  ) {
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

  /** How a host on its own is written as an address; only the tests' exempt hosts speak plain http. */
  schemeOf(host: string): 'http://' | 'https://' {
    return this.allowed.has(host) ? 'http://' : 'https://';
  }

  /** @throws PullFailedError with the reason; never follows a redirect. */
  async get(url: URL, question: Question = {}): Promise<PulledAnswer> {
    this.assertTarget(url);
    const dispatcher = this.agentFor(url);
    try {
      const answer = await this.ask(url, question, dispatcher);
      return await this.read(answer, question);
    } finally {
      await dispatcher.destroy();
    }
  }

  private async ask(url: URL, question: Question, dispatcher: Agent): Promise<Dispatcher.ResponseData> {
    const { firstByteMs, totalMs } = this.limits;
    try {
      return await request(url, {
        dispatcher,
        headers: headersOf(question),
        headersTimeout: firstByteMs,
        bodyTimeout: firstByteMs,
        signal: AbortSignal.timeout(totalMs),
      });
    } catch (error) {
      throw error instanceof BusinessError ? error : connectionFailure(error);
    }
  }

  private async read(answer: Dispatcher.ResponseData, question: Question): Promise<PulledAnswer> {
    const header = (name: string): string => String(answer.headers[name] ?? '');
    const isRedirect = answer.statusCode >= 300 && answer.statusCode < 400;
    const wasConditional = Boolean(question.etag ?? question.lastModified);
    if (isRedirect && !(answer.statusCode === NOT_MODIFIED && wasConditional))
      throw new PullFailedError('unexpected-redirect', 'The partner answered with a redirect.');
    return {
      status: answer.statusCode,
      contentType: header('content-type'),
      content: await this.contentOf(answer.body, header('content-encoding')),
      etag: header('etag') || null,
      lastModified: header('last-modified') || null,
      retryAfter: header('retry-after') || null,
    };
  }

  private async contentOf(body: Readable, encoding: string): Promise<Buffer> {
    try {
      return await readBody(body, encoding, this.limits.maxBytes);
    } catch (error) {
      throw error instanceof BusinessError ? error : bodyFailure(error);
    }
  }

  private agentFor(url: URL): Agent {
    const exempt = this.isExempt(url);
    return new Agent({
      connect: {
        timeout: this.limits.connectMs,
        lookup: (hostname, _options, done) =>
          callbackify(() => this.checkedAddresses(hostname, exempt))(done),
      },
    });
  }

  /** One answer of the resolver, checked as a whole: a single address that is not public spoils it. */
  private async checkedAddresses(hostname: string, exempt: boolean): Promise<HostAddress[]> {
    const addresses = await Promise.race([this.resolver.addressesOf(hostname), this.noAnswerInTime()]);
    if (!exempt) for (const { address } of addresses) assertPublic(address);
    return addresses;
  }

  private async noAnswerInTime(): Promise<never> {
    await pause(this.limits.dnsMs, undefined, { ref: false });
    throw new PullFailedError('timeout', 'The name of the partner was not found in time.');
  }

  private isExempt(url: URL): boolean {
    return this.allowed.has(url.host);
  }
}

function headersOf({
  token,
  accept = 'application/json',
  etag,
  lastModified,
}: Question): Record<string, string> {
  return {
    accept,
    'accept-encoding': 'gzip',
    'user-agent': 'asan-franchise',
    ...(token ? { authorization: `Bearer ${token}` } : {}),
    ...(etag ? { 'if-none-match': etag } : {}),
    ...(lastModified ? { 'if-modified-since': lastModified } : {}),
  };
}

/** Every range that is not plainly public is refused: private, loopback, mapped, translated, documentation. */
function assertPublic(address: string): void {
  const parsed = ipaddr.process(address);
  const isAssigned = parsed.kind() === 'ipv4' || parsed.match(GLOBAL_IPV6);
  if (!isAssigned || parsed.range() !== 'unicast')
    throw notAllowed('That name leads to an address that is not public.');
}

function notAllowed(detail: string): PullFailedError {
  return new PullFailedError('target-not-allowed', detail);
}
