import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Clock, Ctx, IdPipe, Permit, type OperationContext } from '#platform';
import { SlotListResponse, SlotResponse, SlotsRequest } from './slots.dto.js';
import { SlotsService } from './slots.service.js';

@ApiTags('reporting')
@Controller('report-slots')
export class SlotsController {
  constructor(
    private readonly slots: SlotsService,
    private readonly clock: Clock,
  ) {}

  @Permit('slots:read')
  @Get()
  @ApiOperation({ summary: 'Which reports are expected, when they are due and how they stand' })
  @ApiOkResponse({ type: SlotListResponse })
  async list(@Ctx() ctx: OperationContext, @Query() query: SlotsRequest): Promise<SlotListResponse> {
    return SlotListResponse.from(
      await this.slots.list(ctx, query.filter()),
      ctx.locale,
      this.clock.instant(),
    );
  }

  @Permit('slots:read')
  @Get(':id')
  @ApiOperation({ summary: 'One expected report' })
  @ApiOkResponse({ type: SlotResponse })
  async get(@Ctx() ctx: OperationContext, @Param('id', IdPipe) id: string): Promise<SlotResponse> {
    return SlotResponse.from(await this.slots.get(ctx, id), ctx.locale, this.clock.instant());
  }
}
