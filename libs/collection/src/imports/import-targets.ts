import { Injectable } from '@nestjs/common';
import { UnitsService } from '#centres';
import { IndicatorCatalogue } from '#indicators';
import type { Transaction } from '#platform';
import { SlotsRepository, SubmissionsRepository, type Cell } from '#reporting';
import type { ReportRead } from '../profiles/report.js';
import type { CurrentCells } from './import-comparison.js';

/** What a partner's file may be about: its units, the indicators, and the reports as they stand. */
@Injectable()
export class ImportTargets {
  constructor(
    private readonly units: UnitsService,
    private readonly catalogue: IndicatorCatalogue,
    private readonly slots: SlotsRepository,
    private readonly submissions: SubmissionsRepository,
  ) {}

  async unitCodes(tx: Transaction, partner: string): Promise<string[]> {
    return (await this.units.unitsOfPartner(tx, partner)).map((unit) => unit.code);
  }

  async indicatorCodes(tx: Transaction): Promise<string[]> {
    return [...(await this.catalogue.inputs(tx)).keys()];
  }

  async currentCells(tx: Transaction, report: ReportRead): Promise<CurrentCells> {
    const units = [...new Set(report.rows.map((row) => row.unit))];
    const current = new Map<string, ReadonlyMap<string, Cell>>();
    for (const unit of units) {
      const slot = report.period && (await this.slots.findByUnitAndPeriod(tx, unit, report.period.id));
      const newest = slot && (await this.submissions.listBySlot(tx, slot.id)).at(-1);
      if (newest) current.set(unit, await this.submissions.listCells(tx, newest.id));
    }
    return current;
  }
}
