import { Injectable } from '@nestjs/common';
import type { WorkbookPlan } from '../sheets/workbook-plan.js';
import { countryWorkbook, type CountryFigures } from './country-workbook.js';
import type { CountryWorkbook } from './country-workbook-row.js';
import { WorkbookLanguages } from '../workbooks/workbook-languages.js';
import type { WorkbookMarker } from '../workbooks/workbook-marker.js';
import { WorkbookRecords } from '../workbooks/workbook-records.js';
import { WorkbookSeal } from '../workbooks/workbook-seal.js';

/** What turns the figures of a country into a plan, as one dependency. */
@Injectable()
export class CountryWorkbookParts {
  constructor(
    private readonly languages: WorkbookLanguages,
    private readonly seal: WorkbookSeal,
    readonly records: WorkbookRecords,
  ) {}

  /** The same order and figures give the same plan: the instant is that of the order. */
  plan(workbook: CountryWorkbook, figures: CountryFigures): WorkbookPlan {
    const words = this.languages.of(workbook.language);
    const marker: WorkbookMarker = {
      kind: 'COUNTRY',
      partner: workbook.partner,
      slot: null,
      period: workbook.periodId,
      formVersion: figures.form.id,
      language: words.language,
      createdAt: workbook.createdAt.toISOString(),
    };
    return countryWorkbook(figures, words, marker, this.seal.of(marker));
  }
}
