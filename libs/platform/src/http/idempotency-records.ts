import { Injectable } from '@nestjs/common';
import type { OperationContext } from '../context/operation-context.js';
import { Transactions } from '../database/transactions.js';
import { BusinessError } from '../errors/business-error.js';

const KEPT_DAYS = 7;
/** A request that runs longer than this died; its key may be used again. */
const LEASE_SECONDS = 30;

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
   * @throws BusinessError `idempotency-key-reused` (422), `request-in-progress` (409).
   */
  async begin(ctx: OperationContext, key: string, fingerprint: string): Promise<StoredAnswer | null> {
    return this.transactions.run(ctx, async (tx) => {
      const claimed = (await tx.manager.query(
        `insert into app.idempotency_record as r (actor, key, scope, fingerprint, lease_until)
         values ($1, $2, 'HQ', $3, clock_timestamp() + interval '${LEASE_SECONDS} seconds')
         on conflict (actor, key) do update set fingerprint = excluded.fingerprint, status = null, lease_until = excluded.lease_until,
           created_at = clock_timestamp()
         where r.created_at < clock_timestamp() - interval '${KEPT_DAYS} days'
            or (r.status is null and r.lease_until < clock_timestamp() and r.fingerprint = excluded.fingerprint)
         returning key`,
        [ctx.actor.id, key, fingerprint],
      )) as unknown[];
      if (claimed.length > 0) return null;
      const [row] = (await tx.manager.query(
        `select fingerprint, status, headers, body, status is null as running from app.idempotency_record where actor = $1 and key = $2`,
        [ctx.actor.id, key],
      )) as RecordRow[];
      return answerOf(row, fingerprint);
    });
  }

  async complete(ctx: OperationContext, key: string, answer: StoredAnswer): Promise<void> {
    await this.transactions.run(ctx, (tx) =>
      tx.manager.query(
        'update app.idempotency_record set status = $3, headers = $4, body = $5 where actor = $1 and key = $2',
        [
          ctx.actor.id,
          key,
          answer.status,
          JSON.stringify(answer.headers),
          JSON.stringify(answer.body ?? null),
        ],
      ),
    );
  }

  async forget(ctx: OperationContext, key: string): Promise<void> {
    await this.transactions.run(ctx, (tx) =>
      tx.manager.query(
        'delete from app.idempotency_record where actor = $1 and key = $2 and status is null',
        [ctx.actor.id, key],
      ),
    );
  }
}

function answerOf(row: RecordRow, fingerprint: string): StoredAnswer {
  if (row.fingerprint !== fingerprint) {
    throw new BusinessError('INVALID', 'idempotency-key-reused', {
      detail: 'This Idempotency-Key was used for another request.',
    });
  }
  if (row.running) {
    throw new BusinessError('CONFLICT', 'request-in-progress', {
      detail: 'The first request with this key is still running.',
      retryAfter: 1,
    });
  }
  return { status: row.status ?? 200, headers: row.headers ?? {}, body: row.body };
}
