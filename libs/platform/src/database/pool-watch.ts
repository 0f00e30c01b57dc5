import type pg from 'pg';
import type { Socket } from 'node:net';
import { elapsedMs } from '../time/clock.js';

/** The first statement on a connection is a short one; whoever does not answer it in this time is gone. */
export const FIRST_ANSWER_MS = 5_000;

interface Watched {
  socket: Socket;
  /** When the last byte came in, by the monotonic clock. */
  heardAt: number;
  timer?: NodeJS.Timeout;
}

/**
 * Notices half-open connections of a pool: a router forgot them or the server lost its power, nothing
 * says so, and each would hold its user up for a whole statement timeout. The first answer after a
 * connection is taken has to come soon; if it does not, that connection is ended and with it every
 * other one that was silent in the meantime. Ended connections are replaced by the pool at the next use.
 */
export function watchPool(pool: pg.Pool): void {
  const watched = new Map<pg.PoolClient, Watched>();
  pool.on('remove', (client) => {
    clearTimeout(watched.get(client)?.timer);
    watched.delete(client);
  });
  pool.on('acquire', (client) => {
    // Not when it connects: the pool may have made its first connections before it was watched.
    const state = watched.get(client) ?? watch(client);
    watched.set(client, state);
    expectAnswer(state, () => endSilent(watched.values()));
  });
}

function watch(client: pg.PoolClient): Watched {
  const state: Watched = { socket: socketOf(client), heardAt: elapsedMs() };
  state.socket.on('data', () => hear(state));
  // Whoever uses the connection hears of its end by the statement that fails.
  client.on('error', () => undefined);
  return state;
}

function hear(state: Watched): void {
  state.heardAt = elapsedMs();
  clearTimeout(state.timer);
}

function expectAnswer(state: Watched, onSilence: () => void): void {
  const { bytesWritten } = state.socket;
  const takenAt = elapsedMs();
  const look = () => {
    // Who took the connection may not have asked anything yet; then silence says nothing.
    const isAsked = state.socket.bytesWritten > bytesWritten;
    if (isAsked && state.heardAt <= takenAt) onSilence();
  };
  clearTimeout(state.timer);
  // A process that was busy itself runs its timers before it reads what came in meanwhile.
  state.timer = setTimeout(() => setImmediate(look), FIRST_ANSWER_MS);
  state.timer.unref();
}

function endSilent(states: Iterable<Watched>): void {
  const since = elapsedMs() - FIRST_ANSWER_MS;
  for (const { socket, heardAt } of states)
    if (heardAt <= since) socket.destroy(new Error('Connection terminated: no answer in time'));
}

/** The driver keeps its socket to itself, and has no other way to learn of silence. */
export function socketOf(client: pg.ClientBase): Socket {
  return (client as unknown as { connection: { stream: Socket } }).connection.stream;
}
