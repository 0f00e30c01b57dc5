import { createServer, type Server } from 'node:http';
import { DEMO_MONTH, sampleFile } from '../../../cli/src/demo/demo-samples.js';

/** Stands in for Pakistan's own system: answers the sample month, and that it has no other one. */
export class PartnerSystem {
  readonly token = 'demo-partner-token';
  private server: Server | undefined;
  host = '';

  async start(): Promise<void> {
    this.server = createServer((request, response) => {
      const { searchParams } = new URL(request.url ?? '/', 'http://partner.invalid');
      const isKnown = request.headers.authorization === `Bearer ${this.token}`;
      const hasMonth = searchParams.get('month') === DEMO_MONTH;
      response.writeHead(isKnown ? (hasMonth ? 200 : 204) : 401, { 'content-type': 'application/json' });
      response.end(isKnown && hasMonth ? sampleFile('pakistan-endpoint.json') : undefined);
    });
    const server = this.server;
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    this.host = `127.0.0.1:${(server.address() as { port: number }).port}`;
  }

  get url(): string {
    return `http://${this.host}/kpi?month={month}`;
  }

  stop(): void {
    this.server?.close();
    this.server?.closeAllConnections();
  }
}
