import { createServer, type Server } from 'node:http';

/** A partner's system on loopback that answers what a test wants. */
export interface FakePartner {
  /** host:port, for EGRESS_ALLOW. */
  host: string;
  url: string;
  requests: Array<{ path: string; authorization?: string; etag?: string; since?: string }>;
  close(): Promise<void>;
}

export type PartnerAnswer = (path: string) => {
  status?: number;
  contentType?: string;
  body?: string | Buffer;
  headers?: Record<string, string>;
};

export async function startFakePartner(answer: PartnerAnswer): Promise<FakePartner> {
  const requests: FakePartner['requests'] = [];
  const server: Server = createServer((request, response) => {
    requests.push({
      path: request.url ?? '',
      authorization: request.headers.authorization,
      etag: request.headers['if-none-match'],
      since: request.headers['if-modified-since'],
    });
    const {
      status = 200,
      contentType = 'application/json',
      body = '',
      headers = {},
    } = answer(request.url ?? '');
    response.writeHead(status, { 'content-type': contentType, ...headers });
    response.end(body);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as { port: number };
  const host = `127.0.0.1:${port}`;
  return {
    host,
    url: `http://${host}`,
    requests,
    close: () => new Promise((done) => server.close(() => done())),
  };
}
