export { CorrectionsService, type CorrectionKind } from './corrections/corrections.service.js';
export { QueriesService } from './review/queries.service.js';
export type { NewQuery } from './review/review-query.js';
export {
  TransitionsService,
  type AppliedTransition,
  type TransitionCommand,
} from './review/transitions.service.js';
export { CalendarReference } from './slots/calendar-reference.js';
export { bodyPeriod, parameterValue, periodFilter, type PeriodFilter } from './slots/period-parameter.js';
export { slotStateAt, timelinessAt, type Slot, type SlotState, type Timeliness } from './slots/slot.js';
export { SlotGenerationService } from './slots/slot-generation.service.js';
export { SlotsReadModel, type ListedSlot } from './slots/slots.read-model.js';
export { SlotsRepository, type Assignment } from './slots/slots.repository.js';
export { CellEntryService, type CellResult, type SavedCells } from './submissions/cell-entry.service.js';
export type { CellPatch } from './submissions/cell-merge.js';
export type { Cell, CellSource, Submission, SubmissionState } from './submissions/submission.js';
export { SubmissionLockedError } from './submissions/submissions.errors.js';
export { SubmissionsRepository } from './submissions/submissions.repository.js';
export { SubmissionsService } from './submissions/submissions.service.js';
export type { ValueKind } from './validation/cell.js';
export type { Finding } from './validation/finding.js';
