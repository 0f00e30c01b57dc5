import { Injectable, type OnApplicationShutdown } from '@nestjs/common';

import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DataSource } from 'typeorm';
import { ClockSkew, QueueHealth, stateOf } from '#platform';

type State = 'up' | 'down';

/** Tells a supervisor whether the worker lives and whether it can work. Answers no detail. */
@Injectable()
export class WorkerHealth implements OnApplicationShutdown {
  private server?: Server;

  constructor(
    private readonly dataSource: DataSource,
    private readonly queue: QueueHealth,
    private readonly skew: ClockSkew,
  ) {}

  /** Starts to answer on the port (0: any free one); resolves with the port in use. */
  async listen(port: number, host: string): Promise<number> {
    const server = createServer((request, response) => void this.answer(request.url ?? '', response));
    this.server = server;
    await new Promise<void>((done, fail) => server.once('error', fail).listen(port, host, done));
    return (server.address() as AddressInfo).port;
  }

  async onApplicationShutdown(): Promise<void> {
    const { server } = this;
    if (!server) return;
    server.closeAllConnections();
    await new Promise<void>((done) => server.close(() => done()));
  }

  private async answer(url: string, response: ServerResponse): Promise<void> {
    if (url === '/health/live') return reply(response, 200, { status: 'up' });
    if (url !== '/health/ready') return reply(response, 404, { status: 'unknown' });
    const checks = {
      database: await this.database(),
      queue: await this.queueState(),
      clock: await stateOf(this.skew.assertSmall()),
    };
    const status: State = Object.values(checks).every((state) => state === 'up') ? 'up' : 'down';
    return reply(response, status === 'up' ? 200 : 503, { status, checks });
  }

  private database(): Promise<State> {
    return stateOf(this.dataSource.query('select 1'));
  }

  private queueState(): Promise<State> {
    return stateOf(this.queue.assertAvailable());
  }
}

function reply(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    ...(status === 503 ? { 'retry-after': '5' } : {}),
  });
  response.end(JSON.stringify(body));
}
