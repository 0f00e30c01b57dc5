import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Clock, Ctx, OWN_ACCOUNT, Permit, type OperationContext } from '#platform';
import { WorkResponse } from './work.dto.js';
import { WorkService } from './work.service.js';

@ApiTags('reporting')
@Controller('me/work')
export class WorkController {
  constructor(
    private readonly work: WorkService,
    private readonly clock: Clock,
  ) {}

  @Permit(OWN_ACCOUNT)
  @Get()
  @ApiOperation({ summary: 'Everything that waits for me, what is due first' })
  @ApiOkResponse({ type: WorkResponse })
  async list(@Ctx() ctx: OperationContext): Promise<WorkResponse> {
    return WorkResponse.of(await this.work.list(ctx), this.clock.instant());
  }
}
