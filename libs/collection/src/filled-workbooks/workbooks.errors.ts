import { BusinessError } from '#platform';
import type { RefusalCode } from '../layouts/file-refusal.js';
import { WORKBOOK_LANGUAGES } from '../workbooks/workbook-language.js';

/** The file is neither a workbook of ours nor in a layout that the caller named. */
export class TemplateNotRecognisedError extends BusinessError {
  constructor(
    detail = 'This workbook was not made here. Download the workbook of your report and fill that in.',
  ) {
    super('INVALID', 'template-not-recognised', { detail });
  }
}

/** The workbook asks for other cells than the report does today. */
export class TemplateOutdatedError extends BusinessError {
  constructor(slot: string | null) {
    super('INVALID', 'template-outdated', {
      detail: 'The form has changed since this workbook was made. Download a new one.',
      extensions: {
        link: slot === null ? '/api/v1/workbooks' : `/api/v1/report-slots/${slot}/template.xlsx`,
      },
      params: { languages: [...WORKBOOK_LANGUAGES] },
    });
  }
}

export class WorkbookOfAnotherPartnerError extends BusinessError {
  constructor() {
    super('INVALID', 'country-mismatch', { detail: 'This workbook belongs to another partner.' });
  }
}

export class WorkbookOfAnotherPeriodError extends BusinessError {
  constructor(period: string) {
    super('INVALID', 'period-mismatch', {
      detail: `This workbook is about ${period}, another month was expected.`,
    });
  }
}

/** Something in the archive that no report has a use for, or that cannot be read at all. */
export class WorkbookRefusedError extends BusinessError {
  constructor(code: RefusalCode, detail: string) {
    super(code === 'unsupported-media-type' ? 'UNSUPPORTED_MEDIA' : 'INVALID', code, { detail });
  }
}
