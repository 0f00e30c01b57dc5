import type { FormVersion } from '#indicators';
import type { Slot } from '../slots/slot.js';
import type { Finding } from '../validation/finding.js';
import type { CheckedReport } from '../validation/report-validation.js';
import type { Cell, Submission } from './submission.js';

/** A report as its readers see it: every cell of the form, filled or not, with what the rules say. */
export interface SubmissionView {
  submission: Submission;
  slot: Slot;
  form: FormVersion;
  cells: ReadonlyMap<string, Cell>;
  findings: readonly Finding[];
  /** The check behind the findings, for whoever keeps it. */
  checked: CheckedReport;
}
