import { Injectable } from '@nestjs/common';
import { cellsOf, FormsRepository } from '#indicators';
import { ValidationFailedError, type Transaction } from '#platform';
import type { Slot } from '../slots/slot.js';
import { mergeCell, type CellContentNow, type CellPatch, type Merge } from './cell-merge.js';
import { computedCells, computedTotals } from './computed-totals.js';
import { ReportCheck } from './report-check.js';

/** What an entry is checked against. */
@Injectable()
export class EntryChecks {
  constructor(
    readonly report: ReportCheck,
    private readonly forms: FormsRepository,
  ) {}

  /**
   * @throws ValidationFailedError `unknown-kpi` for cells that the slot's form does not have, `computed-cell` for totals
   *   that it adds up itself.
   */
  async assertKnown(
    tx: Transaction,
    slot: Slot,
    patches: ReadonlyArray<Pick<CellPatch, 'cell'>>,
  ): Promise<void> {
    const form = await this.forms.get(tx, slot.formVersionId);
    const computed = new Set(computedCells(form));
    const known = new Set(cellsOf(form));
    const unknown = patches
      .map((patch, index) => ({ patch, pointer: `/cells/${index}/cell` }))
      .filter(({ patch }) => !known.has(patch.cell))
      .map(({ patch, pointer }) => ({
        pointer,
        code: 'unknown-kpi',
        message: `The form has no cell ${patch.cell}.`,
      }));
    const added = patches
      .map((patch, index) => ({ patch, pointer: `/cells/${index}/cell` }))
      .filter(({ patch }) => computed.has(patch.cell))
      .map(({ patch, pointer }) => ({
        pointer,
        code: 'computed-cell',
        message: `${patch.cell} is added up from its parts; enter those.`,
      }));
    const faults = [...unknown, ...added];
    if (faults.length > 0) throw new ValidationFailedError(faults);
  }

  /** The totals that follow from an entry, merged over what they held; empty for most forms. */
  async totalsAfter(
    tx: Transaction,
    slot: Slot,
    before: ReadonlyMap<string, CellContentNow>,
    merges: ReadonlyArray<Merge & { cell: string }>,
  ): Promise<Array<Merge & { cell: string; patch: CellPatch }>> {
    const form = await this.forms.get(tx, slot.formVersionId);
    if (computedCells(form).length === 0) return [];
    const after = new Map([...before, ...merges.map(({ cell, next }) => [cell, next] as const)]);
    return computedTotals(form, after).map((patch) => ({
      cell: patch.cell,
      patch,
      ...mergeCell(before.get(patch.cell), patch),
    }));
  }
}
