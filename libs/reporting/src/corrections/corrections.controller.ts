import { Body, Controller, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Ctx, Permit, type OperationContext } from '#platform';
import { CorrectionRequest, CorrectionResponse } from './corrections.dto.js';
import { CorrectionsService } from './corrections.service.js';

@ApiTags('reporting')
@Controller('correction-requests')
export class CorrectionsController {
  constructor(private readonly corrections: CorrectionsService) {}

  @Permit('corrections:request')
  @Post()
  @ApiOperation({
    summary:
      'Correct an accepted report: opens a new revision, the accepted figures stay until it is accepted',
  })
  @ApiCreatedResponse({ type: CorrectionResponse })
  async request(@Ctx() ctx: OperationContext, @Body() body: CorrectionRequest): Promise<CorrectionResponse> {
    return {
      revision: await this.corrections.request(ctx, {
        submissionId: body.submission,
        kind: body.kind,
        reason: body.reason,
      }),
    };
  }
}
