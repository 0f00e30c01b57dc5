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
export { IsStructure } from './structure/is-structure.js';
export { holdsOn, linksByUnit, type UnitLink } from './structure/parent-links.js';
export {
  AS_REPORTED,
  dayOfStructure,
  structureOf,
  structureText,
  type Structure,
} from './structure/structure.js';
export type { OfferedService } from './offerings/offering.js';
export { OfferingsReadModel } from './offerings/offerings.read-model.js';
export { openDaysIn, type OpeningTimes } from './opening-days/opening-days.js';
export { OpeningTimesRepository } from './opening-days/opening-times.repository.js';
export type { Programme, ProgrammeStage, ProgrammeStep } from './programmes/centre-programme.js';
export { CentreProgrammesService } from './programmes/centre-programmes.service.js';
