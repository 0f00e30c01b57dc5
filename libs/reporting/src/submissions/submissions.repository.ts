import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';
import {
  OPEN_STATES,
  type Cell,
  type CellSource,
  type Submission,
  type SubmissionState,
} from './submission.js';
import type { CellContentNow } from './cell-merge.js';

/** What a submission is read as, wherever it is read; the table is `b`. */
export const SUBMISSION_COLUMNS = `b.id, b.partner, b.slot_id as "slotId", b.revision_no as "revisionNo", b.state, b.rev, b.correction_of as "correctionOf",
  b.created_by as "createdBy", b.ready_by as "readyBy", b.submitted_by as "submittedBy", b.submitted_by_name as "submittedByName",
  b.submitted_for as "submittedFor", b.submitted_for_name as "submittedForName", b.submitted_at as "submittedAt", b.review_due_at as "reviewDueAt",
  b.reviewer_id as "reviewerId", b.reviewer_name as "reviewerName", b.review_started_at as "reviewStartedAt",
  b.review_lease_until as "reviewLeaseUntil", b.resubmit_by as "resubmitBy", b.escalated_by as "escalatedBy",
  b.decided_by as "decidedBy", b.decided_at as "decidedAt", b.void_reason as "voidReason", b.recalls`;

export const CELL_COLUMNS = `cell, rev, kind, value::text as value, draft_text as "draftText", reason, expected_by as "expectedBy", explanation,
  source, source_ref as "sourceRef", entered_by as "enteredBy", entered_at as "enteredAt"`;

export interface CellWrite extends CellContentNow {
  cell: string;
  source: CellSource;
  sourceRef: object | null;
}

/** Changes of a submission's own row; absent members stay as they are. */
export type SubmissionChange = Partial<Pick<Submission, keyof typeof CHANGE_COLUMNS>>;

const CHANGE_COLUMNS = {
  state: 'state',
  readyBy: 'ready_by',
  submittedBy: 'submitted_by',
  submittedByName: 'submitted_by_name',
  submittedFor: 'submitted_for',
  submittedForName: 'submitted_for_name',
  submittedAt: 'submitted_at',
  reviewDueAt: 'review_due_at',
  reviewerId: 'reviewer_id',
  reviewerName: 'reviewer_name',
  reviewStartedAt: 'review_started_at',
  reviewLeaseUntil: 'review_lease_until',
  resubmitBy: 'resubmit_by',
  escalatedBy: 'escalated_by',
  decidedBy: 'decided_by',
  decidedAt: 'decided_at',
  voidReason: 'void_reason',
  recalls: 'recalls',
} as const satisfies Partial<Record<keyof Submission, string>>;

@Injectable()
export class SubmissionsRepository {
  async find(tx: Transaction, id: string): Promise<Submission | null> {
    return this.one(tx, 'b.id = $2', [id], '');
  }

  async lock(tx: Transaction, id: string): Promise<Submission | null> {
    return this.one(tx, 'b.id = $2', [id], 'for update of b');
  }

  /** The revision that is being worked on, if any. */
  async lockOpen(tx: Transaction, slotId: string): Promise<Submission | null> {
    return this.one(tx, 'b.slot_id = $2 and b.state = any ($3)', [slotId, OPEN_STATES], 'for update of b');
  }

  /** Every revision of a slot, oldest first. */
  async lockRevisions(tx: Transaction, slotId: string): Promise<Submission[]> {
    return this.many(tx, 'b.slot_id = $2', [slotId], 'order by b.revision_no for update of b');
  }

  async listBySlot(tx: Transaction, slotId: string): Promise<Submission[]> {
    return (await tx.manager.query(
      `select ${SUBMISSION_COLUMNS} from app.submission b where b.partner = any ($1) and b.slot_id = $2 order by b.revision_no`,
      [tx.scopes, slotId],
    )) as Submission[];
  }

  async insert(
    tx: Transaction,
    submission: Pick<Submission, 'id' | 'partner' | 'slotId' | 'revisionNo' | 'correctionOf'> & {
      resubmitBy?: string;
    },
    createdAt: string,
  ): Promise<Submission> {
    const { id, partner, slotId, revisionNo, correctionOf, resubmitBy = null } = submission;
    const [inserted] = (await tx.manager.query(
      `insert into app.submission as b (id, partner, slot_id, revision_no, state, correction_of, resubmit_by, created_by, created_at)
       values ($1, $2, $3, $4, 'DRAFT', $5, $6, $7, $8) returning ${SUBMISSION_COLUMNS}`,
      [id, partner, slotId, revisionNo, correctionOf, resubmitBy, tx.actor.id, createdAt],
    )) as [Submission];
    return inserted;
  }

  /** Changes the row of a locked submission and counts its revision up; answers the new revision counter. */
  change(tx: Transaction, { id, rev }: Pick<Submission, 'id' | 'rev'>, change: SubmissionChange): number {
    const entries = Object.entries(change) as Array<[keyof SubmissionChange, unknown]>;
    const sets = entries.map(([name], index) => `${CHANGE_COLUMNS[name]} = $${index + 3}`);
    tx.send(
      `update app.submission set ${['rev = rev + 1', ...sets].join(', ')} where id = $1 and partner = any ($2)`,
      [id, tx.scopes, ...entries.map(([, value]) => value)],
    );
    return rev + 1;
  }

  /** Ends earlier revisions of a slot when a newer one takes their place. */
  supersede(
    tx: Transaction,
    { id, slotId, revisionNo }: Pick<Submission, 'id' | 'slotId' | 'revisionNo'>,
    state: SubmissionState,
  ): void {
    if (revisionNo === 1) return;
    tx.send(
      "update app.submission set state = 'SUPERSEDED', rev = rev + 1 where slot_id = $1 and partner = any ($2) and state = $3 and id <> $4",
      [slotId, tx.scopes, state, id],
    );
  }

  async listCells(tx: Transaction, submissionId: string): Promise<Map<string, Cell>> {
    const rows = (await tx.manager.query(
      `select ${CELL_COLUMNS} from app.cell_revision where partner = any ($1) and submission_id = $2 and is_current`,
      [tx.scopes, submissionId],
    )) as Cell[];
    return new Map(rows.map((row) => [row.cell, row]));
  }

  /** One earlier state of a cell, to show what both sides of a conflict started from. */
  async findCellRevision(
    tx: Transaction,
    submissionId: string,
    cell: string,
    rev: number,
  ): Promise<Cell | null> {
    const rows = (await tx.manager.query(
      `select ${CELL_COLUMNS} from app.cell_revision where partner = any ($1) and submission_id = $2 and cell = $3 and rev = $4`,
      [tx.scopes, submissionId, cell, rev],
    )) as Cell[];
    return rows[0] ?? null;
  }

  /** Appends cell revisions; what they replace stays readable and stops being current. */
  writeCells(
    tx: Transaction,
    submission: Pick<Submission, 'id' | 'partner'>,
    cells: readonly CellWrite[],
    enteredAt: string,
  ): void {
    if (cells.length === 0) return;
    const replaced = cells.filter((cell) => cell.rev > 1).map((cell) => cell.cell);
    if (replaced.length > 0) {
      tx.send(
        'update app.cell_revision set is_current = false where partner = $1 and submission_id = $2 and cell = any ($3) and is_current',
        [submission.partner, submission.id, replaced],
      );
    }
    tx.send(
      `insert into app.cell_revision (partner, submission_id, cell, rev, kind, value, draft_text, reason, expected_by, explanation, source,
                                      source_ref, entered_by, entered_at)
       select $1, $2, cell, rev, kind, value, draft_text, reason, expected_by, explanation, source, source_ref, $3, $4
         from unnest($5::text[], $6::integer[], $7::text[], $8::numeric[], $9::text[], $10::text[], $11::date[], $12::text[], $13::text[], $14::jsonb[])
              as c (cell, rev, kind, value, draft_text, reason, expected_by, explanation, source, source_ref)`,
      [
        submission.partner,
        submission.id,
        tx.actor.id,
        enteredAt,
        cells.map((cell) => cell.cell),
        cells.map((cell) => cell.rev),
        cells.map((cell) => cell.kind),
        cells.map((cell) => cell.value),
        cells.map((cell) => cell.draftText),
        cells.map((cell) => cell.reason),
        cells.map((cell) => cell.expectedBy),
        cells.map((cell) => cell.explanation),
        cells.map((cell) => cell.source),
        cells.map((cell) => (cell.sourceRef ? JSON.stringify(cell.sourceRef) : null)),
      ],
    );
  }

  /** Starts a new revision from the cells of another, with their authors and sources. */
  async copyCells(tx: Transaction, from: Submission, toId: string): Promise<void> {
    await tx.manager.query(
      `insert into app.cell_revision (partner, submission_id, cell, rev, kind, value, draft_text, reason, expected_by, explanation, source,
                                      source_ref, entered_by, entered_at)
       select partner, $2, cell, 1, kind, value, draft_text, reason, expected_by, explanation, source, source_ref, entered_by, entered_at
         from app.cell_revision where partner = $3 and submission_id = $1 and is_current`,
      [from.id, toId, from.partner],
    );
  }

  /**
   * Everybody who had a hand in the figures of a revision. Whoever suggested a value that the partner took over is one
   * of them: the number came out of that head, so another one has to judge it.
   */
  async listAuthors(tx: Transaction, submission: Submission): Promise<string[]> {
    const rows = (await tx.manager.query(
      `select distinct author from app.cell_revision c
        cross join lateral (values (c.entered_by), (case when c.source = 'SUGGESTION' then c.source_ref->>'suggestedBy' end)) as a (author)
        where c.partner = $1 and c.submission_id = $2 and author is not null`,
      [submission.partner, submission.id],
    )) as Array<{ author: string }>;
    const hands = [submission.submittedBy, submission.submittedFor].filter((hand) => hand !== null);
    return [...new Set([...rows.map((row) => row.author), ...hands])];
  }

  /** The number that the next revision of a slot gets; voided ones keep theirs. */
  async nextRevisionNo(tx: Transaction, slotId: string): Promise<number> {
    const rows = (await tx.manager.query(
      'select coalesce(max(revision_no), 0) + 1 as next from app.submission where partner = any ($1) and slot_id = $2',
      [tx.scopes, slotId],
    )) as Array<{ next: number }>;
    return rows[0].next;
  }

  private async one(
    tx: Transaction,
    condition: string,
    values: unknown[],
    lock: string,
  ): Promise<Submission | null> {
    return (await this.many(tx, condition, values, lock))[0] ?? null;
  }

  private async many(
    tx: Transaction,
    condition: string,
    values: unknown[],
    rest: string,
  ): Promise<Submission[]> {
    return (await tx.manager.query(
      `select ${SUBMISSION_COLUMNS} from app.submission b join app.report_slot s on s.id = b.slot_id
        where b.partner = any ($1) and ${condition} and ($${values.length + 2}::text[] is null or s.unit = any ($${values.length + 2})) ${rest}`,
      [tx.scopes, ...values, tx.units],
    )) as Submission[];
  }
}
