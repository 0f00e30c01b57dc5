import { connect, createServer } from 'node:net';

/**
 * Stands between a process and its store. `strand` makes every present connection half-open: the
 * store's end is gone, the process hears nothing about it and new connections work, as behind a
 * router that forgot them or a peer that lost its power.
 */
export class FaultProxy {
  #pairs = new Set();
  #server;

  constructor(listenOn, upstream) {
    this.listenOn = listenOn;
    this.upstream = upstream;
  }

  /** Starts to listen; answers the port when it listens on TCP. */
  async open() {
    this.#server = createServer((client) => this.#join(client));
    const server = this.#server;
    await new Promise((done, fail) => {
      server.once('error', fail);
      if (typeof this.listenOn === 'string') server.listen(this.listenOn, done);
      else server.listen(this.listenOn, '127.0.0.1', done);
    });
    this.port = server.address().port;
    return this.port;
  }

  /** Makes the present connections half-open; answers how many there were. */
  strand() {
    const stranded = [...this.#pairs];
    for (const { client, store } of stranded) {
      store.removeAllListeners('close');
      client.removeAllListeners('data');
      client.pause();
      store.destroy();
    }
    this.#pairs.clear();
    return stranded.length;
  }

  close() {
    for (const { client, store } of this.#pairs) {
      client.destroy();
      store.destroy();
    }
    this.#server?.close();
  }

  #join(client) {
    const store = connect(this.upstream);
    const pair = { client, store };
    this.#pairs.add(pair);
    client.on('data', (bytes) => store.write(bytes));
    store.on('data', (bytes) => client.write(bytes));
    for (const socket of [client, store]) socket.on('error', () => socket.destroy());
    client.on('close', () => store.destroy());
    store.on('close', () => {
      client.destroy();
      this.#pairs.delete(pair);
    });
  }
}
