import type { QueryRunner } from 'typeorm';
import type { OperationContext } from '../context/operation-context.js';
import { unavailableFrom } from './sql-state.js';

/**
 * The write of one request, kept open after its work is done until what was answered can be committed with it: a
 * process that dies in between leaves neither, so a repeated request is answered or done, and never done twice.
 */
export class DeferredCommit {
  private runner: QueryRunner | undefined;

  /** The connection of a write that waits for its commit. */
  get held(): QueryRunner | undefined {
    return this.runner;
  }

  hold(runner: QueryRunner): void {
    this.runner = runner;
  }

  /**
   * Commits what waits, if anything does.
   *
   * @throws UnavailableError when the connection is gone; whether it was committed is then unknown.
   */
  async commit(): Promise<void> {
    await this.end((runner) => runner.query('commit'));
  }

  /** Takes back what waits, if anything does. */
  async rollBack(): Promise<void> {
    await this.end((runner) => runner.query('rollback'));
  }

  private async end(how: (runner: QueryRunner) => Promise<unknown>): Promise<void> {
    const { runner } = this;
    this.runner = undefined;
    if (!runner) return;
    try {
      await how(runner);
    } catch (error) {
      throw unavailableFrom(error) ?? error;
    } finally {
      await runner.release();
    }
  }
}

/** The same operation, its last write committed by whoever holds `deferred`. */
export function withDeferredCommit(ctx: OperationContext, deferred: DeferredCommit): OperationContext {
  return { ...ctx, deferred };
}
