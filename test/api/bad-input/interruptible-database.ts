import { connect, createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { databaseAddress, databaseUrl, type DatabaseAddress } from '#platform';

/** A wire between a process under test and its database server that a test may cut and mend. */
export class InterruptibleDatabase {
  private readonly sockets = new Set<Socket>();
  private silent = false;
  private server: Server;
  private port = 0;

  constructor(private readonly target: DatabaseAddress) {
    this.server = this.listener();
  }

  async open(): Promise<void> {
    await new Promise<void>((done) => this.server.listen(this.port, '127.0.0.1', () => done()));
    this.port = (this.server.address() as AddressInfo).port;
  }

  /** The same database and role as in the URL, reached through this wire. */
  through(url: string): string {
    return databaseUrl({ ...databaseAddress(url), host: '127.0.0.1', port: this.port });
  }

  /** The server is gone: open connections break, new ones are refused. */
  async cut(): Promise<void> {
    const closed = new Promise<void>((done) => this.server.close(() => done()));
    for (const socket of this.sockets) socket.destroy();
    await closed;
  }

  /** The server is back at the same address. */
  async mend(): Promise<void> {
    this.silent = false;
    for (const socket of this.sockets) socket.destroy();
    if (this.server.listening) return;
    this.server = this.listener();
    await this.open();
  }

  /** The server takes connections and never says a word, as behind a broken firewall. */
  hush(): void {
    this.silent = true;
    for (const socket of this.sockets) socket.destroy();
  }

  private listener(): Server {
    return createServer((client) => {
      this.keep(client);
      if (this.silent) return;
      const { host, port } = this.target;
      const upstream = host.startsWith('/') ? connect(`${host}/.s.PGSQL.${port}`) : connect(port, host);
      this.keep(upstream);
      client.pipe(upstream).pipe(client);
      client.on('close', () => upstream.destroy());
      upstream.on('close', () => client.destroy());
    });
  }

  private keep(socket: Socket): void {
    this.sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => this.sockets.delete(socket));
  }
}
