import { createServer, connect, type NetConnectOpts, type Server, type Socket } from 'node:net';

/**
 * Stands between the code under test and a real store, so that an outage can be made without
 * stopping a server that other suites use. `cut`: connections die and new ones are refused.
 * `freeze`: everything stays open and nothing answers any more.
 */
export class StoreProxy {
  private server?: Server;
  private frozen = false;
  private readonly sockets = new Set<Socket>();

  constructor(
    private readonly listenOn: string | number,
    private readonly upstream: NetConnectOpts,
  ) {}

  async open(): Promise<void> {
    const server = createServer((client) => this.join(client));
    this.server = server;
    await new Promise<void>((done, fail) => {
      server.once('error', fail);
      if (typeof this.listenOn === 'string') server.listen(this.listenOn, done);
      else server.listen(this.listenOn, '127.0.0.1', done);
    });
  }

  /** Kills every connection and refuses new ones. */
  async cut(): Promise<void> {
    const { server } = this;
    for (const socket of this.sockets) socket.destroy();
    await new Promise<void>((done) => (server ? server.close(() => done()) : done()));
    this.server = undefined;
  }

  /** Lets every connection hang, also new ones. */
  freeze(): void {
    this.frozen = true;
    for (const socket of this.sockets) socket.pause();
  }

  thaw(): void {
    this.frozen = false;
    for (const socket of this.sockets) socket.resume();
  }

  private join(client: Socket): void {
    const store = connect(this.upstream);
    this.forward(client, store);
    this.forward(store, client);
  }

  private forward(from: Socket, to: Socket): void {
    this.sockets.add(from);
    from.on('data', (bytes) => to.write(bytes));
    from.on('error', () => from.destroy());
    from.on('close', () => {
      this.sockets.delete(from);
      to.destroy();
    });
    if (this.frozen) from.pause();
  }
}
