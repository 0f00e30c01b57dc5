import { ApiProperty } from '@nestjs/swagger';
import { IsOptional, Matches } from 'class-validator';
import { daysBetween } from '#calendars';
import { DocumentedDateResponse } from '#evidence';
import { ROLLOUT_STATUSES, type RolloutStatus } from '../rollouts/rollout.js';
import {
  gateOf,
  GATES,
  OWNER_SIDES,
  STAGES,
  TEMPLATE_CODES,
  type Gate,
  type OwnerSide,
  type Stage,
  type TemplateCode,
} from '../templates/template.js';
import { openingSlip, RISKS, risksOf, type PortfolioRow, type Risk } from './portfolio.js';

export class PortfolioRequest {
  @ApiProperty({ type: String, required: false, example: 'PK' })
  @IsOptional()
  @Matches(/^[A-Z0-9]{1,20}$/)
  partner?: string;
}

export class CriticalDateResponse {
  @ApiProperty({ type: String, description: 'code of the task' })
  task: string;

  @ApiProperty({ type: String })
  title: string;

  @ApiProperty({ type: String, format: 'date' })
  dueOn: string;

  @ApiProperty({ type: String, enum: OWNER_SIDES })
  ownerSide: OwnerSide;
}

export class DaysBySideResponse {
  @ApiProperty({ type: Number })
  HQ: number;

  @ApiProperty({ type: Number })
  PARTNER: number;

  @ApiProperty({ type: Number })
  THIRD_PARTY: number;
}

export class WaitingResponse {
  @ApiProperty({
    type: String,
    enum: OWNER_SIDES,
    nullable: true,
    description: 'for whom it is waited now: the open issue that lasts longest, a blocking one first',
  })
  side: OwnerSide | null;

  @ApiProperty({ type: Number, nullable: true, description: 'calendar days since this side has its turn' })
  days: number | null;

  @ApiProperty({ type: DaysBySideResponse, description: 'calendar days over all issues' })
  totals: DaysBySideResponse;
}

export class PortfolioRowResponse {
  @ApiProperty({ type: String, format: 'uuid' })
  id: string;

  @ApiProperty({ type: String })
  partner: string;

  @ApiProperty({ type: String })
  title: string;

  @ApiProperty({ type: String, enum: TEMPLATE_CODES, nullable: true })
  template: TemplateCode | null;

  @ApiProperty({ type: String, enum: ROLLOUT_STATUSES })
  status: RolloutStatus;

  @ApiProperty({ type: String, enum: STAGES, nullable: true })
  stage: Stage | null;

  @ApiProperty({ type: String, enum: GATES, nullable: true, description: 'the gate that it stands before' })
  gate: Gate | null;

  @ApiProperty({ type: String, format: 'date', nullable: true })
  plannedOpening: string | null;

  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'frozen at gate G1' })
  baselineOpening: string | null;

  @ApiProperty({
    type: String,
    format: 'date',
    nullable: true,
    description: 'as planned unless said otherwise',
  })
  forecastOpening: string | null;

  @ApiProperty({ type: DocumentedDateResponse })
  actualOpening: DocumentedDateResponse;

  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'days later than the baseline; null while a day is missing',
  })
  slipDays: number | null;

  @ApiProperty({ type: Number, description: 'changes of the plan since the baseline' })
  replans: number;

  @ApiProperty({ type: Boolean, description: 'the baseline was frozen more than once' })
  isRebaselined: boolean;

  @ApiProperty({ type: Number })
  tasksOpen: number;

  @ApiProperty({ type: Number })
  tasksDone: number;

  @ApiProperty({ type: WaitingResponse })
  waiting: WaitingResponse;

  @ApiProperty({ type: [CriticalDateResponse], description: 'the next open critical tasks' })
  criticalDates: CriticalDateResponse[];

  @ApiProperty({ type: Boolean })
  isAtRisk: boolean;

  @ApiProperty({ type: [String], enum: RISKS })
  risks: Risk[];

  @ApiProperty({ type: Boolean, description: 'invented; false for what happened' })
  synthetic: boolean;

  @ApiProperty({ type: Number })
  rev: number;
}

export class PortfolioResponse {
  @ApiProperty({ type: String, format: 'date', description: 'the day for which it holds' })
  asOf: string;

  @ApiProperty({ type: [PortfolioRowResponse] })
  data: PortfolioRowResponse[];

  static from({ rows, today }: { rows: PortfolioRow[]; today: string }): PortfolioResponse {
    return { asOf: today, data: rows.map((row) => rowFrom(row, today)) };
  }
}

function rowFrom(row: PortfolioRow, today: string): PortfolioRowResponse {
  const risks = risksOf(row, today);
  return {
    id: row.id,
    partner: row.partner,
    title: row.title,
    template: row.templateCode,
    status: row.status,
    stage: row.stage,
    gate: row.stage === null ? null : gateOf(row.stage),
    plannedOpening: row.plannedOpening,
    baselineOpening: row.baselineOpening,
    forecastOpening: row.forecastOpening ?? row.plannedOpening,
    actualOpening: row.opened,
    slipDays: openingSlip(row),
    replans: row.replans,
    isRebaselined: row.baselines > 1,
    tasksOpen: row.tasksOpen,
    tasksDone: row.tasksDone,
    waiting: waitingFrom(row, today),
    criticalDates: row.criticalDates,
    isAtRisk: risks.length > 0,
    risks,
    synthetic: row.synthetic,
    rev: row.rev,
  };
}

function waitingFrom(row: PortfolioRow, today: string): WaitingResponse {
  const { waitingSide: side, waitingSince: since } = row;
  const totals = { HQ: row.waitedHq, PARTNER: row.waitedPartner, THIRD_PARTY: row.waitedThirdParty };
  return { side, days: since === null ? null : Math.max(0, daysBetween(since, today)), totals };
}
