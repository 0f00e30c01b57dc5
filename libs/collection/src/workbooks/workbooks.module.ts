import { Module } from '@nestjs/common';
import { UnitsModule } from '#centres/wiring';
import { IndicatorsModule } from '#indicators/wiring';
import { ReportingModule } from '#reporting/wiring';
import { AnnotatedImportsController } from '../annotations/annotated-imports.controller.js';
import { AnnotatedImports } from '../annotations/annotated-imports.service.js';
import { AnnotatedReadModel } from '../annotations/annotated.read-model.js';
import { CountryFiguresReader } from '../country-workbooks/country-figures.js';
import { CountryWorkbookParts } from '../country-workbooks/country-workbook-parts.js';
import { CountryWorkbooksRepository } from '../country-workbooks/country-workbooks.repository.js';
import { CountryWorkbooksService } from '../country-workbooks/country-workbooks.service.js';
import { SlotWorkbooks } from './slot-workbooks.service.js';
import { WorkbookLanguages } from './workbook-languages.js';
import { WorkbookRecognition } from '../filled-workbooks/workbook-recognition.js';
import { WorkbookRecords } from './workbook-records.js';
import { WorkbookReports } from '../filled-workbooks/workbook-reports.js';
import { WorkbookSeal } from './workbook-seal.js';
import { WorkbookSources } from '../filled-workbooks/workbook-sources.js';
import { WorkbooksController } from './workbooks.controller.js';
import { RetryWorkbook } from '../country-workbooks/retry-workbook.js';
import { WorkbooksProcessor } from '../country-workbooks/workbooks.processor.js';
import { WriteCountryWorkbook } from '../country-workbooks/write-country-workbook.js';

/** Workbooks out and in again; without routes and without processors. */
@Module({
  imports: [UnitsModule, IndicatorsModule, ReportingModule],
  providers: [
    WorkbookLanguages,
    WorkbookSeal,
    WorkbookRecords,
    WorkbookSources,
    WorkbookRecognition,
    WorkbookReports,
    SlotWorkbooks,
    AnnotatedReadModel,
    AnnotatedImports,
    CountryFiguresReader,
    CountryWorkbookParts,
    CountryWorkbooksRepository,
    CountryWorkbooksService,
    WriteCountryWorkbook,
    RetryWorkbook,
  ],
  exports: [
    WorkbookLanguages,
    WorkbookRecognition,
    WorkbookReports,
    SlotWorkbooks,
    AnnotatedImports,
    CountryWorkbooksService,
    WriteCountryWorkbook,
  ],
})
export class WorkbooksModule {}

@Module({ imports: [WorkbooksModule], controllers: [WorkbooksController, AnnotatedImportsController] })
export class WorkbooksHttpModule {}

@Module({ imports: [WorkbooksModule], providers: [WorkbooksProcessor] })
export class WorkbooksJobsModule {}
