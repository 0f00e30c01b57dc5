import { Injectable } from '@nestjs/common';
import type { OperationContext } from '../context/operation-context.js';
import { Transactions, type Transaction } from '../database/transactions.js';
import { BusinessError } from '../errors/business-error.js';

const KEPT_DAYS = 7;
/** A request that runs longer than this died; its key may be used again. */
const LEASE_SECONDS = 30;

/** A key that this request may use: until when, as the database wrote it, tells it from a later claim. */
export interface Claim {
  key: string;
  leaseUntil: string;
}

export interface StoredAnswer {
  status: number;
  headers: Record<string, string>;
  body: unknown;
}

interface RecordRow {
  fingerprint: string;
  status: number | null;
  headers: Record<string, string> | null;
  body: unknown;
  running: boolean;
}

/** What was answered under which key, per actor. */
@Injectable()
export class IdempotencyRecords {
  constructor(private readonly transactions: Transactions) {}

  /**
   * Claims a key, or finds the answer that it already has.
   *
   * @returns the claim, or the answer when there is one.
   *
   * @throws BusinessError `idempotency-key-reused` (422), `request-in-progress` (409).
   */
  async begin(ctx: OperationContext, key: string, fingerprint: string): Promise<Claim | StoredAnswer> {
    return this.transactions.run(ctx, async (tx) => {
      const claimed = (await tx.manager.query(
        `insert into app.idempotency_record as r (actor, key, scope, fingerprint, lease_until)
         values ($1, $2, 'HQ', $3, clock_timestamp() + interval '${LEASE_SECONDS} seconds')
         on conflict (actor, key) do update set fingerprint = excluded.fingerprint, status = null, lease_until = excluded.lease_until,
           created_at = clock_timestamp()
         where r.created_at < clock_timestamp() - interval '${KEPT_DAYS} days'
            or (r.status is null and r.lease_until < clock_timestamp() and r.fingerprint = excluded.fingerprint)
         returning key, lease_until::text as "leaseUntil"`,
        [ctx.actor.id, key, fingerprint],
      )) as Claim[];
      if (claimed[0]) return claimed[0];
      const [row] = (await tx.manager.query(
        `select fingerprint, status, headers, body, status is null as running from app.idempotency_record where actor = $1 and key = $2`,
        [ctx.actor.id, key],
      )) as RecordRow[];
      return answerOf(row, fingerprint);
    });
  }

  /**
   * Stores the answer and commits it with the write that was deferred, or by itself when nothing was written.
   *
   * @throws BusinessError `request-in-progress` when the key was claimed again meanwhile; nothing is written then.
   */
  async complete(ctx: OperationContext, claim: Claim, answer: StoredAnswer): Promise<void> {
    const deferred = ctx.deferred;
    const store = (tx: Transaction): Promise<void> => this.store(tx, claim, answer);
    if (!deferred?.held) return this.transactions.run({ ...ctx, deferred: undefined }, store);
    await this.transactions.join(deferred.held, ctx, store);
    await deferred.commit();
  }

  async forget(ctx: OperationContext, { key, leaseUntil }: Claim): Promise<void> {
    await this.transactions.run({ ...ctx, deferred: undefined }, (tx) =>
      tx.manager.query(
        'delete from app.idempotency_record where actor = $1 and key = $2 and lease_until = $3::timestamptz and status is null',
        [ctx.actor.id, key, leaseUntil],
      ),
    );
  }

  private async store(tx: Transaction, { key, leaseUntil }: Claim, answer: StoredAnswer): Promise<void> {
    const [, stored] = (await tx.manager.query(
      `update app.idempotency_record set status = $4, headers = $5, body = $6
        where actor = $1 and key = $2 and lease_until = $3::timestamptz and status is null`,
      [
        tx.actor.id,
        key,
        leaseUntil,
        answer.status,
        JSON.stringify(answer.headers),
        JSON.stringify(answer.body ?? null),
      ],
    )) as [unknown, number];
    if (stored === 0) throw stillRunning();
  }
}

function answerOf(row: RecordRow, fingerprint: string): StoredAnswer {
  if (row.fingerprint !== fingerprint) {
    throw new BusinessError('INVALID', 'idempotency-key-reused', {
      detail: 'This Idempotency-Key was used for another request.',
    });
  }
  if (row.running) {
    throw stillRunning();
  }
  return { status: row.status ?? 200, headers: row.headers ?? {}, body: row.body };
}

function stillRunning(): BusinessError {
  return new BusinessError('CONFLICT', 'request-in-progress', {
    detail: 'The first request with this key is still running.',
    retryAfter: 1,
  });
}
