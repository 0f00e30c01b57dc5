import { ApiProperty } from '@nestjs/swagger';
import { IsEmail, IsString, Matches, MaxLength, MinLength } from 'class-validator';
import { IsPlainText } from '#platform';
import { INSTANT, instantFrom } from '../extensions/instant-text.js';
import { MAX_DELEGATION_DAYS, type Delegation, type NewDelegation } from './delegation.js';

export class DelegationRequest {
  @ApiProperty({ type: String, example: 'PK' })
  @IsString()
  @MaxLength(20)
  partner: string;

  @ApiProperty({ type: String, format: 'email', description: 'account of whoever stands in' })
  @IsEmail()
  @MaxLength(254)
  deputy: string;

  @ApiProperty({ type: String, format: 'date-time', description: 'with offset' })
  @Matches(INSTANT, {
    context: { code: 'invalid-timestamp' },
    message: 'validFrom is an instant with offset',
  })
  validFrom: string;

  @ApiProperty({
    type: String,
    format: 'date-time',
    description: `with offset; at most ${MAX_DELEGATION_DAYS} days later`,
  })
  @Matches(INSTANT, {
    context: { code: 'invalid-timestamp' },
    message: 'validUntil is an instant with offset',
  })
  validUntil: string;

  @ApiProperty({ type: String })
  @IsString()
  @IsPlainText()
  @MinLength(10)
  @MaxLength(1_000)
  reason: string;

  /** @throws ValidationFailedError `invalid-timestamp`. */
  order(): NewDelegation {
    const { partner, deputy, reason } = this;
    const validFrom = instantFrom('/validFrom', this.validFrom);
    return { partner, deputy, reason, validFrom, validUntil: instantFrom('/validUntil', this.validUntil) };
  }
}

export class DelegationPersonResponse {
  @ApiProperty({ type: String, format: 'uuid' })
  id: string;

  @ApiProperty({ type: String })
  name: string;
}

export class DelegationResponse {
  @ApiProperty({ type: String, format: 'uuid' })
  id: string;

  @ApiProperty({ type: String })
  partner: string;

  @ApiProperty({ type: DelegationPersonResponse, description: 'whose right is lent' })
  coordinator: DelegationPersonResponse;

  @ApiProperty({ type: DelegationPersonResponse })
  deputy: DelegationPersonResponse;

  @ApiProperty({ type: String })
  reason: string;

  @ApiProperty({ type: String, format: 'date-time' })
  validFrom: string;

  @ApiProperty({ type: String, format: 'date-time' })
  validUntil: string;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'taken back before its time',
  })
  endedAt: string | null;

  @ApiProperty({ type: Number })
  rev: number;

  static from(delegation: Delegation): DelegationResponse {
    const { id, partner, reason, rev } = delegation;
    return {
      id,
      partner,
      reason,
      rev,
      coordinator: { id: delegation.coordinator, name: delegation.coordinatorName },
      deputy: { id: delegation.deputy, name: delegation.deputyName },
      validFrom: delegation.validFrom.toISOString(),
      validUntil: delegation.validUntil.toISOString(),
      endedAt: delegation.endedAt?.toISOString() ?? null,
    };
  }
}

export class DelegationListResponse {
  @ApiProperty({ type: [DelegationResponse] })
  data: DelegationResponse[];

  static from(delegations: readonly Delegation[]): DelegationListResponse {
    return { data: delegations.map(DelegationResponse.from) };
  }
}
