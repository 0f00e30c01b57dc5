import { Injectable } from '@nestjs/common';
import { Transactions, type OperationContext } from '#platform';
import type { GridSheet } from '../layouts/layout.js';
import { parseInChild } from '../layouts/parse-in-child.js';
import { refusedReport } from '../profiles/apply-profile.js';
import { ReportRefusal, type ReportPeriod, type ReportRead } from '../profiles/report.js';
import type { PeriodSchemeCode } from '../profiles/source-profile.js';
import { WorkbookLanguages } from '../workbooks/workbook-languages.js';
import { findMarker, type WorkbookMarker } from '../workbooks/workbook-marker.js';
import { workbookRows } from './workbook-rows.js';
import { WorkbookSources } from './workbook-sources.js';

/** By this layout an import is known to be a workbook of ours; partners' own layouts come from their profiles. */
export const WORKBOOK_PROFILE = { code: 'ASAN-WORKBOOK', version: 1 } as const;

const PERIOD_ID = /^([A-Z_]+):(\d+)-(\d+)/;

/** Reads the workbooks that the platform itself hands out. */
@Injectable()
export class WorkbookReports {
  constructor(
    private readonly transactions: Transactions,
    private readonly sources: WorkbookSources,
    private readonly languages: WorkbookLanguages,
  ) {}

  /** Reads the bytes in a child process; whatever is wrong with them is in the answer. */
  async read(ctx: OperationContext, partner: string, bytes: Buffer): Promise<ReportRead> {
    const outcome = await parseInChild({ format: 'XLSX' }, bytes);
    if ('refusal' in outcome) {
      const { offset: _offset, ...at } = outcome.refusal.at;
      return refusedReport(partner, { ...outcome.refusal, at });
    }
    return this.meaning(ctx, partner, outcome.layout.kind === 'GRID' ? outcome.layout.sheets : []);
  }

  private async meaning(ctx: OperationContext, partner: string, sheets: GridSheet[]): Promise<ReportRead> {
    const marker = findMarker(sheets)?.marker;
    if (marker?.partner !== partner) return refusedReport(partner, NOT_RECOGNISED);
    const subject = await this.transactions.read(ctx, (tx) => this.sources.subject(tx, marker));
    try {
      const found = workbookRows(sheets, { ...subject, language: this.languages.of(marker.language) });
      if (found.rows.length === 0 && found.problems.length === 0) return refusedReport(partner, NO_ROWS);
      return { partner, period: periodOf(marker), ...found };
    } catch (error) {
      if (!(error instanceof ReportRefusal)) throw error;
      return refusedReport(partner, { code: error.code, message: error.message, at: error.at });
    }
  }
}

const NOT_RECOGNISED = {
  code: 'template-not-recognised',
  message: 'The hidden sheet that says what the workbook is about is gone.',
  at: {},
} as const;

const NO_ROWS = { code: 'no-rows', message: 'The workbook holds no values.', at: {} } as const;

/** The marker is sealed, so its period is one of ours. */
function periodOf({ period }: WorkbookMarker): ReportPeriod {
  const [, scheme = '', year, month] = PERIOD_ID.exec(period) ?? [];
  return { id: period, scheme: scheme as PeriodSchemeCode, year: Number(year), month: Number(month) };
}
