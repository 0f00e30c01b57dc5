import { CheckMonth } from './check-month.js';
import { CheckReports } from './check-reports.js';
import { CheckSources } from './check-sources.js';
import { CheckedReportsReadModel } from './checked-reports.read-model.js';
import { MonthChecksController } from './month-checks.controller.js';
import { MonthChecksProcessor } from './month-checks.processor.js';
import { MonthChecksService } from './month-checks.service.js';
import { ReportChecksProcessor } from './report-checks.processor.js';

/** Routes that order checks of many reports. */
export const REPORT_CHECK_CONTROLLERS = [MonthChecksController];
export const REPORT_CHECK_HTTP_PROVIDERS = [CheckedReportsReadModel, MonthChecksService];

/** The checks themselves, which the worker does. */
export const REPORT_CHECK_JOBS = [
  CheckedReportsReadModel,
  CheckSources,
  CheckReports,
  CheckMonth,
  ReportChecksProcessor,
  MonthChecksProcessor,
];
