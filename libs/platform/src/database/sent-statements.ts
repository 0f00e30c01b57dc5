import { sqlStateOf } from './sql-state.js';

/** What PostgreSQL answers to every statement after the one that failed. */
const ALREADY_FAILED = '25P02';

/**
 * The statements of one transaction that were sent without waiting for their answers. They travel in one message
 * with the statement after them; what a short transaction costs is its messages.
 */
export class SentStatements {
  private readonly sent: Promise<unknown>[] = [];

  add(statement: Promise<unknown>): void {
    // Whoever ends the transaction asks; until then a fault is nobody's.
    statement.catch(() => undefined);
    this.sent.push(statement);
  }

  /**
   * Waits for every answer.
   *
   * @throws the first fault, in the order of sending.
   */
  async settled(): Promise<void> {
    for (const statement of this.sent) await statement;
  }

  /** What really went wrong when a transaction ended with `error`: a statement sent before may be the reason. */
  async causeOf(error: unknown): Promise<unknown> {
    const outcomes = await Promise.allSettled(this.sent);
    const faults = outcomes.flatMap((outcome) =>
      outcome.status === 'rejected' ? [outcome.reason as unknown] : [],
    );
    return faults.find((fault) => sqlStateOf(fault) !== ALREADY_FAILED) ?? error;
  }
}
