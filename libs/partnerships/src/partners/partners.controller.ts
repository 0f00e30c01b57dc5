import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Ctx, Cursors, IfMatch, PageRequest, Permit, type OperationContext } from '#platform';
import { PartnerRegister } from './partner-register.service.js';
import { ChangePartnerRequest, RegisterPartnerRequest } from './partner-requests.dto.js';
import { PartnerResponse, PartnersPage } from './partners.dto.js';
import { PartnersService } from './partners.service.js';

@ApiTags('partners')
@Controller('partners')
export class PartnersController {
  constructor(
    private readonly partners: PartnersService,
    private readonly registry: PartnerRegister,
    private readonly cursors: Cursors,
  ) {}

  @Permit('partners:read')
  @Get()
  @ApiOperation({ summary: 'Partners within your scope, by code' })
  @ApiOkResponse({ type: PartnersPage })
  async list(@Ctx() ctx: OperationContext, @Query() query: PageRequest): Promise<PartnersPage> {
    const { data, page } = await this.partners.page(ctx, this.cursors, query);
    return { data: data.map((partner) => PartnerResponse.from(partner)), page };
  }

  @Permit('partners:read')
  @Get(':code')
  @ApiOperation({ summary: 'One partner with its counterpart authorities' })
  @ApiOkResponse({ type: PartnerResponse })
  async get(@Ctx() ctx: OperationContext, @Param('code') code: string): Promise<PartnerResponse> {
    return PartnerResponse.from(await this.partners.get(ctx, code));
  }

  @Permit('partners:manage')
  @Post()
  @ApiOperation({ summary: 'Registers a partner; its rows have a scope of their own from then on' })
  @ApiCreatedResponse({ type: PartnerResponse })
  async register(
    @Ctx() ctx: OperationContext,
    @Body() body: RegisterPartnerRequest,
  ): Promise<PartnerResponse> {
    const partner = RegisterPartnerRequest.toPartner(body);
    return PartnerResponse.from(await this.registry.create(ctx, partner, body.statusReason ?? null));
  }

  @Permit('partners:manage')
  @Patch(':code')
  @ApiHeader({ name: 'If-Match', required: true })
  @ApiOperation({ summary: 'Changes what stands on the register about a partner, its status with a reason' })
  @ApiOkResponse({ type: PartnerResponse })
  async change(
    @Ctx() ctx: OperationContext,
    @Param('code') code: string,
    @IfMatch() rev: number,
    @Body() body: ChangePartnerRequest,
  ): Promise<PartnerResponse> {
    return PartnerResponse.from(await this.registry.change(ctx, code, rev, body));
  }
}
