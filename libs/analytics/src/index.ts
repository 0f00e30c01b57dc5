export { aggregate, type AggregateQuestion } from './aggregation/aggregate.js';
export {
  AggregateService,
  type AggregateAnswer,
  type AggregateCommand,
} from './aggregation/aggregate.service.js';
export type {
  Aggregate,
  AggregateStatus,
  Coverage,
  Dimension,
  NoValueReason,
} from './aggregation/figures.js';
export { topMost } from './aggregation/top-most.js';
