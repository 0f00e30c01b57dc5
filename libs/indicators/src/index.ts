export { DefinitionUses, type DefinitionUseSource, type SlotCounts } from './definitions/definition-uses.js';
export {
  DefinitionNotesRepository as DefinitionNotes,
  type NoteInForce,
} from './definition-notes/definition-notes.repository.js';
export { TOTAL_CODE } from './breakdowns/breakdown.js';
export { BreakdownsService } from './breakdowns/breakdowns.service.js';
export {
  breakdownOfCell,
  CELL_SEPARATOR,
  cellOf,
  cellsOf,
  disaggregationOf,
  indicatorOfCell,
  type DisaggregationCompleteness,
  type FormVersion,
} from './forms/form.js';
export { FormsRepository } from './forms/forms.repository.js';
export {
  breaksOf,
  inputsOf,
  versionAt,
  type AggregationMethod,
  type DerivedIndicator,
  type Indicator,
  type InputIndicator,
} from './indicators/indicator.js';
export { IndicatorCatalogue } from './indicators/indicator-catalogue.js';
export { achievementOf, type Achievement, type AchievementFacts } from './targets/achievement.js';
export type { ApprovedTarget } from './targets/target.js';
export { TargetsRepository as Targets } from './targets/targets.repository.js';
export { ReferenceData } from './reference-data.js';
export {
  isBlank,
  numberOf,
  VALUE_KINDS,
  type CellContent,
  type Cells,
  type ValueKind,
} from './rules/cell.js';
export { appliesTo, evaluateRules, isAskedAt } from './rules/evaluate-rules.js';
export { EXPLANATION_CODES, explains, findingId, MIN_EXPLANATION, type Finding } from './rules/finding.js';
export type { PastPoint, RuleFacts } from './rules/rule-facts.js';
export type { Severity, Stage, ValidationRule } from './rules/rule.js';
export { BacktestsRepository as RuleBacktests } from './rule-versions/backtests.repository.js';
export { RuleBook, ruleOf } from './rule-versions/rule-book.js';
export { RuleRecords } from './rule-versions/rule-records.js';
export { RuleVersionPipe } from './rule-versions/rule-version.pipe.js';
export type { Backtest, BacktestFinding, RuleVersion } from './rule-versions/rule-version.js';
export { RuleVersionsService } from './rule-versions/rule-versions.service.js';
