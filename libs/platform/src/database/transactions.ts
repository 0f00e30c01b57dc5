import { Injectable } from '@nestjs/common';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { DataSource, type EntityManager, type QueryRunner } from 'typeorm';
import type { OperationContext } from '../context/operation-context.js';
import { SentStatements } from './sent-statements.js';
import { isRetryable, unavailableFrom } from './sql-state.js';

const MAX_ATTEMPTS = 4;
const BACKOFF_MS = 15;

/** An operation context inside a transaction: what repositories take as their first parameter. */
export interface Transaction extends OperationContext {
  readonly manager: EntityManager;
  /**
   * Sends a write whose answer nobody needs: it is done in its turn, and the transaction ends with its fault if it has
   * one. Reads after it see what it wrote.
   */
  readonly send: (statement: string, values: readonly unknown[]) => void;
}

/**
 * The one door to the database. Every statement runs in a transaction whose first act is to tell
 * the policies who asks; deadlocks and serialisation failures are retried here and nowhere else.
 */
@Injectable()
export class Transactions {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Runs a write: all of it or nothing.
   *
   * With a deferred commit the last write of an operation stays open; a further one commits the one before, which
   * then stands without its answer.
   *
   * @throws UnavailableError when no connection can be had or the conflict outlasts the retries.
   */
  async run<T>(ctx: OperationContext, work: (tx: Transaction) => Promise<T>): Promise<T> {
    await ctx.deferred?.commit();
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.attempt(ctx, work, false);
      } catch (error) {
        if (!isRetryable(error) || attempt === MAX_ATTEMPTS) throw unavailableFrom(error) ?? error;
        await pause(Math.random() * BACKOFF_MS * 2 ** attempt);
      }
    }
  }

  /** Runs a read in a read-only transaction, or beside the write that waits for its commit: one consistent snapshot per statement. */
  async read<T>(ctx: OperationContext, work: (tx: Transaction) => Promise<T>): Promise<T> {
    try {
      const held = ctx.deferred?.held;
      if (held) return await this.join(held, ctx, work);
      return await this.attempt(ctx, work, true);
    } catch (error) {
      throw unavailableFrom(error) ?? error;
    }
  }

  private async attempt<T>(
    ctx: OperationContext,
    work: (tx: Transaction) => Promise<T>,
    readOnly: boolean,
  ): Promise<T> {
    const runner = this.dataSource.createQueryRunner();
    const sent = new SentStatements();
    let isConnected = false;
    try {
      await runner.connect();
      isConnected = true;
      sent.add(runner.query(`start transaction; ${this.scopeStatement(ctx, readOnly)}`));
      const result = await work(transactionOf(ctx, runner, sent));
      const isHeld = ctx.deferred && !readOnly;
      if (!isHeld) sent.add(runner.query('commit'));
      await sent.settled();
      if (isHeld) ctx.deferred?.hold(runner);
      return result;
    } catch (error) {
      const cause = await sent.causeOf(error);
      if (isConnected) await runner.query('rollback').catch(() => undefined);
      throw cause;
    } finally {
      if (ctx.deferred?.held !== runner) await runner.release();
    }
  }

  /**
   * Works beside a write that waits for its commit, as whoever `ctx` says; answers and faults leave the write as it is.
   */
  async join<T>(held: QueryRunner, ctx: OperationContext, work: (tx: Transaction) => Promise<T>): Promise<T> {
    const sent = new SentStatements();
    sent.add(held.query(this.scopeStatement(ctx, false)));
    try {
      const result = await work(transactionOf(ctx, held, sent));
      await sent.settled();
      return result;
    } catch (error) {
      throw await sent.causeOf(error);
    }
  }

  /** Tells the policies who asks for which scopes; an empty list is written as `{}`, which admits no row. */
  protected scopeStatement(ctx: OperationContext, readOnly: boolean): string {
    const scopes = ctx.scopes.length === 0 ? '{}' : ctx.scopes.join(',');
    const [actor, list, request] = [ctx.actor.id, scopes, ctx.requestId].map((text) =>
      pg.escapeLiteral(text),
    );
    return `select app.set_ctx(${actor}, ${list}, ${request}, ${readOnly})`;
  }
}

function transactionOf(ctx: OperationContext, runner: QueryRunner, sent: SentStatements): Transaction {
  const send = (statement: string, values: readonly unknown[]) =>
    sent.add(runner.query(statement, [...values]));
  return { ...ctx, manager: runner.manager, send };
}
