import { Injectable } from '@nestjs/common';
import { parsePeriodId } from '#calendars';
import { Transactions, type OperationContext, type Transaction } from '#platform';
import { readReport } from '../profiles/read-report.js';
import type { ReportRead } from '../profiles/report.js';
import { SourceProfiles } from '../sources/source-profiles.js';
import { compare } from './import-comparison.js';
import type { Import } from './import.js';
import { ImportsRepository, type ValidationResult } from './imports.repository.js';
import { ImportTargets } from './import-targets.js';

/** The first phase: reads a file outside any transaction, then compares it with what stands. */
@Injectable()
export class ImportValidation {
  constructor(
    private readonly transactions: Transactions,
    private readonly repository: ImportsRepository,
    private readonly profiles: SourceProfiles,
    private readonly targets: ImportTargets,
  ) {}

  /** Reads the bytes in a child process; whatever is wrong with them is in the answer. */
  async read(ctx: OperationContext, owner: Import): Promise<ReportRead> {
    const { bytes, unitsOfPartner, indicatorCodes } = await this.transactions.read(ctx, async (tx) => ({
      bytes: await this.repository.content(tx, owner.fileId),
      unitsOfPartner: await this.targets.unitCodes(tx, owner.partner),
      indicatorCodes: await this.targets.indicatorCodes(tx),
    }));
    const profile = this.profiles.get(owner.partner, owner.profile);
    const expectedPeriod = owner.expectedPeriod ? parsePeriodId(owner.expectedPeriod) : undefined;
    return readReport({
      bytes,
      profile,
      partner: owner.partner,
      unitsOfPartner,
      indicatorCodes,
      ...(expectedPeriod ? { expectedPeriod } : {}),
    });
  }

  /** Sets the report beside the drafts as they are in this transaction. */
  async compare(tx: Transaction, report: ReportRead): Promise<ValidationResult> {
    if (report.fileProblem || !report.period) {
      const problem = report.fileProblem ?? { code: 'no-rows', message: 'The file holds no values.', at: {} };
      return { periodId: null, state: 'FAILED', problem, problemsTotal: report.problemsTotal, rows: [] };
    }
    const current = await this.targets.currentCells(tx, report);
    const rows = compare(report, current);
    return {
      periodId: report.period.id,
      state: 'VALIDATED',
      problem: null,
      problemsTotal: report.problemsTotal,
      rows,
    };
  }
}
