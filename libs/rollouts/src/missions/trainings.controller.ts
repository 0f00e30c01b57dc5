import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Ctx, Cursors, IdPipe, Permit, type OperationContext } from '#platform';
import { MissionsRequest } from './missions.dto.js';
import { RecordTrainingRequest, TrainingResponse, TrainingsPage } from './trainings.dto.js';
import { TrainingsService } from './trainings.service.js';

@ApiTags('rollouts')
@Controller('training-events')
export class TrainingsController {
  constructor(
    private readonly trainings: TrainingsService,
    private readonly cursors: Cursors,
  ) {}

  @Permit('rollouts:read')
  @Get()
  @ApiOperation({ summary: 'Trainings, newest first' })
  @ApiOkResponse({ type: TrainingsPage })
  async list(@Ctx() ctx: OperationContext, @Query() query: MissionsRequest): Promise<TrainingsPage> {
    const { data, page } = await this.trainings.page(ctx, this.cursors, query);
    return { data: data.map((training) => TrainingResponse.from(training)), page };
  }

  @Permit('rollouts:manage')
  @Post()
  @ApiOperation({ summary: 'Records a training that took place; it is never rewritten' })
  @ApiCreatedResponse({ type: TrainingResponse })
  async record(@Ctx() ctx: OperationContext, @Body() body: RecordTrainingRequest): Promise<TrainingResponse> {
    return TrainingResponse.from(await this.trainings.record(ctx, RecordTrainingRequest.toTraining(body)));
  }

  @Permit('rollouts:read')
  @Get(':id')
  @ApiOperation({ summary: 'One training' })
  @ApiOkResponse({ type: TrainingResponse })
  async get(@Ctx() ctx: OperationContext, @Param('id', IdPipe) id: string): Promise<TrainingResponse> {
    return TrainingResponse.from(await this.trainings.get(ctx, id));
  }
}
