import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer as createTlsServer } from 'node:tls';
import { gzipSync } from 'node:zlib';

const MEGABYTE = 1024 * 1024;
const HEADERS = 100_000;
const DRIP_MS = 100;

/** The ways in which a partner's system can be hostile or broken; each is one connection's whole behaviour. */
export const HOSTILE_MODES = [
  'slow-loris',
  'silent',
  'endless-chunked',
  'gzip-bomb',
  'too-short',
  'many-headers',
  'html',
  'cut-gzip',
  'retry-after',
] as const;
export type HostileMode = (typeof HOSTILE_MODES)[number];

/** A partner's system on loopback that misbehaves. Raw sockets: a polite server library would not send this. */
export interface HostilePartner {
  /** host:port, for an exemption. */
  host: string;
  url: string;
  /** Connections that were accepted so far. */
  accepted(): number;
  close(): Promise<void>;
}

export async function startHostilePartner(mode: HostileMode): Promise<HostilePartner> {
  // Packing takes longer than a partner may wait with its first byte.
  if (mode === 'gzip-bomb') bomb();
  return listening((socket) => {
    socket.once('data', () => MISBEHAVE[mode](socket));
  }, 'http');
}

/** A partner whose certificate is expired, self-signed, or of another name; it would answer well otherwise. */
export async function startWrongCertificate(
  kind: 'expired' | 'self-signed' | 'wrong-name',
): Promise<HostilePartner> {
  const { key, cert } = certificate(kind);
  const sockets = new Set<Socket>();
  let accepted = 0;
  const server = createTlsServer({ key, cert }, (socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => socket.end(answer('application/json', '{}')));
  });
  server.on('connection', (socket: Socket) => {
    accepted += 1;
    sockets.add(socket);
  });
  server.on('tlsClientError', () => undefined);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return partnerOf(server, sockets, () => accepted, 'https');
}

async function listening(serve: (socket: Socket) => void, scheme: 'http'): Promise<HostilePartner> {
  const sockets = new Set<Socket>();
  let accepted = 0;
  const server = createTcpServer((socket) => {
    accepted += 1;
    sockets.add(socket);
    socket.on('error', () => undefined);
    serve(socket);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return partnerOf(server, sockets, () => accepted, scheme);
}

function partnerOf(
  server: Server,
  sockets: ReadonlySet<Socket>,
  accepted: () => number,
  scheme: string,
): HostilePartner {
  const host = `127.0.0.1:${(server.address() as { port: number }).port}`;
  return {
    host,
    url: `${scheme}://${host}`,
    accepted,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((done) => server.close(done));
    },
  };
}

const MISBEHAVE: Record<HostileMode, (socket: Socket) => void> = {
  'slow-loris': (socket) => {
    socket.write(head('application/json', ['content-length: 1000000']));
    drip(socket);
  },
  silent: () => undefined,
  'endless-chunked': (socket) => {
    socket.write(head('application/json', ['transfer-encoding: chunked']));
    flood(socket, `10000\r\n${'x'.repeat(0x10000)}\r\n`);
  },
  'gzip-bomb': (socket) => {
    socket.write(head('application/json', ['content-encoding: gzip', `content-length: ${bomb().length}`]));
    socket.end(bomb());
  },
  'too-short': (socket) => {
    socket.end(`${head('application/json', ['content-length: 1000'])}{"half":`);
  },
  'many-headers': (socket) => {
    const headers = Array.from({ length: HEADERS }, (_, index) => `x-${index}: y`);
    socket.end(`${head('application/json', headers)}{}`);
  },
  html: (socket) => socket.end(answer('text/html', '<html></html>')),
  'cut-gzip': (socket) => {
    const whole = gzipSync('{"a":1}');
    const half = whole.subarray(0, whole.length - 6);
    socket.write(head('application/json', ['content-encoding: gzip', `content-length: ${half.length}`]));
    socket.end(half);
  },
  'retry-after': (socket) => socket.end(answer('application/json', '{}', 503, ['retry-after: 1000000000'])),
};

let packed: Buffer | undefined;

/** A hundred megabytes of nothing, packed a thousand to one. */
function bomb(): Buffer {
  packed ??= gzipSync(Buffer.alloc(100 * MEGABYTE));
  return packed;
}

function head(contentType: string, headers: readonly string[], status = 200): string {
  return [`HTTP/1.1 ${status} OK`, `content-type: ${contentType}`, ...headers, '', ''].join('\r\n');
}

function answer(contentType: string, body: string, status = 200, headers: readonly string[] = []): string {
  return (
    head(contentType, [...headers, `content-length: ${body.length}`, 'connection: close'], status) + body
  );
}

function drip(socket: Socket): void {
  const timer = setInterval(() => socket.write(' '), DRIP_MS);
  socket.once('close', () => clearInterval(timer));
}

/** Writes as fast as the other side reads, until it hangs up. */
function flood(socket: Socket, chunk: string): void {
  const pour = (): void => {
    while (!socket.destroyed && socket.write(chunk));
  };
  socket.on('drain', pour);
  pour();
}

/** A certificate that nobody should accept, made on the spot: none of them can leak or run out in the repository. */
function certificate(kind: 'expired' | 'self-signed' | 'wrong-name'): { key: string; cert: string } {
  const folder = mkdtempSync(join(tmpdir(), 'wrong-certificate-'));
  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'ignore' });
  const name = kind === 'wrong-name' ? 'DNS:elsewhere.example' : 'IP:127.0.0.1';
  // A day less than none: it was over before it began.
  const days = kind === 'expired' ? '-1' : '2';
  try {
    writeFileSync(join(folder, 'names'), `subjectAltName=${name}`);
    openssl('ecparam', '-genkey', '-name', 'prime256v1', '-noout', '-out', 'key.pem');
    openssl('req', '-new', '-key', 'key.pem', '-subj', '/CN=partner', '-out', 'request.pem');
    const signing = ['x509', '-req', '-in', 'request.pem', '-signkey', 'key.pem', '-days', days];
    openssl(...signing, '-extfile', 'names', '-out', 'cert.pem');
    return {
      key: readFileSync(join(folder, 'key.pem'), 'utf8'),
      cert: readFileSync(join(folder, 'cert.pem'), 'utf8'),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
