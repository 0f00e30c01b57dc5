export type { Correction, CorrectionKind } from './corrections/correction.js';
export { CorrectionLapses } from './corrections/correction-lapses.js';
export { CorrectionsService } from './corrections/corrections.service.js';
export type { Pack, PastMonth, PastValue } from './packs/pack.js';
export { PacksReadModel, type UnitFigures } from './packs/packs.read-model.js';
export { PacksService } from './packs/packs.service.js';
export { Materiality, type MaterialityJudge } from './review/materiality.js';
export { QueriesService } from './review/queries.service.js';
export { ReviewLeases } from './review/review-leases.js';
export type { NewQuery } from './review/review-query.js';
export type { AppliedTransition, TransitionCommand } from './review/transition.js';
export { TransitionsService } from './review/transitions.service.js';
export { CalendarBook, type LocalNow } from './calendars/calendar-book.js';
export { CalendarReference } from './calendars/calendar-reference.js';
export type { DueExplanation } from './deadlines/deadline-explanation.js';
export type { DeadlineProposal, ProposalState } from './deadlines/deadline-proposal.js';
export { DeadlineTexts } from './deadlines/deadline-texts.service.js';
export { bodyPeriod, parameterValue, periodFilter, type PeriodFilter } from './slots/period-parameter.js';
export {
  effectiveDueAt,
  isOnTimeExtended,
  slotStateAt,
  timelinessAt,
  type Slot,
  type SlotState,
  type Timeliness,
} from './slots/slot.js';
export { SlotCoverageService, type CoverageOutcome } from './slots/slot-coverage.service.js';
export { SlotGenerationService } from './slots/slot-generation.service.js';
export { SlotsReadModel, type ListedSlot } from './slots/slots.read-model.js';
export { SlotsRepository, type Assignment } from './slots/slots.repository.js';
export type { EnteredReport, ReportEntry } from './submissions/bulk-entry.js';
export { BulkEntryRepository } from './submissions/bulk-entry.repository.js';
export { BulkEntryService } from './submissions/bulk-entry.service.js';
export { CellEntryService, type CellResult, type SavedCells } from './submissions/cell-entry.service.js';
export type { CellPatch } from './submissions/cell-merge.js';
export type { Cell, CellSource, Submission, SubmissionState } from './submissions/submission.js';
export { SubmissionLockedError } from './submissions/submissions.errors.js';
export { SubmissionsRepository } from './submissions/submissions.repository.js';
export { SubmissionsService } from './submissions/submissions.service.js';
export type { ValueKind } from './validation/cell.js';
export type { Finding } from './validation/finding.js';
