import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';
import type { RequestKind, RequestState, SlotRequest } from './slot-request.js';

/** What a request is read as; its unit is the slot's. */
export const REQUEST_COLUMNS = `
  r.id, r.partner, s.unit, r.slot_id as "slotId", r.kind, r.state, r.until, r.code, r.reason,
  r.requested_by as "requestedBy", r.requested_at as "requestedAt", r.closed_by as "closedBy", r.closed_at as "closedAt",
  r.decision_reason as "decisionReason", r.revoked_at as "revokedAt", r.rev`;

/** Requests of the caller's partners and units. */
export const REQUESTS_WITHIN = `app.slot_request r join app.report_slot s on s.partner = r.partner and s.id = r.slot_id
  where r.partner = any ($1) and ($2::text[] is null or s.unit = any ($2))`;

const INSTANTS = ['until', 'requestedAt', 'closedAt', 'revokedAt'] as const;
export type RequestRow = Omit<SlotRequest, (typeof INSTANTS)[number]> &
  Record<(typeof INSTANTS)[number], Date | null>;

/** How a request ended. */
export interface RequestClosing {
  to: RequestState;
  at: string;
  reason: string | null;
}

@Injectable()
export class SlotRequestsRepository {
  async insert(tx: Transaction, request: SlotRequest): Promise<void> {
    const { id, partner, slotId, kind, until, code, reason, requestedBy, requestedAt } = request;
    await tx.manager.query(
      `insert into app.slot_request (id, partner, slot_id, kind, until, code, reason, requested_by, requested_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [id, partner, slotId, kind, until, code, reason, requestedBy, requestedAt],
    );
  }

  find(tx: Transaction, id: string): Promise<SlotRequest | null> {
    return this.one(tx, 'and r.id = $3', [id]);
  }

  /** Locks the request's row; the slot's is locked before it. */
  lock(tx: Transaction, id: string): Promise<SlotRequest | null> {
    return this.one(tx, 'and r.id = $3 for update of r', [id]);
  }

  findOpenOfSlot(tx: Transaction, slotId: string, kind: RequestKind): Promise<SlotRequest | null> {
    return this.one(tx, `and r.slot_id = $3 and r.kind = $4 and r.state = 'REQUESTED'`, [slotId, kind]);
  }

  async close(tx: Transaction, id: string, { to, at, reason }: RequestClosing): Promise<number> {
    const [rows] = (await tx.manager.query(
      `update app.slot_request set state = $3, closed_by = $4, closed_at = $5, decision_reason = $6, rev = rev + 1
        where id = $1 and partner = any ($2) returning rev`,
      [id, tx.scopes, to, tx.actor.id, at, reason],
    )) as [Array<{ rev: number }>, number];
    return rows[0].rev;
  }

  /** Ends the waiver that stands, so that a question about an earlier day still knows of it. */
  async endWaiver(tx: Transaction, slotId: string, at: string): Promise<void> {
    await tx.manager.query(
      `update app.slot_request set revoked_at = $3, rev = rev + 1
        where slot_id = $1 and partner = any ($2) and kind = 'WAIVER' and state = 'GRANTED' and revoked_at is null`,
      [slotId, tx.scopes, at],
    );
  }

  /** Whether a revision of a slot's report is with headquarters or accepted. */
  async isHandedIn(tx: Transaction, slotId: string): Promise<boolean> {
    const rows = (await tx.manager.query(
      `select 1 from app.submission b
        where b.partner = any ($1) and b.slot_id = $2 and b.state in ('SUBMITTED', 'IN_REVIEW', 'IN_DIRECTOR_REVIEW', 'ACCEPTED') limit 1`,
      [tx.scopes, slotId],
    )) as unknown[];
    return rows.length > 0;
  }

  private async one(tx: Transaction, condition: string, values: string[]): Promise<SlotRequest | null> {
    const rows = (await tx.manager.query(`select ${REQUEST_COLUMNS} from ${REQUESTS_WITHIN} ${condition}`, [
      tx.scopes,
      tx.units,
      ...values,
    ])) as RequestRow[];
    return rows[0] ? requestFromRow(rows[0]) : null;
  }
}

/** Instants leave the repository as text, as they leave the API. */
export function requestFromRow(row: RequestRow): SlotRequest {
  const instants = Object.fromEntries(INSTANTS.map((name) => [name, row[name]?.toISOString() ?? null]));
  return { ...row, ...instants } as unknown as SlotRequest;
}
