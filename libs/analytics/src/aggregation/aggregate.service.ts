import { Injectable } from '@nestjs/common';
import { AS_REPORTED, type Structure, type UnitType } from '#centres';
import type { Indicator } from '#indicators';
import { programmeDay } from '#partnerships';
import {
  Clock,
  HQ_SCOPE,
  NotFoundError,
  Transactions,
  type OperationContext,
  type Transaction,
} from '#platform';
import { aggregate } from './aggregate.js';
import { instantOfAsOf } from './as-of.js';
import type { Aggregate, Dimension } from './figures.js';
import { FiguresService, type LoadedReport } from './figures.service.js';
import type { FiguresQuestion } from './figures.read-model.js';
import { LocalPeriods } from './local-periods.js';

export interface AggregateCommand {
  indicators: readonly string[];
  partners: readonly string[] | null;
  units: readonly string[] | null;
  /** Aligned months in order. */
  months: readonly string[];
  periodId: string | null;
  groupBy: readonly Dimension[];
  /** Kind of unit that figures are shown under; absent: the units that reported. */
  level?: UnitType;
  /** Whose network decides what is under what; absent: as reported. */
  structure?: Structure;
  minCoverage: string | null;
  /** Dimensions whose parts are asked for, e.g. `SERVICE_GROUP`; absent: totals. */
  breakdown?: string;
  /** As asked; null: what is known now. */
  asOf: string | null;
}

/** A report that is left out of the expected ones, with the reason: no silent exclusions. */
export interface WaivedFigure {
  partner: string;
  unit: string;
  /** Aligned month. */
  period: string;
  code: string | null;
  reason: string | null;
}

export interface AggregateAnswer {
  rows: Aggregate[];
  indicators: Indicator[];
  localPeriods: LocalPeriods;
  command: AggregateCommand;
  watermark: string | null;
  waivers: WaivedFigure[];
}

/** Everything that is known, however recently another process wrote it. */
export const NOW_KNOWN = 'infinity';

/** Combines accepted figures over units and months, each with its coverage and status. */
@Injectable()
export class AggregateService {
  constructor(
    private readonly transactions: Transactions,
    private readonly figures: FiguresService,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws NotFoundError for a partner or unit out of scope, InvalidParameterError (`unknown-kpi`,
   *   `unknown-breakdown`,
   *   `range-too-large`).
   */
  async answer(ctx: OperationContext, command: AggregateCommand): Promise<AggregateAnswer> {
    assertPartners(ctx, command.partners);
    return this.transactions.read(ctx, async (tx) => {
      const indicators = await this.figures.indicators(tx, command.indicators);
      await this.assertUnits(tx, command.units);
      const everyUnit = command.groupBy.includes('unit') && command.level === undefined;
      const asked = this.questionOf(ctx, command);
      const read = await this.figures.load(tx, asked, indicators, everyUnit);
      const loaded = { ...read, reports: await this.shown(tx, command, asked, read.reports) };
      const differences = await this.figures.differences(tx, asked);
      const inputs = await this.figures.inputs(tx);
      const { groupBy, months, minCoverage } = command;
      const breakdowns = loaded.breakdowns ?? undefined;
      const question = { indicators, inputs, groupBy, months, minCoverage, differences, breakdowns };
      const rows = aggregate(question, loaded.reports, loaded.figures);
      const localPeriods = new LocalPeriods(loaded, ctx.locale);
      const waivers = waiversOf(loaded.reports);
      return { rows, indicators, localPeriods, command, watermark: loaded.watermark, waivers };
    });
  }

  /** With a level, named units are those that figures are shown under, so they are chosen after that is known. */
  private async shown(
    tx: Transaction,
    { level, structure = AS_REPORTED, units }: AggregateCommand,
    asked: FiguresQuestion,
    reports: LoadedReport[],
  ): Promise<LoadedReport[]> {
    if (level === undefined) return reports;
    const today = programmeDay(this.clock);
    const placed = await this.figures.attribute(tx, asked, reports, { type: level, structure, today });
    return units === null ? placed : placed.filter(({ shownAs = '' }) => units.includes(shownAs));
  }

  private questionOf(ctx: OperationContext, command: AggregateCommand): FiguresQuestion {
    const { partners, level, months, periodId, asOf, breakdown } = command;
    const units = level === undefined ? command.units : null;
    const at = asOf === null ? null : instantOfAsOf(asOf);
    const time = { knownAt: at ?? NOW_KNOWN, dueBy: at ?? this.clock.instant() };
    return { partners: partners ?? ctx.scopes, units, months, periodId, breakdown, ...time };
  }

  private async assertUnits(tx: Transaction, units: readonly string[] | null): Promise<void> {
    if (units && (await this.figures.missingUnits(tx, units)).length > 0) throw new NotFoundError('unit');
  }
}

function waiversOf(reports: readonly LoadedReport[]): WaivedFigure[] {
  return reports
    .filter(({ waived }) => waived)
    .map(({ partner, unit, month: period, waiverCode: code, waiverReason: reason }) => ({
      partner,
      unit,
      period,
      code,
      reason,
    }));
}

/** @throws NotFoundError: another country's partner and one that does not exist look the same. */
export function assertPartners(ctx: OperationContext, partners: readonly string[] | null): void {
  const isForeign = (code: string) => code === HQ_SCOPE || !ctx.scopes.includes(code);
  if (partners?.some(isForeign)) throw new NotFoundError('partner');
}
