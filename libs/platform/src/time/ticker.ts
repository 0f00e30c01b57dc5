import { setTimeout as pause } from 'node:timers/promises';

/** Repeats a piece of work until stopped; a failed turn is reported and the next one comes all the same. */
export class Ticker {
  private readonly stopping = new AbortController();
  private loop: Promise<void> = Promise.resolve();

  constructor(
    private readonly intervalMs: number,
    private readonly work: () => Promise<unknown>,
    private readonly onFailure: (error: unknown) => void,
  ) {}

  start(): void {
    this.loop = this.repeat();
  }

  /** The first turn begins now instead of after the interval. */
  startAtOnce(): void {
    this.loop = this.turn().then(() => this.repeat());
  }

  /** Ends after the turn that is under way. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.loop;
  }

  private async repeat(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      await pause(this.intervalMs, undefined, { signal }).catch(() => undefined);
      if (!signal.aborted) await this.turn();
    }
  }

  private async turn(): Promise<void> {
    await this.work().catch(this.onFailure);
  }
}
