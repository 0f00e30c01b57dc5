import { ApiProperty } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength, MinLength } from 'class-validator';
import { IsPlainText } from '#platform';

const MAX_EMAIL = 254;
const MAX_PASSWORD = 128;
const MAX_TOKEN = 200;

export class LoginRequest {
  @ApiProperty({ type: String, example: 'reviewer@hq.example' })
  @IsString()
  @IsPlainText()
  @MinLength(3)
  @MaxLength(MAX_EMAIL)
  email: string;

  @ApiProperty({ type: String, maxLength: MAX_PASSWORD })
  @IsString()
  @IsPlainText()
  @MinLength(1)
  @MaxLength(MAX_PASSWORD)
  password: string;

  @ApiProperty({
    type: String,
    required: false,
    description: 'one-time code, when the account has a second factor',
  })
  @IsOptional()
  @IsString()
  @MaxLength(10)
  otp?: string;
}

export class RefreshRequest {
  @ApiProperty({ type: String })
  @IsString()
  @MaxLength(MAX_TOKEN)
  refreshToken: string;
}

export class TokenPairResponse {
  @ApiProperty({ type: String, description: 'send as Authorization: Bearer …' })
  accessToken: string;

  @ApiProperty({ type: Number, description: 'seconds' })
  expiresIn: number;

  @ApiProperty({ type: String, description: 'good for one exchange at /auth/refresh' })
  refreshToken: string;
}

export class MembershipResponse {
  @ApiProperty({ type: String, description: 'partner code, or HQ' })
  scope: string;

  @ApiProperty({ type: String })
  role: string;

  @ApiProperty({ type: String, nullable: true })
  unit: string | null;
}

export class MeResponse {
  @ApiProperty({ type: String })
  id: string;

  @ApiProperty({ type: String })
  name: string;

  @ApiProperty({ type: String, enum: ['USER', 'SERVICE_CLIENT'] })
  kind: string;

  @ApiProperty({ type: String })
  locale: string;

  @ApiProperty({ type: [MembershipResponse] })
  memberships: MembershipResponse[];

  @ApiProperty({ type: Object, description: 'permission → scopes where it holds' })
  permissions: Record<string, readonly string[]>;
}
