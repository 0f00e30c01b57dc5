import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Ctx, Cursors, IdPipe, Permit, type OperationContext } from '#platform';
import { EngagementResponse, EngagementsPage } from './engagement.response.js';
import { EngagementsRequest, RecordEngagementRequest } from './engagements.dto.js';
import { EngagementsService } from './engagements.service.js';

@ApiTags('engagements')
@Controller('engagements')
export class EngagementsController {
  constructor(
    private readonly engagements: EngagementsService,
    private readonly cursors: Cursors,
  ) {}

  @Permit('engagements:read')
  @Get()
  @ApiOperation({ summary: 'Visits, ceremonies, delegations and presentations, newest first' })
  @ApiOkResponse({ type: EngagementsPage })
  async list(@Ctx() ctx: OperationContext, @Query() query: EngagementsRequest): Promise<EngagementsPage> {
    const { data, page } = await this.engagements.page(ctx, this.cursors, query);
    return { data: data.map((engagement) => EngagementResponse.from(engagement)), page };
  }

  @Permit('engagements:record')
  @Post()
  @ApiOperation({ summary: 'Records what took place; it is never rewritten' })
  @ApiCreatedResponse({ type: EngagementResponse })
  async record(
    @Ctx() ctx: OperationContext,
    @Body() body: RecordEngagementRequest,
  ): Promise<EngagementResponse> {
    const engagement = RecordEngagementRequest.toEngagement(body);
    return EngagementResponse.from(await this.engagements.add(ctx, engagement));
  }

  @Permit('engagements:read')
  @Get(':id')
  @ApiOperation({ summary: 'One engagement with participants, outcomes and sources' })
  @ApiOkResponse({ type: EngagementResponse })
  async get(@Ctx() ctx: OperationContext, @Param('id', IdPipe) id: string): Promise<EngagementResponse> {
    return EngagementResponse.from(await this.engagements.get(ctx, id));
  }
}
