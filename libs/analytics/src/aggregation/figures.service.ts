import { Injectable } from '@nestjs/common';
import {
  cellsOf,
  DefinitionNotes,
  FormsRepository,
  IndicatorCatalogue,
  inputsOf,
  type Indicator,
  type InputIndicator,
  type NoteInForce,
} from '#indicators';
import { InvalidParameterError, type Transaction } from '#platform';
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
   * @throws InvalidParameterError `range-too-large`.
   */
  async load(
    tx: Transaction,
    question: FiguresQuestion,
    indicators: readonly Indicator[],
    everyUnit: boolean,
  ): Promise<LoadedFigures> {
    const inputs = [...new Set(indicators.flatMap(inputsOf))];
    const watermark = await this.readModel.watermark(tx, question, inputs);
    const rows = await this.readModel.reports(tx, question);
    assertBounded(rows.length * inputs.length);
    const all = await this.withForms(tx, rows);
    const reports = everyUnit ? all : topMost(all, await this.readModel.parents(tx, question.partners));
    const figures = await this.readModel.figures(tx, question, inputs);
    const ids = [...new Set(reports.map(({ periodId }) => periodId))];
    const periods = new Map((await this.readModel.periods(tx, ids)).map((period) => [period.id, period]));
    return { reports, figures, periods, watermark };
  }

  /** Named units that the caller cannot see. */
  async missingUnits(tx: Transaction, units: readonly string[]): Promise<string[]> {
    const visible = await this.readModel.visibleUnits(tx, units);
    return units.filter((unit) => !visible.includes(unit));
  }

  private async withForms(tx: Transaction, rows: readonly ReportRow[]): Promise<LoadedReport[]> {
    const asks = new Map<string, ReadonlySet<string>>();
    for (const id of new Set(rows.map(({ formVersionId }) => formVersionId))) {
      asks.set(id, new Set(cellsOf(await this.forms.get(tx, id))));
    }
    return rows.map((row) => ({ ...row, asks: asks.get(row.formVersionId) ?? new Set<string>() }));
  }
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
