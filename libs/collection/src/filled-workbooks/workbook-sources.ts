import { Injectable } from '@nestjs/common';
import { UnitsService } from '#centres';
import { cellsOf, FormsRepository } from '#indicators';
import type { Transaction } from '#platform';
import { PacksReadModel, SlotsReadModel, type ListedSlot } from '#reporting';
import type { WorkbookMarker } from '../workbooks/workbook-marker.js';
import type { WorkbookSubject } from './workbook-rows.js';

/** More units than any partner has. */
const EVERY_UNIT = 10_000;

/** What the platform knows about the reports that a workbook is about. */
@Injectable()
export class WorkbookSources {
  constructor(
    private readonly units: UnitsService,
    private readonly forms: FormsRepository,
    private readonly slots: SlotsReadModel,
    private readonly packs: PacksReadModel,
  ) {}

  /** The slot of a workbook for one unit, as far as the caller may see it. */
  async slot(tx: Transaction, id: string): Promise<ListedSlot | null> {
    return this.slots.find(tx, id);
  }

  /** The form versions of the reports of a partner's month; none when none is expected. */
  async formVersions(tx: Transaction, partner: string, periodId: string): Promise<Set<string>> {
    const units = await this.packs.listUnits(tx, { partner, periodId, after: '', limit: EVERY_UNIT });
    return new Set(units.map(({ formVersionId }) => formVersionId));
  }

  async subject(tx: Transaction, marker: WorkbookMarker): Promise<Omit<WorkbookSubject, 'language'>> {
    const slot = marker.slot === null ? null : await this.slots.find(tx, marker.slot);
    const known = await this.units.unitsOfPartner(tx, marker.partner);
    const question = { partner: marker.partner, periodId: marker.period, after: '', limit: EVERY_UNIT };
    const figures = await this.packs.listUnits(tx, slot ? { ...question, units: [slot.unit] } : question);
    return {
      marker,
      unit: slot?.unit ?? '',
      unitsOfPartner: new Set(known.map(({ code }) => code)),
      cells: new Set(cellsOf(await this.forms.get(tx, marker.formVersion))),
      current: new Map(figures.map(({ unit, cells }) => [unit, cells])),
    };
  }
}
