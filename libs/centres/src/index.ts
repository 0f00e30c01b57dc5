export {
  UNIT_STATUSES,
  UNIT_TYPES,
  type NewInterval,
  type ParentLink,
  type RegisteredUnit,
  type StatusInterval,
  type Unit,
  type UnitStatus,
  type UnitType,
} from './units/unit.js';
export { operates, statusOnDay } from './units/status-intervals.js';
export { OverlappingIntervalError } from './units/units.errors.js';
export { UnitsService } from './units/units.service.js';
export type { CentreDetails, CentreOnDay, ReplicationClass } from './centres/centre.js';
export {
  WorkingDays,
  type WorkingDayCount,
  type WorkingDaySource,
  type WorkingPlace,
} from './working-days/working-days.js';
export { CentresService, type CentresQuestion } from './centres/centres.service.js';
