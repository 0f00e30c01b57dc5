import { ApiProperty } from '@nestjs/swagger';
import type { ReminderPolicy } from './reminder-policy.js';

export class OfficeHoursResponse {
  @ApiProperty({ type: String, example: '09:00' })
  from: string;

  @ApiProperty({ type: String, example: '18:00', description: 'not part of it' })
  until: string;
}

export class RungResponse {
  @ApiProperty({ type: String, example: 'T-5' })
  rung: string;

  @ApiProperty({
    type: Number,
    description: 'working days of the reader from the deadline; negative: before it',
  })
  workingDays: number;

  @ApiProperty({ type: [String], description: 'who is told' })
  roles: readonly string[];

  @ApiProperty({ type: Boolean, description: 'goes out at once, also on days off' })
  urgent: boolean;
}

export class LadderResponse {
  @ApiProperty({ type: String, example: 'MONTHLY' })
  form: string;

  @ApiProperty({ type: [RungResponse] })
  rungs: RungResponse[];
}

export class ReminderEventResponse {
  @ApiProperty({ type: String, example: 'RETURNED' })
  kind: string;

  @ApiProperty({ type: [String] })
  roles: readonly string[];

  @ApiProperty({ type: Boolean })
  urgent: boolean;
}

export class NotificationPoliciesResponse {
  @ApiProperty({
    type: OfficeHoursResponse,
    description: 'local to the reader, on the reader’s working days',
  })
  officeHours: OfficeHoursResponse;

  @ApiProperty({ type: [LadderResponse] })
  ladders: LadderResponse[];

  @ApiProperty({ type: [ReminderEventResponse] })
  events: ReminderEventResponse[];

  static from({ officeHours, ladders, events }: ReminderPolicy): NotificationPoliciesResponse {
    return {
      officeHours,
      ladders: [...ladders].map(([form, rungs]) => ({ form, rungs: [...rungs] })),
      events: Object.entries(events).map(([kind, event]) => ({ kind, ...event })),
    };
  }
}
