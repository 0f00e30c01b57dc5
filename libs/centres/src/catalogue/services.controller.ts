import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Ctx, IfMatch, Permit, type OperationContext } from '#platform';
import { ServiceRegister } from './service-register.service.js';
import { ServiceTaxonomy } from './service-taxonomy.js';
import {
  AddProviderRequest,
  AddServiceRequest,
  ChangeServiceRequest,
  UnmappedServicesRequest,
} from './services.dto.js';
import {
  LocalServiceResponse,
  LocalServicesResponse,
  ProviderResponse,
  ProvidersResponse,
  TaxonomyResponse,
  UnmappedServicesResponse,
} from './services.responses.js';

@ApiTags('services')
@Controller()
export class ServicesController {
  constructor(
    private readonly register: ServiceRegister,
    private readonly taxonomy: ServiceTaxonomy,
  ) {}

  @Permit('units:read')
  @Get('services')
  @ApiOperation({ summary: 'The catalogue of services that countries map theirs to' })
  @ApiOkResponse({ type: TaxonomyResponse })
  catalogue(): TaxonomyResponse {
    return TaxonomyResponse.from(this.taxonomy.content);
  }

  @Permit('units:read')
  @Get('partners/:partner/services')
  @ApiOperation({ summary: 'Services under the names of a country, with what they are mapped to' })
  @ApiOkResponse({ type: LocalServicesResponse })
  async list(
    @Ctx() ctx: OperationContext,
    @Param('partner') partner: string,
  ): Promise<LocalServicesResponse> {
    return LocalServicesResponse.from(await this.register.list(ctx, partner));
  }

  @Permit('services:manage')
  @Post('partners/:partner/services')
  @ApiOperation({ summary: 'Adds a service under its local name, mapped to the catalogue or not yet' })
  @ApiCreatedResponse({ type: LocalServiceResponse })
  async add(
    @Ctx() ctx: OperationContext,
    @Param('partner') partner: string,
    @Body() body: AddServiceRequest,
  ): Promise<LocalServiceResponse> {
    return LocalServiceResponse.from(await this.register.add(ctx, body.service(partner)));
  }

  @Permit('services:manage')
  @Patch('partners/:partner/services/:code')
  @ApiHeader({ name: 'If-Match', required: true })
  @ApiOperation({ summary: 'Renames a local service or maps it to the catalogue' })
  @ApiOkResponse({ type: LocalServiceResponse })
  async change(
    @Ctx() ctx: OperationContext,
    @Param('partner') partner: string,
    @Param('code') code: string,
    @IfMatch() rev: number,
    @Body() body: ChangeServiceRequest,
  ): Promise<LocalServiceResponse> {
    const changed = await this.register.change(ctx, partner, code, rev, body.change());
    return LocalServiceResponse.from(changed);
  }

  @Permit('units:read')
  @Get('partners/:partner/providers')
  @ApiOperation({ summary: 'Institutions that provide services in the centres of a country' })
  @ApiOkResponse({ type: ProvidersResponse })
  async listProviders(
    @Ctx() ctx: OperationContext,
    @Param('partner') partner: string,
  ): Promise<ProvidersResponse> {
    return ProvidersResponse.from(await this.register.listProviders(ctx, partner));
  }

  @Permit('services:manage')
  @Post('partners/:partner/providers')
  @ApiOperation({ summary: 'Adds an institution' })
  @ApiCreatedResponse({ type: ProviderResponse })
  async addProvider(
    @Ctx() ctx: OperationContext,
    @Param('partner') partner: string,
    @Body() body: AddProviderRequest,
  ): Promise<ProviderResponse> {
    return ProviderResponse.from(await this.register.addProvider(ctx, body.provider(partner)));
  }

  @Permit('units:read')
  @Get('data-quality/unmapped-services')
  @ApiOperation({ summary: 'Live services that are mapped to nothing and so missing from totals by service' })
  @ApiOkResponse({ type: UnmappedServicesResponse })
  async unmapped(
    @Ctx() ctx: OperationContext,
    @Query() query: UnmappedServicesRequest,
  ): Promise<UnmappedServicesResponse> {
    return UnmappedServicesResponse.from(await this.register.listUnmapped(ctx, query));
  }
}
