import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

export interface FakeS3 {
  /** For STORAGE_URL. */
  url: string;
  objects: Map<string, Buffer>;
  /** Every request as `METHOD /bucket/key`. */
  asked: string[];
  close(): Promise<void>;
}

/** A server that speaks the few words of the S3 protocol that a store of objects needs, for signed requests only. */
export async function startS3(): Promise<FakeS3> {
  const s3: FakeS3 = { url: '', objects: new Map(), asked: [], close: async () => undefined };
  const server = createServer((request, response) => {
    void answer(s3, request, response);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as { port: number };
  s3.url = `s3://test-key:test-secret@127.0.0.1:${port}/asan-documents?region=eu-1&insecure=true`;
  s3.close = () =>
    new Promise((done) => {
      server.close(() => done());
      server.closeAllConnections();
    });
  return s3;
}

async function answer(s3: FakeS3, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = decodeURIComponent(new URL(request.url!, 'http://s3').pathname);
  s3.asked.push(`${request.method} ${path}`);
  if (!request.headers.authorization?.startsWith('AWS4-HMAC-SHA256 Credential=test-key/')) {
    return void response.writeHead(403).end();
  }
  const body = await bodyOf(request);
  const known = s3.objects.get(path);
  switch (request.method) {
    case 'PUT':
      s3.objects.set(path, body);
      return void response
        .writeHead(200, { etag: `"${createHash('md5').update(body).digest('hex')}"` })
        .end();
    case 'DELETE':
      s3.objects.delete(path);
      return void response.writeHead(204).end();
    default:
      if (!known) return void response.writeHead(404).end();
      response.writeHead(200, { 'content-length': known.length, 'last-modified': new Date(0).toUTCString() });
      return void response.end(request.method === 'HEAD' ? undefined : known);
  }
}

/** The bytes of a request, also when they come in signed or counted chunks (aws-chunked). */
async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  const raw = Buffer.concat(pieces);
  if (!String(request.headers['content-encoding'] ?? '').includes('aws-chunked')) return raw;
  const chunks: Buffer[] = [];
  for (let at = 0; ;) {
    const end = raw.indexOf('\r\n', at);
    const size = Number.parseInt(raw.subarray(at, end).toString('latin1').split(';')[0]!, 16);
    if (!(size > 0)) return Buffer.concat(chunks);
    chunks.push(raw.subarray(end + 2, end + 2 + size));
    at = end + 2 + size + 2;
  }
}
