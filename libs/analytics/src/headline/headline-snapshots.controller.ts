import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Ctx, Cursors, IdPipe, Permit, type OperationContext } from '#platform';
import {
  ComparedSnapshotResponse,
  FreezeHeadlineRequest,
  HeadlineSnapshotsPage,
  HeadlineSnapshotsRequest,
} from './headline-snapshots.dto.js';
import { HeadlineSnapshotsService } from './headline-snapshots.service.js';

@ApiTags('programme')
@Controller('programme/headline/snapshots')
export class HeadlineSnapshotsController {
  constructor(
    private readonly snapshots: HeadlineSnapshotsService,
    private readonly cursors: Cursors,
  ) {}

  @Permit('programme:read')
  @Get()
  @ApiOperation({ summary: 'Frozen headline figures, newest first' })
  @ApiOkResponse({ type: HeadlineSnapshotsPage })
  async list(
    @Ctx() ctx: OperationContext,
    @Query() query: HeadlineSnapshotsRequest,
  ): Promise<HeadlineSnapshotsPage> {
    return this.snapshots.page(ctx, this.cursors, query);
  }

  @Permit('programme:freeze')
  @Post()
  @ApiOperation({ summary: 'Freezes the headline figures of a day, so that they can be cited' })
  @ApiCreatedResponse({ type: ComparedSnapshotResponse })
  async freeze(
    @Ctx() ctx: OperationContext,
    @Body() body: FreezeHeadlineRequest,
  ): Promise<ComparedSnapshotResponse> {
    return ComparedSnapshotResponse.from(await this.snapshots.freeze(ctx, body.asOf));
  }

  @Permit('programme:read')
  @Get(':id')
  @ApiOperation({ summary: 'Frozen figures beside those that the register gives today for the same day' })
  @ApiOkResponse({ type: ComparedSnapshotResponse })
  async get(
    @Ctx() ctx: OperationContext,
    @Param('id', IdPipe) id: string,
  ): Promise<ComparedSnapshotResponse> {
    return ComparedSnapshotResponse.from(await this.snapshots.get(ctx, id));
  }
}
