import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Ctx, Cursors, PageRequest, Permit, type OperationContext } from '#platform';
import { PartnerResponse, PartnersPage } from './partners.dto.js';
import { PartnersService } from './partners.service.js';

@ApiTags('partners')
@Controller('partners')
export class PartnersController {
  constructor(
    private readonly partners: PartnersService,
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
}
