import { ApiProperty } from '@nestjs/swagger';
import { DocumentedDateResponse } from '#evidence';
import { PageInfo } from '#platform';
import { RENEWAL_MODES, type RenewalMode } from '../terms/instrument-terms.js';
import {
  ACT_KINDS,
  ENTRY_RULES,
  INSTRUMENT_KINDS,
  INSTRUMENT_STATUSES,
  type ActKind,
  type EntryIntoForceRule,
  type InstrumentClass,
  type InstrumentKind,
  type InstrumentStatus,
} from './instrument.js';
import type { InstrumentOnDay } from './instruments.service.js';

export class AuthenticTitleResponse {
  @ApiProperty({ type: String })
  language: string;

  @ApiProperty({ type: String })
  title: string;

  @ApiProperty({ type: Boolean })
  prevailing: boolean;
}

export class SignatoryResponse {
  @ApiProperty({ type: String, nullable: true })
  name: string | null;

  @ApiProperty({ type: String })
  role: string;
}

export class PartyDetailResponse {
  @ApiProperty({ type: String })
  party: string;

  @ApiProperty({ type: String, nullable: true })
  role: string | null;

  @ApiProperty({ type: String, nullable: true })
  capacity: string | null;

  @ApiProperty({ type: [SignatoryResponse] })
  signatories: SignatoryResponse[];
}

export class TermsResponse {
  @ApiProperty({ type: DocumentedDateResponse })
  from: DocumentedDateResponse;

  @ApiProperty({ type: DocumentedDateResponse })
  until: DocumentedDateResponse;

  @ApiProperty({ type: String, enum: RENEWAL_MODES })
  renewalMode: RenewalMode;

  @ApiProperty({ type: String, nullable: true, example: 'P5Y' })
  renewalPeriod: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'P6M' })
  noticePeriod: string | null;
}

export class ActResponse {
  @ApiProperty({ type: String, format: 'uuid' })
  id: string;

  @ApiProperty({ type: String, enum: ACT_KINDS })
  act: ActKind;

  @ApiProperty({ type: String })
  party: string;

  @ApiProperty({ type: DocumentedDateResponse })
  date: DocumentedDateResponse;

  @ApiProperty({ type: Boolean })
  future: boolean;

  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'known as done on this day' })
  knownBy: string | null;

  @ApiProperty({ type: String, nullable: true })
  note: string | null;

  @ApiProperty({ type: String, nullable: true })
  reservation: string | null;

  @ApiProperty({ type: DocumentedDateResponse, description: 'with RENEWED: when the new term ends' })
  newUntil: DocumentedDateResponse;

  @ApiProperty({ type: String, format: 'date-time' })
  recordedAt: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  voidedAt: string | null;

  @ApiProperty({ type: String, nullable: true })
  voidReason: string | null;
}

export class InstrumentResponse {
  @ApiProperty({ type: String, format: 'uuid' })
  id: string;

  @ApiProperty({ type: String })
  code: string;

  @ApiProperty({ type: String, description: 'HQ for an instrument of several partners' })
  partner: string;

  @ApiProperty({ type: [String] })
  parties: string[];

  @ApiProperty({ type: String, enum: INSTRUMENT_KINDS })
  kind: InstrumentKind;

  @ApiProperty({ type: String, enum: ['TREATY', 'NON_TREATY'] })
  class: InstrumentClass;

  @ApiProperty({ type: String, nullable: true, description: 'the word of the sources' })
  documentedType: string | null;

  @ApiProperty({ type: String })
  title: string;

  @ApiProperty({
    type: [AuthenticTitleResponse],
    description: 'empty while the authentic texts are not known',
  })
  titles: AuthenticTitleResponse[];

  @ApiProperty({ type: String, nullable: true })
  place: string | null;

  @ApiProperty({ type: String, nullable: true })
  depositary: string | null;

  @ApiProperty({ type: [PartyDetailResponse], description: 'headquarters first' })
  partyDetails: PartyDetailResponse[];

  @ApiProperty({ type: TermsResponse })
  terms: TermsResponse;

  @ApiProperty({ type: String, nullable: true })
  hqParty: string | null;

  @ApiProperty({ type: String })
  counterpart: string;

  @ApiProperty({ type: [String] })
  covers: string[];

  @ApiProperty({ type: String, nullable: true })
  relationKind: string | null;

  @ApiProperty({ type: String, format: 'date' })
  asOf: string;

  @ApiProperty({
    type: String,
    enum: INSTRUMENT_STATUSES,
    description: 'computed from acts, certain on asOf',
  })
  status: InstrumentStatus;

  @ApiProperty({
    type: String,
    enum: INSTRUMENT_STATUSES,
    description: 'if every vague date lies before asOf',
  })
  possibleStatus: InstrumentStatus;

  @ApiProperty({ type: String, enum: ['NOT_SIGNED', 'UNKNOWN', 'PENDING', 'ENTERED'] })
  entryIntoForce: string;

  @ApiProperty({ type: DocumentedDateResponse, nullable: true })
  enteredIntoForceOn: DocumentedDateResponse | null;

  @ApiProperty({ type: String, enum: ENTRY_RULES })
  entryIntoForceRule: EntryIntoForceRule;

  @ApiProperty({ type: String, format: 'date', nullable: true })
  entryIntoForceOn: string | null;

  @ApiProperty({ type: Number, nullable: true })
  ratificationsNeeded: number | null;

  @ApiProperty({ type: Number })
  entryIntoForceDays: number;

  @ApiProperty({ type: String, nullable: true })
  supersedes: string | null;

  @ApiProperty({ type: [String], description: 'instruments that renew or replace this one' })
  supersededBy: string[];

  @ApiProperty({ type: String, nullable: true })
  amends: string | null;

  @ApiProperty({ type: [String] })
  amendedBy: string[];

  @ApiProperty({ type: String, nullable: true })
  note: string | null;

  @ApiProperty({ type: [ActResponse] })
  acts: ActResponse[];

  @ApiProperty({ type: [String], enum: ACT_KINDS, description: 'acts that may be recorded now' })
  openActs: ActKind[];

  @ApiProperty({ type: Number })
  rev: number;

  static from(instrument: InstrumentOnDay): InstrumentResponse {
    const { standing, acceded, ...register } = instrument;
    void acceded;
    return {
      ...register,
      parties: [...instrument.parties],
      partyDetails: instrument.partyDetails.map((each) => ({ ...each, signatories: [...each.signatories] })),
      covers: [...instrument.covers],
      titles: [...instrument.titles],
      supersededBy: [...instrument.supersededBy],
      amendedBy: [...instrument.amendedBy],
      status: standing.status,
      possibleStatus: standing.possibleStatus,
      entryIntoForce: standing.entryIntoForce.state,
      enteredIntoForceOn: standing.entryIntoForce.date,
      openActs: [...instrument.openActs],
    };
  }
}

export class InstrumentsPage {
  @ApiProperty({ type: [InstrumentResponse] })
  data: InstrumentResponse[];

  @ApiProperty({ type: PageInfo })
  page: PageInfo;
}
