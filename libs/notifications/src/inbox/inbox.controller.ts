import { Controller, Get, HttpCode, HttpStatus, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Ctx, IdPipe, OWN_ACCOUNT, Permit, type OperationContext } from '#platform';
import { InboxRequest, NotificationListResponse } from './inbox.dto.js';
import { InboxService } from './inbox.service.js';

@ApiTags('notifications')
@Controller('me/notifications')
export class InboxController {
  constructor(private readonly inbox: InboxService) {}

  @Permit(OWN_ACCOUNT)
  @Get()
  @ApiOperation({ summary: 'What I was told, newest first, whether or not it was mailed' })
  @ApiOkResponse({ type: NotificationListResponse })
  async list(@Ctx() ctx: OperationContext, @Query() query: InboxRequest): Promise<NotificationListResponse> {
    return NotificationListResponse.from(await this.inbox.list(ctx, query.filter()), ctx.locale);
  }

  @Permit(OWN_ACCOUNT)
  @Post(':id/read')
  @HttpCode(HttpStatus.NO_CONTENT)
  @ApiOperation({ summary: 'Mark one as read' })
  async markRead(@Ctx() ctx: OperationContext, @Param('id', IdPipe) id: string): Promise<void> {
    await this.inbox.markRead(ctx, id);
  }
}
