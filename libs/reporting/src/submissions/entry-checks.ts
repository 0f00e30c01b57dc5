import { Injectable } from '@nestjs/common';
import { cellsOf, FormsRepository } from '#indicators';
import { ValidationFailedError, type Transaction } from '#platform';
import type { Slot } from '../slots/slot.js';
import type { CellPatch } from './cell-merge.js';
import { ReportCheck } from './report-check.js';

/** What an entry is checked against. */
@Injectable()
export class EntryChecks {
  constructor(
    readonly report: ReportCheck,
    private readonly forms: FormsRepository,
  ) {}

  /** @throws ValidationFailedError `unknown-kpi` for cells that the slot's form does not have. */
  async assertKnown(
    tx: Transaction,
    slot: Slot,
    patches: ReadonlyArray<Pick<CellPatch, 'cell'>>,
  ): Promise<void> {
    const known = new Set(cellsOf(await this.forms.get(tx, slot.formVersionId)));
    const faults = patches
      .map((patch, index) => ({ patch, pointer: `/cells/${index}/cell` }))
      .filter(({ patch }) => !known.has(patch.cell))
      .map(({ patch, pointer }) => ({
        pointer,
        code: 'unknown-kpi',
        message: `The form has no cell ${patch.cell}.`,
      }));
    if (faults.length > 0) throw new ValidationFailedError(faults);
  }
}
