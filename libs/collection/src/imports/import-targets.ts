import { Injectable } from '@nestjs/common';
import { UnitsService } from '#centres';
import { IndicatorCatalogue } from '#indicators';
import type { Transaction } from '#platform';
import { BulkEntryRepository } from '#reporting';
import type { ReportRead } from '../profiles/report.js';
import type { CurrentCells } from './import-comparison.js';
import { ImportsRepository } from './imports.repository.js';

/** What a partner's file may be about: its units, the indicators, and the reports as they stand. */
@Injectable()
export class ImportTargets {
  constructor(
    private readonly units: UnitsService,
    private readonly catalogue: IndicatorCatalogue,
    private readonly entries: BulkEntryRepository,
    private readonly imports: ImportsRepository,
  ) {}

  async unitCodes(tx: Transaction, partner: string): Promise<string[]> {
    return (await this.units.unitsOfPartner(tx, partner)).map((unit) => unit.code);
  }

  async indicatorCodes(tx: Transaction): Promise<string[]> {
    return [...(await this.catalogue.inputs(tx)).keys()];
  }

  async content(tx: Transaction, fileId: string): Promise<Buffer> {
    return this.imports.content(tx, fileId);
  }

  /** The newest revision's cells of every unit that a report is about, in one question. */
  async currentCells(tx: Transaction, report: ReportRead): Promise<CurrentCells> {
    if (!report.period) return new Map();
    const units = [...new Set(report.rows.map((row) => row.unit))];
    return this.entries.currentCells(tx, units, report.period.id);
  }
}
