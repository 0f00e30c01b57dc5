import { ApiProperty } from '@nestjs/swagger';
import { IsString, Matches } from 'class-validator';
import type { ConnectorHost } from './connector-hosts.repository.js';

/** A host as a URL writes it, in ASCII; a port only where an exemption of the tests names one. */
const HOST = /^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?(:\d{1,5})?$/;

export class NewConnectorHostRequest {
  @ApiProperty({ type: String, example: 'PK' })
  @IsString()
  @Matches(/^[A-Z]{2,10}$/, { context: { code: 'unknown-country' }, message: 'partner is a code such as PK' })
  partner: string;

  @ApiProperty({ type: String, example: 'kpi.example.org' })
  @IsString()
  @Matches(HOST, { message: 'host is a name such as kpi.example.org, in lower case' })
  host: string;
}

export class ConnectorHostResponse {
  @ApiProperty({ type: String, format: 'uuid' })
  id: string;

  @ApiProperty({ type: String })
  partner: string;

  @ApiProperty({ type: String })
  host: string;

  @ApiProperty({ type: String })
  addedBy: string;

  @ApiProperty({ type: String, format: 'date-time' })
  addedAt: string;

  @ApiProperty({ type: String, nullable: true, format: 'date-time' })
  withdrawnAt: string | null;

  @ApiProperty({ type: Number })
  rev: number;

  static from(found: ConnectorHost): ConnectorHostResponse {
    const { id, partner, host, addedBy, addedAt, withdrawnAt, rev } = found;
    const dates = { addedAt: addedAt.toISOString(), withdrawnAt: withdrawnAt?.toISOString() ?? null };
    return { id, partner, host, addedBy, ...dates, rev };
  }
}

export class ConnectorHostList {
  @ApiProperty({ type: [ConnectorHostResponse] })
  data: ConnectorHostResponse[];
}
