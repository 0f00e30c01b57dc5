import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Ctx, Cursors, Permit, type OperationContext } from '#platform';
import { SourceFindingResponse, SourceFindingsPage, SourceFindingsRequest } from './source-findings.dto.js';
import { SourceFindingsService } from './source-findings.service.js';

@ApiTags('sources')
@Controller('source-findings')
export class SourceFindingsController {
  constructor(
    private readonly findings: SourceFindingsService,
    private readonly cursors: Cursors,
  ) {}

  @Permit('sources:read')
  @Get()
  @ApiOperation({ summary: 'Sources that went quiet or changed their shape, newest first' })
  @ApiOkResponse({ type: SourceFindingsPage })
  async list(
    @Ctx() ctx: OperationContext,
    @Query() query: SourceFindingsRequest,
  ): Promise<SourceFindingsPage> {
    const question = { ...query, open: query.open === 'true' };
    const { data, page } = await this.findings.page(ctx, this.cursors, question);
    return { data: data.map((finding) => SourceFindingResponse.from(finding)), page };
  }
}
