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
  RENEWAL_MODES,
  UNKNOWN_TERMS,
  type InstrumentTerms,
  type RenewalMode,
} from './terms/instrument-terms.js';
export {
  IN_FORCE_STATUSES,
  type ActKind,
  type AuthenticTitle,
  type EntryIntoForceRule,
  type Instrument,
  type InstrumentAct,
  type InstrumentKind,
  type InstrumentStatus,
  type NewAct,
  type NewInstrument,
  type PartyDetail,
  type Signatory,
} from './instruments/instrument.js';
export type { StatusOnDay } from './instruments/instrument.lifecycle.js';
export { InstrumentActs } from './instruments/instrument-acts.js';
export {
  InstrumentsService,
  type InstrumentOnDay,
  type InstrumentsQuestion,
} from './instruments/instruments.service.js';
export { ClausesService } from './clauses/clauses.service.js';
export type { Consolidation } from './clauses/consolidate.js';
export { isDuration, shiftDay } from './terms/duration.js';
export { NoticeDeadlinesService } from './terms/notice-deadlines.service.js';
export type { NoticeDeadline } from './terms/notice-deadlines.js';
export { LegalBasisMissingError } from './legal-basis/legal-basis.errors.js';
export {
  legalBasisOn,
  type LegalBasisAnswer,
  type LegalBasisQuestion,
} from './legal-basis/legal-basis.rules.js';
export { LegalBasis } from './legal-basis/legal-basis.service.js';
export {
  COMPONENTS,
  type Component,
  type LicenceGrant,
  type NewLicenceGrant,
  type Waiver,
} from './legal-basis/licence-grant.js';
export { LicenceGrantsService } from './legal-basis/licence-grants.service.js';
export type { Obligation, Occurrence, OccurrenceState } from './obligations/obligation.js';
export { ObligationCalendar } from './obligations/obligation-calendar.js';
export { ObligationsService } from './obligations/obligations.service.js';
export { OccurrencesService } from './obligations/occurrences.service.js';
export type { Engagement, EngagementKind, NewEngagement, Participant } from './engagements/engagement.js';
export { EngagementsService } from './engagements/engagements.service.js';
export { ContactsService } from './contacts/contacts.service.js';
export type { FocalPoint, PartnerName } from './contacts/contact.js';
export { PartnerRegister } from './partners/partner-register.service.js';
export { TimelineService } from './timeline/timeline.service.js';
export type { TimelineEntry } from './timeline/timeline.js';
