import { Body, Controller, Get, HttpCode, HttpStatus, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiHeader, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Ctx, Cursors, IdPipe, IfMatch, Permit, type OperationContext } from '#platform';
import { DescribeInstrument } from './describe-instrument.js';
import { InstrumentActs } from './instrument-acts.js';
import { PatchInstrumentRequest } from './instrument-details.dto.js';
import { InstrumentResponse, InstrumentsPage } from './instrument.response.js';
import {
  AsOfRequest,
  InstrumentsRequest,
  RecordActRequest,
  RegisterInstrumentRequest,
  VoidActRequest,
} from './instruments.dto.js';
import { InstrumentsService } from './instruments.service.js';
import { PartyStandingsResponse } from './party-standing.response.js';
import { partyStandings } from './party-standing.js';

@ApiTags('instruments')
@Controller('instruments')
export class InstrumentsController {
  constructor(
    private readonly instruments: InstrumentsService,
    private readonly acts: InstrumentActs,
    private readonly description: DescribeInstrument,
    private readonly cursors: Cursors,
  ) {}

  @Permit('instruments:read')
  @Get()
  @ApiOperation({ summary: 'Instruments with the status that their acts give on a day' })
  @ApiOkResponse({ type: InstrumentsPage })
  async list(@Ctx() ctx: OperationContext, @Query() query: InstrumentsRequest): Promise<InstrumentsPage> {
    const { data, page } = await this.instruments.page(ctx, this.cursors, query);
    return { data: data.map((instrument) => InstrumentResponse.from(instrument)), page };
  }

  @Permit('instruments:record')
  @Post()
  @ApiOperation({ summary: 'Registers an instrument; it is a draft until acts say otherwise' })
  @ApiCreatedResponse({ type: InstrumentResponse })
  async register(
    @Ctx() ctx: OperationContext,
    @Body() body: RegisterInstrumentRequest,
  ): Promise<InstrumentResponse> {
    const instrument = RegisterInstrumentRequest.toInstrument(body);
    return InstrumentResponse.from(await this.instruments.register(ctx, instrument));
  }

  @Permit('instruments:read')
  @Get(':id')
  @ApiOperation({ summary: 'One instrument with all its acts' })
  @ApiOkResponse({ type: InstrumentResponse })
  async get(
    @Ctx() ctx: OperationContext,
    @Param('id', IdPipe) id: string,
    @Query() query: AsOfRequest,
  ): Promise<InstrumentResponse> {
    return InstrumentResponse.from(await this.instruments.get(ctx, id, query.asOf));
  }

  @Permit('instruments:record')
  @Patch(':id')
  @ApiHeader({ name: 'If-Match', required: true })
  @ApiOperation({ summary: 'Corrects what describes an instrument; its status follows from acts' })
  @ApiOkResponse({ type: InstrumentResponse })
  async describe(
    @Ctx() ctx: OperationContext,
    @Param('id', IdPipe) id: string,
    @IfMatch() rev: number,
    @Body() body: PatchInstrumentRequest,
  ): Promise<InstrumentResponse> {
    await this.description.change(ctx, id, rev, body);
    return InstrumentResponse.from(await this.instruments.get(ctx, id));
  }

  @Permit('instruments:read')
  @Get(':id/parties')
  @ApiOperation({ summary: 'What each party did and where it stands on a day' })
  @ApiOkResponse({ type: PartyStandingsResponse })
  async parties(
    @Ctx() ctx: OperationContext,
    @Param('id', IdPipe) id: string,
    @Query() query: AsOfRequest,
  ): Promise<PartyStandingsResponse> {
    const instrument = await this.instruments.get(ctx, id, query.asOf);
    return PartyStandingsResponse.from(partyStandings(instrument, instrument.asOf));
  }

  @Permit('instruments:record')
  @Post(':id/acts')
  @ApiHeader({ name: 'If-Match', required: true })
  @ApiOperation({ summary: 'Records an act of a party; acts are never edited' })
  @ApiCreatedResponse({ type: InstrumentResponse })
  async recordAct(
    @Ctx() ctx: OperationContext,
    @Param('id', IdPipe) id: string,
    @IfMatch() rev: number,
    @Body() body: RecordActRequest,
  ): Promise<InstrumentResponse> {
    await this.acts.record(ctx, id, rev, RecordActRequest.toAct(body));
    return InstrumentResponse.from(await this.instruments.get(ctx, id));
  }

  @Permit('instruments:record')
  @Post(':id/acts/:actId/void')
  @HttpCode(HttpStatus.OK)
  @ApiHeader({ name: 'If-Match', required: true })
  @ApiOperation({ summary: 'Voids a wrong act; it stays readable with the reason' })
  @ApiOkResponse({ type: InstrumentResponse })
  async voidAct(
    @Ctx() ctx: OperationContext,
    @Param('id', IdPipe) id: string,
    @Param('actId', IdPipe) actId: string,
    @IfMatch() rev: number,
    @Body() body: VoidActRequest,
  ): Promise<InstrumentResponse> {
    await this.acts.voidAct(ctx, id, actId, rev, body.reason);
    return InstrumentResponse.from(await this.instruments.get(ctx, id));
  }
}
