import { createServer as createTcpServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { loadConfig } from '#platform';
import { startFakePartner, type PartnerAnswer } from '../../../../test/support/fake-partner.js';
import { forbiddenTargets } from '../../../../test/support/forbidden-targets.js';
import { Egress, PullFailedError, type Question } from './egress.js';
import { HostResolver } from './host-resolver.js';

function egress(allow = ''): Egress {
  return new Egress(
    loadConfig({
      NODE_ENV: 'test',
      ASAN_SECRET: 'test-only-0123456789-abcdefghijklmnop',
      DATABASE_URL: 'postgres://asan_api:x@127.0.0.1:1/test',
      QUEUE_DATABASE_URL: 'postgres://asan_queue:x@127.0.0.1:1/test',
      ...(allow === '' ? {} : { EGRESS_ALLOW: allow }),
    }),
    new HostResolver(),
  );
}

/** The code of the refusal, or `accepted`; a text that is no URL never becomes a target. */
function verdict(target: string): string {
  if (!URL.canParse(target)) return 'no-url';
  try {
    egress().assertTarget(new URL(target));
    return 'accepted';
  } catch (error) {
    return error instanceof PullFailedError ? error.code : String(error);
  }
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'answered',
    (error: unknown) => (error instanceof PullFailedError ? error.code : String(error)),
  );
}

describe('Egress.assertTarget', () => {
  const targets = forbiddenTargets();

  it('accepts none of several hundred ways to name what is not public', () => {
    const verdicts = targets.map((target) => [target, verdict(target)]);
    expect(targets.length).toBeGreaterThanOrEqual(400);
    expect(verdicts.filter(([, code]) => code !== 'target-not-allowed' && code !== 'no-url')).toEqual([]);
    expect(verdicts.filter(([, code]) => code === 'target-not-allowed').length).toBeGreaterThanOrEqual(400);
  });

  it.each([
    'https://kpi.example.org/month?m=2026-10',
    'https://kpi.example.org:443/',
    'https://8.8.8.8/',
    'https://[2606:4700:4700::1111]/',
    'https://КПИ.example/',
  ])('accepts %s', (target) => {
    expect(verdict(target)).toBe('accepted');
  });

  it('accepts an exempt host for exactly that port', () => {
    const allowed = egress('127.0.0.1:8080');
    expect(() => allowed.assertTarget(new URL('http://127.0.0.1:8080/kpi'))).not.toThrow();
    expect(() => allowed.assertTarget(new URL('http://127.0.0.1:8081/kpi'))).toThrow(PullFailedError);
    expect(() => allowed.assertTarget(new URL('http://127.0.0.1/kpi'))).toThrow(PullFailedError);
  });
});

describe('Egress.get to names of this machine', () => {
  const sockets = new Set<Socket>();
  let accepted = 0;
  let listener: Server;
  let port: number;
  beforeAll(async () => {
    listener = createTcpServer((socket) => {
      accepted += 1;
      sockets.add(socket);
    });
    await new Promise<void>((done) => listener.listen(0, () => done()));
    port = (listener.address() as AddressInfo).port;
  });
  afterAll(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((done) => listener.close(done));
  });

  /** As if the check at save had been passed: the name changed its mind since. */
  function unchecked(): Egress {
    const instance = egress();
    instance.assertTarget = () => undefined;
    return instance;
  }

  it.each(['localhost', 'LOCALHOST'])('refuses %s at the connection, without a single one', async (name) => {
    const code = await codeOf(unchecked().get(new URL(`https://${name}:${port}/`), { token: 'secret' }));
    expect([code, accepted]).toEqual(['target-not-allowed', 0]);
  });

  // Whether these names resolve depends on the machine; that nothing is connected to does not.
  it.each(['localhost.', 'ip6-localhost', 'localhost.localdomain'])('never reaches %s', async (name) => {
    const code = await codeOf(unchecked().get(new URL(`https://${name}:${port}/`), { token: 'secret' }));
    expect(['target-not-allowed', 'unreachable', 'timeout']).toContain(code);
    expect(accepted).toBe(0);
  });

  it('refuses localhost over plain http at the connection as well', async () => {
    const code = await codeOf(unchecked().get(new URL(`http://localhost:${port}/`), { token: 'secret' }));
    expect([code, accepted]).toEqual(['target-not-allowed', 0]);
  });

  it('tells a name that does not exist from one that is not allowed', async () => {
    expect(await codeOf(egress().get(new URL('https://nowhere.invalid/')))).toMatch(
      /^(unreachable|timeout)$/,
    );
  });
});

describe('Egress.get', () => {
  async function ask(answer: ReturnType<PartnerAnswer>, path = '/kpi', question: Question = {}) {
    const partner = await startFakePartner(() => answer);
    try {
      const pulled = egress(partner.host).get(new URL(`${partner.url}${path}`), {
        token: 'partner-token',
        ...question,
      });
      const outcome = await pulled.catch((error: unknown) => error);
      return { outcome, requests: partner.requests };
    } finally {
      await partner.close();
    }
  }

  it('answers status, type and bytes', async () => {
    const { outcome, requests } = await ask({ body: '{"a":1}' });
    expect(outcome).toEqual({
      status: 200,
      contentType: 'application/json',
      content: Buffer.from('{"a":1}'),
      etag: null,
      lastModified: null,
      retryAfter: null,
    });
    expect(requests).toMatchObject([{ path: '/kpi', authorization: 'Bearer partner-token' }]);
  });

  it.each([301, 302, 303, 307, 308])('does not follow a redirect with status %i', async (status) => {
    const { outcome, requests } = await ask({ status, headers: { location: '/elsewhere' } });
    expect(outcome).toMatchObject({ code: 'unexpected-redirect' });
    expect(requests.map(({ path }) => path)).toEqual(['/kpi']);
  });

  it.each([200, 204, 404, 500, 503])('leaves the judgement of status %i to its caller', async (status) => {
    expect((await ask({ status })).outcome).toMatchObject({ status, content: Buffer.alloc(0) });
  });

  it('takes five megabytes', async () => {
    const { outcome } = await ask({ body: 'x'.repeat(5 * 1024 * 1024) });
    expect((outcome as { content: Buffer }).content).toHaveLength(5 * 1024 * 1024);
  });

  it('gives up on a byte more', async () => {
    const { outcome } = await ask({ body: 'x'.repeat(5 * 1024 * 1024 + 1) });
    expect(outcome).toMatchObject({ code: 'response-too-large', kind: 'UNAVAILABLE' });
  });

  it('unpacks what was packed the way it asked for', async () => {
    const { outcome } = await ask({ body: gzipSync('{"a":1}'), headers: { 'content-encoding': 'gzip' } });
    expect(outcome).toMatchObject({ content: Buffer.from('{"a":1}') });
  });

  it('counts what it unpacked, not what travelled', async () => {
    const body = gzipSync(Buffer.alloc(5 * 1024 * 1024 + 1));
    const { outcome } = await ask({ body, headers: { 'content-encoding': 'gzip' } });
    expect(body.length).toBeLessThan(10_000);
    expect(outcome).toMatchObject({ code: 'response-too-large' });
  });

  it('calls something that is not packed as it says truncated', async () => {
    const { outcome } = await ask({ body: 'not gzip at all', headers: { 'content-encoding': 'gzip' } });
    expect(outcome).toMatchObject({ code: 'truncated' });
  });

  it('takes 304 for an answer only when it asked whether anything changed', async () => {
    expect((await ask({ status: 304 })).outcome).toMatchObject({ code: 'unexpected-redirect' });
    expect((await ask({ status: 304 }, '/kpi', { etag: '"v1"' })).outcome).toMatchObject({ status: 304 });
  });

  it('says what it has when it asks again', async () => {
    const { requests } = await ask({ status: 304 }, '/kpi', {
      etag: '"v1"',
      lastModified: 'Thu, 05 Nov 2026 08:00:00 GMT',
    });
    expect(requests[0]).toMatchObject({ etag: '"v1"', since: 'Thu, 05 Nov 2026 08:00:00 GMT' });
  });

  it('calls a partner that nobody answers for unreachable', async () => {
    const partner = await startFakePartner(() => ({}));
    await partner.close();
    expect(await codeOf(egress(partner.host).get(new URL(partner.url)))).toBe('unreachable');
  });
});
