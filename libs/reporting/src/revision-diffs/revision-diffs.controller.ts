import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Ctx, IdPipe, Permit, type OperationContext } from '#platform';
import { DiffQuery, DiffResponse } from './revision-diffs.dto.js';
import { RevisionDiffsService } from './revision-diffs.service.js';

@ApiTags('reporting')
@Controller()
export class RevisionDiffsController {
  constructor(private readonly diffs: RevisionDiffsService) {}

  @Permit('submissions:read')
  @Get('submissions/:id/diff')
  @ApiOperation({
    summary: 'What changed between two revisions, since the acceptance, or against the period before',
  })
  @ApiOkResponse({ type: DiffResponse })
  async compare(
    @Ctx() ctx: OperationContext,
    @Param('id', IdPipe) id: string,
    @Query() query: DiffQuery,
  ): Promise<DiffResponse> {
    return DiffResponse.of(await this.diffs.compare(ctx, id, query));
  }
}
