import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { BusinessError, type Transaction } from '#platform';
import type { Slot } from '../slots/slot.js';
import {
  NoReportExpectedError,
  type BulkEntryOptions,
  type EnteredReport,
  type EntryPlan,
  type ReportEntry,
  type ValuePatch,
} from './bulk-entry.js';
import { BulkEntryRepository, type LockedReports } from './bulk-entry.repository.js';
import { mergeCell, type CellPatch, type Merge } from './cell-merge.js';
import { EntryChecks } from './entry-checks.js';
import { refusalOfDraft, refusalOfEntry } from './entry-guards.js';
import { newDraft, type Cell, type Submission } from './submission.js';
import { SubmissionRecords } from './submission-records.js';

/**
 * Enters many reports in a number of statements that does not grow with them. The guards, the merge
 * of a cell and the records are those of the form; a report that is refused leaves no trace and holds
 * no other back.
 */
@Injectable()
export class BulkEntryService {
  constructor(
    private readonly repository: BulkEntryRepository,
    private readonly checks: EntryChecks,
    private readonly records: SubmissionRecords,
  ) {}

  /** Fills the drafts of the units in the caller's transaction; every unit occurs once. */
  async enter(
    tx: Transaction,
    entries: readonly ReportEntry[],
    options: BulkEntryOptions,
  ): Promise<EnteredReport[]> {
    const units = entries.map(({ unit }) => unit);
    const locked = await this.repository.lockReports(tx, units, options.periodId);
    const plans: Array<EntryPlan | BusinessError> = [];
    for (const entry of entries) plans.push(await this.plan(tx, entry, locked, options));
    await this.write(
      tx,
      plans.filter((plan): plan is EntryPlan => !(plan instanceof BusinessError)),
      options,
    );
    return plans.map((plan, index) => outcomeOf(plan, units[index]!));
  }

  private async plan(
    tx: Transaction,
    entry: ReportEntry,
    locked: LockedReports,
    { periodId, conflict }: BulkEntryOptions,
  ): Promise<EntryPlan | BusinessError> {
    const { unit, patches } = entry;
    const slot = locked.slots.get(unit);
    if (!slot) return new NoReportExpectedError(unit, periodId ?? '');
    const revisions = {
      open: locked.open.get(slot.id) ?? null,
      accepted: locked.accepted.get(slot.id) ?? null,
    };
    const instant = this.records.clock.instant();
    const draft = revisions.open ?? this.draftFor(tx, slot);
    const refusal =
      refusalOfDraft(slot, revisions, instant) ??
      refusalOfEntry(slot, draft, instant) ??
      (await this.unknownCells(tx, slot, entry));
    if (refusal) return refusal;
    const before: ReadonlyMap<string, Cell> = locked.cells.get(draft.id) ?? new Map<string, Cell>();
    const entered = patches.map((patch) => ({
      cell: patch.cell,
      ...mergeCell(before.get(patch.cell), patch),
    }));
    const totals = await this.checks.totalsAfter(tx, slot, before, entered);
    const merges: readonly Merge[] = [...entered, ...totals];
    if (merges.some((merge) => merge.outcome === 'CONFLICT')) return conflict(unit);
    const isChanged = merges.some((merge) => merge.outcome === 'APPLIED');
    const whole = { ...entry, patches: [...patches, ...totals.map(({ patch }) => totalPatch(patch))] };
    return { entry: whole, slot, draft, isNew: revisions.open === null, before, merges, isChanged };
  }

  private async unknownCells(
    tx: Transaction,
    slot: Slot,
    { patches }: ReportEntry,
  ): Promise<BusinessError | null> {
    try {
      await this.checks.assertKnown(tx, slot, patches);
      return null;
    } catch (error) {
      if (error instanceof BusinessError) return error;
      throw error;
    }
  }

  private draftFor(tx: Transaction, { id: slotId, partner }: Slot): Submission {
    return newDraft({ id: uuid(), partner, slotId, revisionNo: 1, createdBy: tx.actor.id });
  }

  private async write(
    tx: Transaction,
    plans: readonly EntryPlan[],
    options: BulkEntryOptions,
  ): Promise<void> {
    const at = this.records.clock.instant();
    const opened = plans.filter((plan) => plan.isNew);
    const changed = plans.filter((plan) => plan.isChanged);
    await this.repository.insertDrafts(tx, opened, at);
    await this.repository.writeCells(tx, changed, options.source, at);
    this.records.audit.recordAll(tx, [...opened.map(openingOf), ...changed.map(savingOf)]);
  }
}

/** A total comes from its parts, which came from the file. */
function totalPatch(patch: CellPatch): ValuePatch {
  const sourceRef = { computed: patch.cell };
  return { ...patch, draftText: null, reason: null, expectedBy: null, sourceRef };
}

function outcomeOf(plan: EntryPlan | BusinessError, unit: string): EnteredReport {
  if (plan instanceof BusinessError) return { unit, refusal: plan };
  const { entry, merges } = plan;
  const outcomes = new Map(merges.map(({ outcome }, index) => [entry.patches[index]!.cell, outcome]));
  return { unit, slotId: plan.slot.id, submissionId: plan.draft.id, outcomes };
}

function openingOf({ slot, draft }: EntryPlan) {
  const after = { slot: slot.id, revision: draft.revisionNo };
  return {
    partner: slot.partner,
    action: 'submission.open',
    entity: 'submission',
    entityId: draft.id,
    after,
  };
}

function savingOf({ slot, draft, before: cells, entry, merges }: EntryPlan) {
  const before: Record<string, object | null> = {};
  const after: Record<string, object | null> = {};
  for (const [index, { outcome, next }] of merges.entries()) {
    if (outcome !== 'APPLIED') continue;
    const { cell } = entry.patches[index]!;
    before[cell] = shown(cells.get(cell));
    after[cell] = shown(next);
  }
  return {
    partner: slot.partner,
    action: 'submission.save-cells',
    entity: 'submission',
    entityId: draft.id,
    before,
    after,
  };
}

function shown(cell: Pick<Cell, 'kind' | 'value'> | undefined): object | null {
  return cell ? { kind: cell.kind, value: cell.value } : null;
}
