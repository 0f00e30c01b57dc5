import { createHash } from 'node:crypto';
import pg from 'pg';
import { socketOf } from './pool-watch.js';

/** A text that was met this often is worth keeping a plan for; most texts of a process are. */
const WORTH_KEEPING = 3;
/** Texts kept on one connection: the server holds about 30 KB for each. */
const MOST_KEPT = 400;
const NAME_LENGTH = 24;

/** How often each text was met in this process, and its name once it is worth keeping. */
const met = new Map<string, { times: number; name?: string }>();

/**
 * A connection of a serving process: statements that are asked together travel together, and it has the server remember
 * the statements that come again and again, so that it does not read and plan each of them anew for every request: half
 * of what a short transaction costs. The server decides by itself whether a plan for any value is as good as one for
 * the values at hand.
 *
 * Texts without parameters stay as they are: they may hold several statements.
 */
export class ServingClient extends pg.Client {
  override query(...args: unknown[]): never {
    const [text, values] = args;
    if (typeof text === 'string' && Array.isArray(values)) {
      const name = nameOf(text);
      if (name) args.splice(0, 2, { name, text, values });
    }
    this.gather();
    return super.query(...(args as Parameters<pg.Client['query']>)) as never;
  }

  /** What is asked within one turn leaves in one packet. */
  private gather(): void {
    const socket = socketOf(this);
    socket.cork();
    process.nextTick(() => socket.uncork());
  }
}

function nameOf(text: string): string | undefined {
  const seen = met.get(text);
  if (!seen) {
    if (met.size < MOST_KEPT) met.set(text, { times: 1 });
    return undefined;
  }
  seen.times += 1;
  if (seen.times >= WORTH_KEEPING) seen.name ??= hashOf(text);
  return seen.name;
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, NAME_LENGTH);
}
