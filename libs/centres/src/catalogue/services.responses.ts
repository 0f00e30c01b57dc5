import { ApiProperty } from '@nestjs/swagger';
import type { Taxonomy } from './canonical-service.js';
import {
  MAPPING_QUALITIES,
  PROVIDER_KINDS,
  type LocalService,
  type MappingQuality,
  type Provider,
  type ProviderKind,
  type UnmappedService,
} from './local-service.js';

export class CanonicalServiceResponse {
  @ApiProperty({ type: String })
  code: string;

  @ApiProperty({ type: String })
  group: string;

  @ApiProperty({ type: String })
  name: string;

  @ApiProperty({ type: Boolean, description: 'no public text gives it' })
  illustrative: boolean;

  @ApiProperty({
    type: String,
    format: 'date',
    nullable: true,
    description: 'nothing new is mapped from then on',
  })
  retiredOn: string | null;

  @ApiProperty({ type: String, nullable: true })
  replacedBy: string | null;
}

export class ServiceGroupResponse {
  @ApiProperty({ type: String })
  code: string;

  @ApiProperty({ type: String })
  name: string;
}

export class TaxonomyResponse {
  @ApiProperty({ type: [ServiceGroupResponse] })
  groups: ServiceGroupResponse[];

  @ApiProperty({ type: [CanonicalServiceResponse] })
  data: CanonicalServiceResponse[];

  static from({ groups, services }: Taxonomy): TaxonomyResponse {
    return { groups, data: services };
  }
}

export class ServiceMappingResponse {
  @ApiProperty({ type: String })
  canonical: string;

  @ApiProperty({ type: String, enum: MAPPING_QUALITIES })
  quality: MappingQuality;
}

export class LocalServiceResponse {
  @ApiProperty({ type: String })
  partner: string;

  @ApiProperty({ type: String })
  code: string;

  @ApiProperty({ type: String })
  name: string;

  @ApiProperty({ type: String })
  language: string;

  @ApiProperty({ type: ServiceMappingResponse, nullable: true, description: 'null: not mapped' })
  mapping: ServiceMappingResponse | null;

  @ApiProperty({ type: Number })
  rev: number;

  static from(service: LocalService): LocalServiceResponse {
    return service;
  }
}

export class LocalServicesResponse {
  @ApiProperty({ type: [LocalServiceResponse] })
  data: LocalServiceResponse[];

  static from(data: LocalService[]): LocalServicesResponse {
    return { data };
  }
}

export class ProviderResponse {
  @ApiProperty({ type: String })
  partner: string;

  @ApiProperty({ type: String })
  code: string;

  @ApiProperty({ type: String })
  name: string;

  @ApiProperty({ type: String, enum: PROVIDER_KINDS, nullable: true, description: 'null: not documented' })
  kind: ProviderKind | null;

  static from(provider: Provider): ProviderResponse {
    return provider;
  }
}

export class ProvidersResponse {
  @ApiProperty({ type: [ProviderResponse] })
  data: ProviderResponse[];

  static from(data: Provider[]): ProvidersResponse {
    return { data };
  }
}

export class UnmappedServiceResponse {
  @ApiProperty({ type: String })
  partner: string;

  @ApiProperty({ type: String })
  code: string;

  @ApiProperty({ type: String })
  name: string;

  @ApiProperty({ type: [String], description: 'where it is live' })
  centres: string[];
}

export class UnmappedServicesResponse {
  @ApiProperty({ type: [UnmappedServiceResponse] })
  data: UnmappedServiceResponse[];

  @ApiProperty({ type: Object, description: 'asOf: the day that was asked about' })
  meta: object;

  static from({ asOf, services }: { asOf: string; services: UnmappedService[] }): UnmappedServicesResponse {
    return { data: services, meta: { asOf } };
  }
}
