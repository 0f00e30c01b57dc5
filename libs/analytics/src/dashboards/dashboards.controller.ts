import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Ctx, Permit, type OperationContext } from '#platform';
import { OverviewRequest, OverviewResponse } from './overview.dto.js';
import { OverviewService } from './overview.service.js';
import { StatusWallRequest, StatusWallResponse } from './status-wall.dto.js';
import { StatusWallService } from './status-wall.service.js';

@ApiTags('dashboards')
@Controller('dashboards')
export class DashboardsController {
  constructor(
    private readonly overviews: OverviewService,
    private readonly walls: StatusWallService,
  ) {}

  @Permit('analytics:read')
  @Get('overview')
  @ApiOperation({ summary: 'Headline figures of a month, every partner in scope, beside the month before' })
  @ApiOkResponse({ type: OverviewResponse })
  async overview(@Ctx() ctx: OperationContext, @Query() query: OverviewRequest): Promise<OverviewResponse> {
    return OverviewResponse.from(await this.overviews.ofMonth(ctx, query.month()), ctx.locale);
  }

  @Permit('analytics:read')
  @Get('status-wall')
  @ApiOperation({ summary: 'How every expected report of the last months stands' })
  @ApiOkResponse({ type: StatusWallResponse })
  async statusWall(
    @Ctx() ctx: OperationContext,
    @Query() query: StatusWallRequest,
  ): Promise<StatusWallResponse> {
    return StatusWallResponse.from(await this.walls.wall(ctx, query.question()));
  }
}
