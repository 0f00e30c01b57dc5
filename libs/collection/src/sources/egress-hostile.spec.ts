import { createServer, type Server } from 'node:net';
import { loadConfig } from '#platform';
import { request } from 'undici';
import { forbiddenTargets } from '../../../../test/support/forbidden-targets.js';
import {
  startHostilePartner,
  startWrongCertificate,
  type HostileMode,
  type HostilePartner,
} from '../../../../test/support/hostile-partner.js';
import { startLyingDns, type LyingDns } from '../../../../test/support/lying-dns.js';
import { Egress, EGRESS_LIMITS, PullFailedError, type EgressLimits } from './egress.js';
import { HostResolver } from './host-resolver.js';

/** Unallocated space of the internet: public by its number, and nobody is there. */
const NOWHERE = '2d00::1';
const REBOUND = 300;
const TOGETHER = 25;

class ImpatientEgress extends Egress {
  protected override readonly limits: EgressLimits = {
    ...EGRESS_LIMITS,
    connectMs: 200,
    firstByteMs: 400,
    totalMs: 1_000,
  };
}

/** As if the check of the address had been passed, with a port that a test can listen on. */
class UncheckedEgress extends ImpatientEgress {
  override assertTarget(): void {}
}

function config(allow = '') {
  return loadConfig({
    NODE_ENV: 'test',
    ASAN_SECRET: 'test-only-0123456789-abcdefghijklmnop',
    DATABASE_URL: 'postgres://asan_api:x@127.0.0.1:1/test',
    QUEUE_DATABASE_URL: 'postgres://asan_queue:x@127.0.0.1:1/test',
    ...(allow === '' ? {} : { EGRESS_ALLOW: allow }),
  });
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'answered',
    (error: unknown) => (error instanceof PullFailedError ? error.code : String(error)),
  );
}

describe('a hostile partner', () => {
  async function ask(partner: HostilePartner): Promise<string> {
    try {
      const egress = new ImpatientEgress(config(partner.host), new HostResolver());
      return await codeOf(egress.get(new URL(`${partner.url}/kpi`)));
    } finally {
      await partner.close();
    }
  }

  it.each<[HostileMode, string]>([
    ['slow-loris', 'timeout'],
    ['silent', 'timeout'],
    ['endless-chunked', 'response-too-large'],
    ['gzip-bomb', 'response-too-large'],
    ['too-short', 'truncated'],
    ['cut-gzip', 'truncated'],
    ['many-headers', 'response-too-large'],
  ])('that is a %s ends as %s', async (mode, code) => {
    expect(await ask(await startHostilePartner(mode))).toBe(code);
  });

  it.each(['expired', 'self-signed', 'wrong-name'] as const)(
    'with a certificate that is %s ends as tls-error',
    async (kind) => {
      expect(await ask(await startWrongCertificate(kind))).toBe('tls-error');
    },
  );
});

describe('the addresses of a partner', () => {
  let server: Server;
  let port: number;
  let accepted = 0;
  let dns: LyingDns | undefined;

  beforeAll(async () => {
    server = createServer((socket) => {
      accepted += 1;
      socket.destroy();
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    port = (server.address() as { port: number }).port;
  });
  afterEach(async () => {
    accepted = 0;
    await dns?.close();
    dns = undefined;
  });
  afterAll(() => new Promise((done) => server.close(done)));

  /** Public at every even question, of this machine at every odd one. */
  const alternating = (_name: string, question: number) => (question % 2 === 0 ? [NOWHERE] : ['127.0.0.1']);

  it('are asked for once: no rebinding reaches this machine', async () => {
    dns = await startLyingDns(alternating);
    const egress = new UncheckedEgress(config(), dns.resolver);
    const codes = new Set<string>();
    for (let fetched = 0; fetched < REBOUND; fetched += TOGETHER) {
      const names = Array.from({ length: TOGETHER }, (_, index) => `p${index}.rebind.example`);
      const fetches = names.map((name) => codeOf(egress.get(new URL(`https://${name}:${port}/`))));
      for (const code of await Promise.all(fetches)) codes.add(code);
    }
    expect(accepted).toBe(0);
    expect(codes).toContain('target-not-allowed');
    expect(codes).not.toContain('answered');
  });

  it('would be reached by asking twice: the check first, the connection afterwards', async () => {
    const lying = await startLyingDns(alternating);
    dns = lying;
    const host = 'naive.rebind.example';
    const checked = await lying.resolver.addressesOf(host);
    expect(checked).toEqual([{ address: NOWHERE, family: 6 }]);
    const [{ address }] = await lying.resolver.addressesOf(host);
    await request(`http://${address}:${port}/`).catch(() => undefined);
    expect(accepted).toBe(1);
  });

  it('are refused as a whole when a single one is not public', async () => {
    dns = await startLyingDns(() => [NOWHERE, '127.0.0.1']);
    const egress = new UncheckedEgress(config(), dns.resolver);
    expect(await codeOf(egress.get(new URL(`https://mixed.example:${port}/`)))).toBe('target-not-allowed');
    expect(accepted).toBe(0);
  });

  it('were public when they were saved and lead here when they are fetched: refused without a connection', async () => {
    dns = await startLyingDns(() => ['127.0.0.1']);
    const egress = new ImpatientEgress(config(), dns.resolver);
    expect(await codeOf(egress.get(new URL('https://turned.example/')))).toBe('target-not-allowed');
  });

  it('are never connected to under any of several hundred spellings', async () => {
    const egress = new ImpatientEgress(config(), new HostResolver());
    const targets = forbiddenTargets().filter((target) => URL.canParse(target));
    const codes = await Promise.all(targets.map((target) => codeOf(egress.get(new URL(target)))));
    expect(targets.length).toBeGreaterThanOrEqual(400);
    expect([...new Set(codes)]).toEqual(['target-not-allowed']);
  });
});
