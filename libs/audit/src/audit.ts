import { Injectable } from '@nestjs/common';
import { Clock, packed, unpacked, type Transaction } from '#platform';

/** One change as it is remembered. */
export interface AuditRecord {
  /** Scope of the changed thing: a partner code or HQ. */
  partner: string;
  /** Verb and noun, e.g. `submission.accept`. */
  action: string;
  entity: string;
  entityId: string;
  before?: object | null;
  after?: object | null;
}

/** Writes the record of a change in the transaction of the change: one without the other is a defect. */
@Injectable()
export class Audit {
  constructor(private readonly clock: Clock) {}

  record(tx: Transaction, record: AuditRecord): void {
    tx.send(
      `insert into app.audit_event (partner, at, actor_kind, actor_id, actor_name, action, entity, entity_id, before, after, request_id)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        record.partner,
        this.clock.instant(),
        tx.actor.kind,
        tx.actor.id,
        tx.actor.name,
        record.action,
        record.entity,
        record.entityId,
        record.before ? JSON.stringify(record.before) : null,
        record.after ? JSON.stringify(record.after) : null,
        tx.requestId,
      ],
    );
  }

  /** Writes the records of many changes in one statement. */
  recordAll(tx: Transaction, records: readonly AuditRecord[]): void {
    if (records.length === 0) return;
    tx.send(
      `insert into app.audit_event (partner, at, actor_kind, actor_id, actor_name, action, entity, entity_id, before, after, request_id)
       select r.partner, $1, $2, $3, $4, r.action, r.entity, r.entity_id, r.before::jsonb, r.after::jsonb, $5
         from unnest(${[6, 7, 8, 9, 10, 11].map((n) => unpacked(`$${n}`)).join(', ')})
              as r (partner, action, entity, entity_id, before, after)`,
      [
        this.clock.instant(),
        tx.actor.kind,
        tx.actor.id,
        tx.actor.name,
        tx.requestId,
        packed(records.map(({ partner }) => partner)),
        packed(records.map(({ action }) => action)),
        packed(records.map(({ entity }) => entity)),
        packed(records.map(({ entityId }) => entityId)),
        packed(records.map(({ before }) => (before ? JSON.stringify(before) : null))),
        packed(records.map(({ after }) => (after ? JSON.stringify(after) : null))),
      ],
    );
  }
}
