import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Ctx, Permit, type OperationContext } from '#platform';
import { ContactTaskListResponse, DeliveriesRequest, DeliveryListResponse } from './deliveries.dto.js';
import { DeliveriesService } from './deliveries.service.js';

@ApiTags('notifications')
@Controller()
export class DeliveriesController {
  constructor(private readonly deliveries: DeliveriesService) {}

  @Permit('deliveries:read')
  @Get('deliveries')
  @ApiOperation({ summary: 'Who was told what, by which mail, and with which outcome' })
  @ApiOkResponse({ type: DeliveryListResponse })
  async list(@Ctx() ctx: OperationContext, @Query() query: DeliveriesRequest): Promise<DeliveryListResponse> {
    return DeliveryListResponse.from(await this.deliveries.list(ctx, query.filter()));
  }

  @Permit('deliveries:read')
  @Get('contact-tasks')
  @ApiOperation({ summary: 'People whom no mail reaches: two in a row bounced' })
  @ApiOkResponse({ type: ContactTaskListResponse })
  async listContactTasks(@Ctx() ctx: OperationContext): Promise<ContactTaskListResponse> {
    return ContactTaskListResponse.from(await this.deliveries.listContactTasks(ctx));
  }
}
