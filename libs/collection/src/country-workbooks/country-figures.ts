import { Injectable } from '@nestjs/common';
import { FormsRepository, IndicatorCatalogue } from '#indicators';
import { Transactions, type OperationContext, type Transaction } from '#platform';
import { PacksReadModel, type UnitFigures } from '#reporting';
import type { CountryFigures } from './country-workbook.js';

const UNITS_AT_ONCE = 100;

/** Runs one step of the reading and says how many units are done after it. */
export type Step = (
  done: number,
  read: (tx: Transaction) => Promise<UnitFigures[]>,
) => Promise<UnitFigures[]>;

/** Gathers what a country's workbook shows, some units at a time so that progress can be seen. */
@Injectable()
export class CountryFiguresReader {
  constructor(
    private readonly transactions: Transactions,
    private readonly packs: PacksReadModel,
    private readonly forms: FormsRepository,
    private readonly catalogue: IndicatorCatalogue,
  ) {}

  async count(ctx: OperationContext, partner: string, periodId: string): Promise<number> {
    return this.transactions.read(ctx, (tx) => this.packs.countUnits(tx, partner, periodId));
  }

  async read(
    ctx: OperationContext,
    { partner, periodId }: { partner: string; periodId: string },
    step: Step,
  ): Promise<CountryFigures> {
    const units: UnitFigures[] = [];
    for (;;) {
      const after = units.at(-1)?.unit ?? '';
      const question = { partner, periodId, after, limit: UNITS_AT_ONCE };
      const next = await step(units.length, (tx) => this.packs.listUnits(tx, question));
      units.push(...next);
      if (next.length < UNITS_AT_ONCE) break;
    }
    return this.transactions.read(ctx, (tx) => this.withForm(tx, units));
  }

  /** Slots of one month share the form version that was current when they were opened; the newest one wins. */
  private async withForm(tx: Transaction, units: UnitFigures[]): Promise<CountryFigures> {
    const versions = [...new Set(units.map(({ formVersionId }) => formVersionId))];
    const forms = await Promise.all(versions.map((id) => this.forms.get(tx, id)));
    const form = forms.toSorted((a, b) => b.version - a.version)[0];
    return { form, indicators: await this.catalogue.inputs(tx), units };
  }
}
