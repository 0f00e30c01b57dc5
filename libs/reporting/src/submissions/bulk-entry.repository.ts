import { Injectable } from '@nestjs/common';
import { packed, unpacked, type Transaction } from '#platform';
import type { Slot } from '../slots/slot.js';
import { SLOT_COLUMNS, slotFromRow } from '../slots/slots.repository.js';
import type { EntryPlan } from './bulk-entry.js';
import type { CellContentNow } from './cell-merge.js';
import { OPEN_STATES, type Cell, type CellSource, type Submission } from './submission.js';
import { CELL_COLUMNS, SUBMISSION_COLUMNS } from './submissions.repository.js';

/** The reports of one month as they stand, locked for entry. */
export interface LockedReports {
  /** By unit. */
  slots: ReadonlyMap<string, Slot>;
  /** By slot: the revision that is not decided yet. */
  open: ReadonlyMap<string, Submission>;
  accepted: ReadonlyMap<string, Submission>;
  /** By submission and cell, of open revisions. */
  cells: ReadonlyMap<string, ReadonlyMap<string, Cell>>;
}

/** The questions of an entry of many reports, each asked once for all of them. */
@Injectable()
export class BulkEntryRepository {
  /** Locks in the order of every other writer: slots, then submissions, each by id. */
  async lockReports(
    tx: Transaction,
    units: readonly string[],
    periodId: string | null,
  ): Promise<LockedReports> {
    const slots = periodId === null ? new Map<string, Slot>() : await this.lockSlots(tx, units, periodId);
    const submissions = await this.lockSubmissions(
      tx,
      [...slots.values()].map(({ id }) => id),
    );
    const isAccepted = ({ state }: Submission): boolean => state === 'ACCEPTED';
    const open = submissions.filter((submission) => !isAccepted(submission));
    return {
      slots,
      open: new Map(open.map((submission) => [submission.slotId, submission])),
      accepted: new Map(submissions.filter(isAccepted).map((submission) => [submission.slotId, submission])),
      cells: await this.cellsOf(
        tx,
        open.map(({ id }) => id),
      ),
    };
  }

  /**
   * The cells of the newest revision of every unit's report, by unit and cell. Revisions are looked up slot by slot:
   * the statistics know little of a month that has just been opened, and a join would be planned by partner alone.
   */
  async currentCells(
    tx: Transaction,
    units: readonly string[],
    periodId: string,
  ): Promise<Map<string, ReadonlyMap<string, Cell>>> {
    const newest = (await tx.manager.query(
      `select distinct on (s.unit) s.unit, b.id
         from app.report_slot s
        cross join lateral (select b.id, b.revision_no from app.submission b
                             where b.partner = s.partner and b.slot_id = s.id order by b.revision_no desc limit 1) b
        where s.partner = any ($1) and ($2::text[] is null or s.unit = any ($2)) and s.unit = any ($3)
          and s.period_id = $4
        order by s.unit, b.revision_no desc`,
      [tx.scopes, tx.units, units, periodId],
    )) as Array<{ unit: string; id: string }>;
    const cells = await this.cellsOf(
      tx,
      newest.map(({ id }) => id),
    );
    return new Map(newest.map(({ unit, id }) => [unit, cells.get(id) ?? new Map<string, Cell>()]));
  }

  /** Opens the drafts of plans; the revision of one that is filled at once is counted up already. */
  async insertDrafts(tx: Transaction, opened: readonly EntryPlan[], createdAt: string): Promise<void> {
    if (opened.length === 0) return;
    await tx.manager.query(
      `insert into app.submission (id, partner, slot_id, revision_no, state, rev, correction_of, created_by, created_at)
       select d.id, d.partner, d.slot_id,
              1 + coalesce((select max(v.revision_no) from app.submission v where v.partner = d.partner and v.slot_id = d.slot_id), 0),
              'DRAFT', d.rev, null, $5, $6
         from unnest($1::uuid[], $2::text[], $3::uuid[], $4::integer[]) as d (id, partner, slot_id, rev)`,
      [
        opened.map(({ draft }) => draft.id),
        opened.map(({ draft }) => draft.partner),
        opened.map(({ draft }) => draft.slotId),
        opened.map(({ draft, isChanged }) => (isChanged ? draft.rev + 1 : draft.rev)),
        tx.actor.id,
        createdAt,
      ],
    );
  }

  /** Appends the applied cells of all plans and counts the revision of each report up that was there before. */
  async writeCells(
    tx: Transaction,
    plans: readonly EntryPlan[],
    source: CellSource,
    enteredAt: string,
  ): Promise<void> {
    if (plans.length === 0) return;
    const writes = plans.flatMap((plan) => writesOf(plan));
    const replaced = writes.filter(({ next }) => next.rev > 1);
    if (replaced.length > 0) {
      await tx.manager.query(
        `update app.cell_revision c set is_current = false from unnest($2::uuid[], $3::text[]) as w (submission_id, cell)
          where c.partner = any ($1) and c.submission_id = w.submission_id and c.cell = w.cell and c.is_current`,
        [tx.scopes, replaced.map(({ submission }) => submission), replaced.map(({ cell }) => cell)],
      );
    }
    await this.appendCells(tx, writes, source, enteredAt);
    const known = plans.filter(({ isNew }) => !isNew);
    if (known.length === 0) return;
    await tx.manager.query(
      'update app.submission set rev = rev + 1 where partner = any ($1) and id = any ($2)',
      [tx.scopes, known.map(({ draft }) => draft.id)],
    );
  }

  private async appendCells(
    tx: Transaction,
    writes: readonly CellWrite[],
    source: CellSource,
    enteredAt: string,
  ): Promise<void> {
    await tx.manager.query(
      `insert into app.cell_revision (partner, submission_id, cell, rev, kind, value, explanation, source, source_ref, entered_by, entered_at)
       select b.partner, b.id, c.cell, c.rev::integer, c.kind, c.value::numeric, c.explanation::jsonb #>> '{}', $1, c.source_ref::jsonb, $2, $3
         from unnest(${[4, 5, 6, 7, 8, 9, 10].map((n) => unpacked(`$${n}`)).join(', ')})
              as c (submission_id, cell, rev, kind, value, explanation, source_ref)
         join app.submission b on b.partner = any ($11) and b.id = c.submission_id::uuid`,
      [
        source,
        tx.actor.id,
        enteredAt,
        packed(writes.map(({ submission }) => submission)),
        packed(writes.map(({ cell }) => cell)),
        packed(writes.map(({ next }) => next.rev)),
        packed(writes.map(({ next }) => next.kind)),
        packed(writes.map(({ next }) => next.value)),
        packed(writes.map(({ next }) => next.explanation && JSON.stringify(next.explanation))),
        packed(writes.map(({ sourceRef }) => JSON.stringify(sourceRef))),
        tx.scopes,
      ],
    );
  }

  private async lockSlots(
    tx: Transaction,
    units: readonly string[],
    periodId: string,
  ): Promise<Map<string, Slot>> {
    const rows = (await tx.manager.query(
      `select ${SLOT_COLUMNS} from app.report_slot s join app.period p on p.id = s.period_id
        where s.partner = any ($1) and ($2::text[] is null or s.unit = any ($2)) and s.unit = any ($3) and s.period_id = $4
        order by s.id for update of s`,
      [tx.scopes, tx.units, units, periodId],
    )) as Parameters<typeof slotFromRow>[0][];
    return new Map(rows.map((row) => [row.unit, slotFromRow(row)]));
  }

  private async lockSubmissions(tx: Transaction, slotIds: readonly string[]): Promise<Submission[]> {
    if (slotIds.length === 0) return [];
    return (await tx.manager.query(
      `select ${SUBMISSION_COLUMNS} from app.submission b
        where b.partner = any ($1) and b.slot_id = any ($2) and b.state = any ($3)
        order by b.id for update of b`,
      [tx.scopes, slotIds, [...OPEN_STATES, 'ACCEPTED']],
    )) as Submission[];
  }

  private async cellsOf(
    tx: Transaction,
    submissionIds: readonly string[],
  ): Promise<Map<string, Map<string, Cell>>> {
    const cells = new Map(submissionIds.map((id) => [id, new Map<string, Cell>()]));
    if (submissionIds.length === 0) return cells;
    const rows = (await tx.manager.query(
      `select submission_id as "submissionId", ${CELL_COLUMNS} from app.cell_revision
        where partner = any ($1) and submission_id = any ($2) and is_current`,
      [tx.scopes, submissionIds],
    )) as Array<Cell & { submissionId: string }>;
    for (const { submissionId, ...cell } of rows) cells.get(submissionId)?.set(cell.cell, cell);
    return cells;
  }
}

interface CellWrite {
  submission: string;
  cell: string;
  next: CellContentNow;
  sourceRef: object;
}

function writesOf({ draft, entry, merges }: EntryPlan): CellWrite[] {
  return merges.flatMap(({ outcome, next }, index): CellWrite[] => {
    const { cell, sourceRef } = entry.patches[index]!;
    return outcome === 'APPLIED' ? [{ submission: draft.id, cell, next, sourceRef }] : [];
  });
}
