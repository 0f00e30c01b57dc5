import { ApiProperty } from '@nestjs/swagger';
import { DocumentedDateResponse } from '#evidence';
import { ACT_KINDS, type ActKind } from './instrument.js';
import { PARTY_STATES, type PartyStanding, type PartyState } from './party-standing.js';

export class ConsentResponse {
  @ApiProperty({ type: String, enum: ACT_KINDS })
  act: ActKind;

  @ApiProperty({ type: DocumentedDateResponse })
  date: DocumentedDateResponse;
}

export class PartyStandingResponse {
  @ApiProperty({ type: String, description: 'partner code, or HQ for the Azerbaijani side' })
  party: string;

  @ApiProperty({ type: Boolean, description: 'joined later, by accession' })
  acceded: boolean;

  @ApiProperty({ type: String, enum: PARTY_STATES })
  state: PartyState;

  @ApiProperty({ type: DocumentedDateResponse, nullable: true })
  signedOn: DocumentedDateResponse | null;

  @ApiProperty({ type: ConsentResponse, nullable: true })
  consent: ConsentResponse | null;

  @ApiProperty({ type: DocumentedDateResponse, nullable: true })
  inForceSince: DocumentedDateResponse | null;

  @ApiProperty({
    type: DocumentedDateResponse,
    nullable: true,
    description: 'when its denunciation takes effect',
  })
  withdrawnOn: DocumentedDateResponse | null;

  @ApiProperty({ type: [String] })
  reservations: string[];
}

export class PartyStandingsResponse {
  @ApiProperty({ type: [PartyStandingResponse] })
  data: PartyStandingResponse[];

  static from(data: PartyStanding[]): PartyStandingsResponse {
    return { data };
  }
}
