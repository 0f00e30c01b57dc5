import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Ctx, Permit, type OperationContext } from '#platform';
import { BriefRequest, BriefResponse } from './brief.response.js';
import { redactedSections } from './partner-brief.js';
import { PartnerBriefs } from './partner-briefs.service.js';

@ApiTags('partners')
@Controller('partners/:code')
export class BriefsController {
  constructor(private readonly briefs: PartnerBriefs) {}

  @Permit('briefs:read')
  @Get('brief')
  @ApiOperation({ summary: 'The sheet before a visit: what holds, what is due, how it goes, whom to meet' })
  @ApiOkResponse({ type: BriefResponse })
  async get(
    @Ctx() ctx: OperationContext,
    @Param('code') code: string,
    @Query() query: BriefRequest,
  ): Promise<BriefResponse> {
    const brief = await this.briefs.of(ctx, code, query.asOf);
    return BriefResponse.from(brief, redactedSections(ctx, code));
  }
}
