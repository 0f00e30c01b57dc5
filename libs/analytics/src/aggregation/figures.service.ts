import { Injectable } from '@nestjs/common';
import {
  breakdownOfCell,
  BreakdownsService,
  CELL_SEPARATOR,
  cellsOf,
  DefinitionNotes,
  FormsRepository,
  IndicatorCatalogue,
  inputsOf,
  TOTAL_CODE,
  type FormVersion,
  type Indicator,
  type InputIndicator,
  type NoteInForce,
} from '#indicators';
import { InvalidParameterError, type Transaction } from '#platform';
import { attributed, type Level } from './attribution.js';
import type { Figure } from './figures.js';
import {
  FiguresReadModel,
  type FiguresQuestion,
  type PeriodRow,
  type ReportRow,
} from './figures.read-model.js';
import { topMost, type PlacedReport } from './top-most.js';

/** More figures than this are not combined within one request. */
const MAX_FIGURES = 400_000;

export type LoadedReport = PlacedReport & Pick<ReportRow, 'periodId' | 'waiverCode' | 'waiverReason'>;

/** Everything that one question is computed from. */
export interface LoadedFigures {
  reports: LoadedReport[];
  figures: Figure[];
  periods: ReadonlyMap<string, PeriodRow>;
  /** Codes that the figures are split by, in the order of the forms; null: they are totals. */
  breakdowns: string[] | null;
  watermark: string | null;
}

/** Loads what an aggregate is computed from: expected reports that count, and their figures. */
@Injectable()
export class FiguresService {
  constructor(
    private readonly readModel: FiguresReadModel,
    private readonly catalogue: IndicatorCatalogue,
    private readonly forms: FormsRepository,
    private readonly notes: DefinitionNotes,
    private readonly dimensions: BreakdownsService,
  ) {}

  /**
   * The definitions of named indicators, in the order named.
   *
   * @throws InvalidParameterError `unknown-kpi`.
   */
  async indicators(tx: Transaction, codes: readonly string[]): Promise<Indicator[]> {
    const known = await this.catalogue.all(tx);
    const faults = codes
      .filter((code) => !known.has(code))
      .map((code) => ({
        pointer: 'indicator',
        code: 'unknown-kpi',
        message: `There is no indicator “${code}”.`,
      }));
    if (faults.length > 0) throw new InvalidParameterError(faults, 'unknown-kpi');
    return codes.flatMap((code) => known.get(code) ?? []);
  }

  /** Where countries count differently, as it was accepted at the question's instant. */
  differences(tx: Transaction, { partners, knownAt }: FiguresQuestion): Promise<NoteInForce[]> {
    return this.notes.inForce(tx, partners, knownAt);
  }

  inputs(tx: Transaction): Promise<ReadonlyMap<string, InputIndicator>> {
    return this.catalogue.inputs(tx);
  }

  /**
   * @param everyUnit each unit stands for itself; otherwise parts of a reporting unit are left out
   * @throws InvalidParameterError `range-too-large`, `unknown-breakdown`.
   */
  async load(
    tx: Transaction,
    question: FiguresQuestion,
    indicators: readonly Indicator[],
    everyUnit: boolean,
  ): Promise<LoadedFigures> {
    const inputs = [...new Set(indicators.flatMap(inputsOf))];
    const watermark = await this.readModel.watermark(tx, question, inputs);
    await this.assertDimensions(tx, question.breakdown);
    const rows = await this.readModel.reports(tx, question);
    const { reports: all, breakdowns } = await this.withForms(tx, rows, question.breakdown ?? null);
    assertBounded(rows.length * inputs.length * Math.max(breakdowns?.length ?? 1, 1));
    const reports = everyUnit ? all : topMost(all, await this.readModel.parents(tx, question.partners));
    const figures = await this.readModel.figures(tx, question, inputs, breakdowns ?? [TOTAL_CODE]);
    const ids = [...new Set(reports.map(({ periodId }) => periodId))];
    const periods = new Map((await this.readModel.periods(tx, ids)).map((period) => [period.id, period]));
    return { reports, figures, periods, breakdowns, watermark };
  }

  /** The reports with the larger units that they are shown under. */
  async attribute(
    tx: Transaction,
    { partners }: FiguresQuestion,
    reports: readonly LoadedReport[],
    level: Level,
  ): Promise<LoadedReport[]> {
    const [links, kinds] = await Promise.all([
      this.readModel.parents(tx, partners),
      this.readModel.kinds(tx, partners),
    ]);
    return attributed(reports, links, kinds, level);
  }

  /** Named units that the caller cannot see. */
  async missingUnits(tx: Transaction, units: readonly string[]): Promise<string[]> {
    const visible = await this.readModel.visibleUnits(tx, units);
    return units.filter((unit) => !visible.includes(unit));
  }

  private async assertDimensions(tx: Transaction, breakdown: string | undefined): Promise<void> {
    if (breakdown === undefined) return;
    const known = await this.dimensions.everInForce(tx);
    const faults = breakdown
      .split(CELL_SEPARATOR)
      .filter((code) => !known.includes(code))
      .map((code) => ({
        pointer: 'breakdown',
        code: 'unknown-breakdown',
        message: `There is no dimension “${code}”.`,
      }));
    if (faults.length > 0) throw new InvalidParameterError(faults, 'unknown-breakdown');
  }

  private async withForms(tx: Transaction, rows: readonly ReportRow[], breakdown: string | null) {
    const asks = new Map<string, ReadonlySet<string>>();
    for (const id of new Set(rows.map(({ formVersionId }) => formVersionId))) {
      asks.set(id, new Set(cellsBy(await this.forms.get(tx, id), breakdown)));
    }
    const reports = rows.map((row) => ({ ...row, asks: asks.get(row.formVersionId) ?? new Set<string>() }));
    const codes = [...asks.values()].flatMap((cells) => [...cells].map(breakdownOfCell));
    return { reports, breakdowns: breakdown === null ? null : [...new Set(codes)] };
  }
}

/** Cells of a form that a question is about: its totals, or the parts by exactly the dimensions asked for. */
function cellsBy(form: FormVersion, breakdown: string | null): string[] {
  if (breakdown === null) return cellsOf(form);
  const split = form.breakdowns?.filter(({ dimensions }) => dimensions.join(CELL_SEPARATOR) === breakdown);
  return split?.flatMap(({ cells }) => cells) ?? [];
}

function assertBounded(figures: number): void {
  if (figures <= MAX_FIGURES) return;
  const message = `The question covers ${figures} figures; at most ${MAX_FIGURES} are combined at once. Ask for fewer months, units or indicators.`;
  const params = { figures, maxFigures: MAX_FIGURES };
  throw new InvalidParameterError(
    [{ pointer: 'period', code: 'range-too-large', message, params }],
    'range-too-large',
  );
}
