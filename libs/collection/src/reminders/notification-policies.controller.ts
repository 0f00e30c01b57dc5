import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Permit } from '#platform';
import { NotificationPoliciesResponse } from './notification-policies.dto.js';
import { ReminderReference } from './reminder-reference.js';

@ApiTags('notifications')
@Controller('notification-policies')
export class NotificationPoliciesController {
  constructor(private readonly reference: ReminderReference) {}

  @Permit('calendars:read')
  @Get()
  @ApiOperation({ summary: 'Who is reminded of what, and when' })
  @ApiOkResponse({ type: NotificationPoliciesResponse })
  get(): NotificationPoliciesResponse {
    return NotificationPoliciesResponse.from(this.reference.policy);
  }
}
