import { ApiProperty } from '@nestjs/swagger';
import {
  MONTHLY_SCHEMES,
  PERIOD_SCHEMES,
  type CalendarAssignment,
  type DayExplanation,
  type PeriodScheme,
  type WorkingCalendar,
} from '#calendars';
import type { LunarMonthRow, SourcedAssignment } from './calendar-tables.js';

export class PeriodSchemeResponse {
  @ApiProperty({ type: String, example: 'ETHIOPIAN_MONTH' })
  code: string;

  @ApiProperty({ type: Boolean, description: 'each period answers to one Gregorian month' })
  monthly: boolean;

  @ApiProperty({
    type: String,
    enum: ['MAJORITY', 'APPORTION'],
    description: 'counted wholly to the month with most days, or shared out by days',
  })
  alignment: string;

  @ApiProperty({ type: Boolean, description: 'bounds come from the table of announced months' })
  needsTable: boolean;

  static from(code: PeriodScheme): PeriodSchemeResponse {
    const needsTable = code === 'LUNAR_HIJRI_TABLE';
    return {
      code,
      monthly: MONTHLY_SCHEMES.includes(code),
      alignment: needsTable ? 'APPORTION' : 'MAJORITY',
      needsTable,
    };
  }
}

export class PeriodSchemeListResponse {
  @ApiProperty({ type: [PeriodSchemeResponse] })
  data: PeriodSchemeResponse[];

  static all(): PeriodSchemeListResponse {
    return { data: PERIOD_SCHEMES.map((scheme) => PeriodSchemeResponse.from(scheme)) };
  }
}

export class CalendarAssignmentResponse {
  @ApiProperty({ type: String })
  scheme: string;

  @ApiProperty({ type: String, example: 'Asia/Kabul' })
  zone: string;

  @ApiProperty({ type: String, example: 'AF' })
  workingCalendar: string;

  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'null: since ever' })
  from: string | null;

  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'first day outside; null: open' })
  until: string | null;

  @ApiProperty({ type: Boolean })
  confirmed: boolean;

  @ApiProperty({ type: String, nullable: true })
  note: string | null;

  @ApiProperty({ type: String })
  source: string;

  static from(assignment: CalendarAssignment): CalendarAssignmentResponse {
    const { scheme, zone, workingCalendar, from, until, confirmed, note, source } =
      assignment as SourcedAssignment;
    return { scheme, zone, workingCalendar, from, until, confirmed, note, source };
  }
}

export class CalendarAssignmentListResponse {
  @ApiProperty({ type: [CalendarAssignmentResponse], description: 'in order of time' })
  data: CalendarAssignmentResponse[];

  static from(assignments: readonly CalendarAssignment[]): CalendarAssignmentListResponse {
    return { data: assignments.map((one) => CalendarAssignmentResponse.from(one)) };
  }
}

export class WorkingCalendarResponse {
  @ApiProperty({ type: String, example: 'AZ' })
  code: string;

  @ApiProperty({ type: String })
  zone: string;

  @ApiProperty({ type: Boolean, description: 'the partner confirmed it' })
  confirmed: boolean;

  @ApiProperty({ type: String, nullable: true })
  note: string | null;

  @ApiProperty({ type: String, description: 'kept with every deadline counted in it' })
  version: string;

  @ApiProperty({ type: [Object], description: 'worked weekdays, 1 Monday to 7 Sunday, during [from, until)' })
  weekly: object[];

  static from({ code, zone, confirmed, note, version, weekly }: WorkingCalendar): WorkingCalendarResponse {
    return { code, zone, confirmed, note, version, weekly: [...weekly] };
  }
}

export class WorkingCalendarListResponse {
  @ApiProperty({ type: [WorkingCalendarResponse] })
  data: WorkingCalendarResponse[];

  static from(calendars: readonly WorkingCalendar[]): WorkingCalendarListResponse {
    return { data: calendars.map((one) => WorkingCalendarResponse.from(one)) };
  }
}

export class DayResponse {
  @ApiProperty({ type: String, format: 'date' })
  date: string;

  @ApiProperty({ type: Boolean })
  working: boolean;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'name of the day off or transferred day, or the weekday',
  })
  reason: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'null when only the weekly pattern speaks' })
  source: string | null;

  @ApiProperty({ type: Boolean, description: 'not announced yet' })
  tentative: boolean;

  @ApiProperty({ type: String, nullable: true, example: '13:00', description: 'closing time of a half day' })
  closesAt: string | null;

  static from({ date, working, reason, source, tentative, closesAt }: DayExplanation): DayResponse {
    return { date, working, reason, source, tentative, closesAt };
  }
}

export class DayListResponse {
  @ApiProperty({ type: [DayResponse] })
  data: DayResponse[];

  static from(days: readonly DayExplanation[]): DayListResponse {
    return { data: days.map((day) => DayResponse.from(day)) };
  }
}

export class LunarMonthResponse {
  @ApiProperty({ type: Number, example: 1448 })
  year: number;

  @ApiProperty({ type: Number })
  month: number;

  @ApiProperty({ type: String, format: 'date' })
  firstDay: string;

  @ApiProperty({ type: Boolean })
  announced: boolean;

  @ApiProperty({ type: String })
  source: string;

  static from({ year, month, firstDay, announced, source }: LunarMonthRow): LunarMonthResponse {
    return { year, month, firstDay, announced, source };
  }
}

export class LunarMonthListResponse {
  @ApiProperty({ type: [LunarMonthResponse] })
  data: LunarMonthResponse[];

  static from(months: readonly LunarMonthRow[]): LunarMonthListResponse {
    return { data: months.map((month) => LunarMonthResponse.from(month)) };
  }
}
