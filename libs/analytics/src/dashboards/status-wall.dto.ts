import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsInt, IsOptional, IsString, Matches, Max, MaxLength, Min } from 'class-validator';
import { parseAlignedMonth } from '#calendars';
import { isOnTimeExtended, parameterValue } from '#reporting';
import { PARTNER_CODE } from '../aggregation/aggregate.dto.js';
import { listPattern } from '../aggregation/code-list.js';
import { MONTH, SlotCountsResponse } from './overview.dto.js';
import type { SlotCounts } from './slot-counts.read-model.js';
import { STATUS_CHIPS, TIMELINESS } from './status-chip.js';
import type { JudgedSlot, StatusWall, WallQuestion } from './status-wall.service.js';

const DEFAULT_PERIODS = 12;
const MAX_PERIODS = 36;
const WHOLE = /^\d{1,3}$/;

export class StatusWallRequest {
  @ApiProperty({ type: Number, required: false, minimum: 1, maximum: MAX_PERIODS, default: DEFAULT_PERIODS })
  @IsOptional()
  @Transform(({ value }) =>
    typeof value === 'string' && WHOLE.test(value) ? Number(value) : (value as unknown),
  )
  @IsInt()
  @Min(1)
  @Max(MAX_PERIODS)
  periods: number = DEFAULT_PERIODS;

  @ApiProperty({ type: String, required: false, example: '2026-10', description: 'newest aligned month' })
  @IsOptional()
  @IsString()
  @MaxLength(20)
  @Matches(MONTH, { context: { code: 'invalid-period' } })
  to?: string;

  @ApiProperty({ type: String, required: false, example: 'PK' })
  @IsOptional()
  @IsString()
  @MaxLength(20)
  @Matches(listPattern(PARTNER_CODE), { context: { code: 'unknown-country' } })
  partner?: string;

  /** @throws InvalidParameterError `invalid-period`. */
  question(): WallQuestion {
    const { to, periods, partner = null } = this;
    if (to === undefined) return { periods, to: null, partner };
    return { periods, to: parameterValue('to', () => parseAlignedMonth(to)), partner };
  }
}

export class WallWaiver {
  @ApiProperty({ type: String, nullable: true })
  code: string | null;

  @ApiProperty({ type: String, nullable: true })
  reason: string | null;
}

export class WallCell {
  @ApiProperty({ type: String, description: 'aligned month' })
  period: string;

  @ApiProperty({ type: String, format: 'uuid' })
  slot: string;

  @ApiProperty({ type: String, enum: STATUS_CHIPS })
  state: string;

  @ApiProperty({ type: String, enum: TIMELINESS, nullable: true, description: 'null: waived' })
  timeliness: string | null;

  @ApiProperty({ type: String, format: 'date-time' })
  dueAt: string;

  @ApiProperty({ type: WallWaiver, nullable: true, description: 'why the report is not expected' })
  waiver: WallWaiver | null;

  @ApiProperty({ type: Boolean })
  synthetic: boolean;
}

export class WallUnit {
  @ApiProperty({ type: String })
  partner: string;

  @ApiProperty({ type: String })
  unit: string;

  @ApiProperty({ type: String })
  name: string;

  @ApiProperty({ type: String, nullable: true })
  type: string | null;

  @ApiProperty({ type: [WallCell], description: 'months without an expected report are absent' })
  cells: WallCell[];
}

export class WallTotal extends SlotCountsResponse {
  @ApiProperty({ type: String })
  period: string;
}

export class StatusWallResponse {
  @ApiProperty({ type: [String] })
  periods: string[];

  @ApiProperty({ type: [WallUnit] })
  units: WallUnit[];

  @ApiProperty({
    type: [WallTotal],
    description: 'per month; reports of months that are not over are not expected',
  })
  totals: WallTotal[];

  static from({ months, slots }: StatusWall): StatusWallResponse {
    const units = new Map<string, WallUnit>();
    for (const slot of slots) {
      const { partner, unit, unitName: name, unitType: type } = slot;
      const key = `${partner} ${unit}`;
      if (!units.has(key)) units.set(key, { partner, unit, name, type, cells: [] });
      units.get(key)?.cells.push(cellOf(slot));
    }
    const totals = months.map((period) => ({
      period,
      ...countsOf(slots.filter(({ month }) => month === period)),
    }));
    return { periods: months, units: [...units.values()], totals };
  }
}

function cellOf({ month, id, chip, timeliness, dueAt, waiver, synthetic }: JudgedSlot): WallCell {
  return { period: month, slot: id, state: chip, timeliness, dueAt, waiver, synthetic };
}

function countsOf(slots: readonly JudgedSlot[]): SlotCounts {
  const expected = slots.filter(({ chip }) => chip !== 'WAIVED' && chip !== 'NOT_DUE');
  const handedIn = expected.filter(({ revisions }) =>
    revisions.some(({ state }) => state !== 'DRAFT' && state !== 'READY'),
  );
  return {
    expected: expected.length,
    received: handedIn.length,
    accepted: expected.filter(({ chip }) => chip === 'ACCEPTED' || chip === 'REVISED').length,
    onTime: expected.filter(({ timeliness }) => timeliness === 'ON_TIME').length,
    onTimeExtended: expected.filter((slot) => isOnTimeExtended(slot) === true).length,
    waived: slots.filter(({ chip }) => chip === 'WAIVED').length,
  };
}
