import { Controller, Get, HttpCode, HttpStatus, Param, Post, Query } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Ctx, Cursors, IdPipe, IfMatch, Permit, type OperationContext } from '#platform';
import { ClaimResponse, ClaimsPage, ClaimsRequest } from './claims.dto.js';
import { ClaimsService } from './claims.service.js';

@ApiTags('claims')
@Controller('claims')
export class ClaimsController {
  constructor(
    private readonly claims: ClaimsService,
    private readonly cursors: Cursors,
  ) {}

  @Permit('claims:read')
  @Get()
  @ApiOperation({ summary: 'What dated public sources say, with the sources' })
  @ApiOkResponse({ type: ClaimsPage })
  async list(@Ctx() ctx: OperationContext, @Query() query: ClaimsRequest): Promise<ClaimsPage> {
    const { data, page } = await this.claims.page(ctx, this.cursors, query);
    return { data: data.map((claim) => ClaimResponse.from(claim)), page };
  }

  @Permit('claims:read')
  @Get(':id')
  @ApiOperation({ summary: 'One claim' })
  @ApiOkResponse({ type: ClaimResponse })
  async get(@Ctx() ctx: OperationContext, @Param('id', IdPipe) id: string): Promise<ClaimResponse> {
    return ClaimResponse.from(await this.claims.get(ctx, id));
  }

  @Permit('claims:accept')
  @Post(':id/accept')
  @HttpCode(HttpStatus.OK)
  @ApiHeader({ name: 'If-Match', required: true })
  @ApiOperation({ summary: 'Makes this claim the accepted one among those that compete with it' })
  @ApiOkResponse({ type: ClaimResponse })
  async accept(
    @Ctx() ctx: OperationContext,
    @Param('id', IdPipe) id: string,
    @IfMatch() rev: number,
  ): Promise<ClaimResponse> {
    return ClaimResponse.from(await this.claims.accept(ctx, id, rev));
  }
}
