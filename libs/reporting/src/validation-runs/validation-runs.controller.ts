import { Controller, Get, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Ctx, IdPipe, Permit, type OperationContext } from '#platform';
import { ValidationRunResponse } from './validation-runs.dto.js';
import { ValidationRunsService } from './validation-runs.service.js';

@ApiTags('rules')
@Controller('submissions')
export class ValidationRunsController {
  constructor(private readonly runs: ValidationRunsService) {}

  @Permit('submissions:read')
  @Get(':id/validation')
  @ApiOperation({ summary: 'The last run of the rules over a report, with what became of each finding' })
  @ApiOkResponse({ type: ValidationRunResponse })
  async last(@Ctx() ctx: OperationContext, @Param('id', IdPipe) id: string): Promise<ValidationRunResponse> {
    return ValidationRunResponse.from(await this.runs.last(ctx, id));
  }

  @Permit('submissions:transition')
  @Post(':id/validation')
  @ApiOperation({ summary: 'Run the rules over a report as it stands and keep what they say' })
  @ApiCreatedResponse({ type: ValidationRunResponse })
  async run(@Ctx() ctx: OperationContext, @Param('id', IdPipe) id: string): Promise<ValidationRunResponse> {
    return ValidationRunResponse.from(await this.runs.run(ctx, id));
  }
}
