import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Ctx, IdPipe, IfMatch, Permit, type OperationContext } from '#platform';
import { AsOfRequest } from '../instruments/instruments.dto.js';
import { AddClauseRequest, ClausesResponse, ConsolidatedResponse } from './clauses.dto.js';
import { ClausesService } from './clauses.service.js';

@ApiTags('instruments')
@Controller('instruments/:id')
export class ClausesController {
  constructor(private readonly clauses: ClausesService) {}

  @Permit('instruments:read')
  @Get('clauses')
  @ApiOperation({ summary: 'The clauses of this instrument itself, in the order of its text' })
  @ApiOkResponse({ type: ClausesResponse })
  async list(@Ctx() ctx: OperationContext, @Param('id', IdPipe) id: string): Promise<ClausesResponse> {
    return ClausesResponse.from(await this.clauses.list(ctx, id));
  }

  @Permit('instruments:record')
  @Post('clauses')
  @ApiHeader({ name: 'If-Match', required: true })
  @ApiOperation({ summary: 'Adds a clause; clauses are not edited but amended by another instrument' })
  @ApiCreatedResponse({ type: ClausesResponse })
  async add(
    @Ctx() ctx: OperationContext,
    @Param('id', IdPipe) id: string,
    @IfMatch() rev: number,
    @Body() body: AddClauseRequest,
  ): Promise<ClausesResponse> {
    return ClausesResponse.from(await this.clauses.add(ctx, id, rev, AddClauseRequest.toClause(body)));
  }

  @Permit('instruments:read')
  @Get('consolidated')
  @ApiOperation({ summary: 'The text with every amendment in force on a day, each clause with its origin' })
  @ApiOkResponse({ type: ConsolidatedResponse })
  async consolidated(
    @Ctx() ctx: OperationContext,
    @Param('id', IdPipe) id: string,
    @Query() query: AsOfRequest,
  ): Promise<ConsolidatedResponse> {
    return ConsolidatedResponse.from(await this.clauses.consolidated(ctx, id, query.asOf));
  }
}
