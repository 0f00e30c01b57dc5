export { HQ_TIME_ZONE, IsCalendarDay, programmeDay } from './programme-day.js';
export {
  PARTNER_KINDS,
  PARTNER_STATUSES,
  type CounterpartAuthority,
  type Partner,
  type PartnerKind,
  type PartnerStatus,
  type RegisteredPartner,
} from './partners/partner.js';
export { DuplicatePartnerError } from './partners/partners.errors.js';
export { PartnersService } from './partners/partners.service.js';
export { PublishedCounts } from './partners/published-counts.js';
export {
  type ActKind,
  type EntryIntoForceRule,
  type Instrument,
  type InstrumentAct,
  type InstrumentKind,
  type InstrumentStatus,
  type NewAct,
  type NewInstrument,
} from './instruments/instrument.js';
export type { StatusOnDay } from './instruments/instrument.lifecycle.js';
export { InstrumentActs } from './instruments/instrument-acts.js';
export {
  InstrumentsService,
  type InstrumentOnDay,
  type InstrumentsQuestion,
} from './instruments/instruments.service.js';
