import type { ChildProcessWithoutNullStreams } from 'node:child_process';

/** Long enough for the next file of a round, short enough that a quiet server gets its memory back. */
const IDLE_MS = 60_000;

/**
 * Keeps one child ready while files come one after the other: starting it takes as long as reading a month. A child
 * reads one file and ends, so nothing of a file is left for the next.
 */
export class SpareChild {
  private spare: ChildProcessWithoutNullStreams | undefined;
  private idle: NodeJS.Timeout | undefined;

  constructor(
    private readonly start: () => ChildProcessWithoutNullStreams,
    private readonly idleMs = IDLE_MS,
  ) {}

  /** A child that has read nothing yet: the one that waits, or a new one. */
  take(): ChildProcessWithoutNullStreams {
    const { spare } = this;
    this.forget();
    if (!spare || spare.exitCode !== null || spare.signalCode !== null) return this.start();
    handles(spare).forEach((handle) => handle.ref());
    return spare;
  }

  /** Makes sure that one waits, without keeping this process alive for it. */
  prepare(): void {
    if (this.spare) return;
    const spare = this.start();
    handles(spare).forEach((handle) => handle.unref());
    spare.once('exit', () => {
      if (this.spare === spare) this.forget();
    });
    this.spare = spare;
    this.idle = setTimeout(() => this.dismiss(), this.idleMs).unref();
  }

  private dismiss(): void {
    const { spare } = this;
    this.forget();
    // A child whose input ends before a request came has nothing to do.
    spare?.stdin.end();
  }

  private forget(): void {
    clearTimeout(this.idle);
    this.spare = undefined;
  }
}

interface Handle {
  ref(): unknown;
  unref(): unknown;
}

/** The streams of a child are sockets, which the type of the general case does not say. */
function handles(child: ChildProcessWithoutNullStreams): Handle[] {
  return [child, child.stdin, child.stdout, child.stderr] as unknown as Handle[];
}
