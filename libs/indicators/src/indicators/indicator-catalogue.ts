import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';
import type { Indicator, InputIndicator } from './indicator.js';
import { EditionsRepository } from './editions.repository.js';
import { IndicatorsRepository } from './indicators.repository.js';

type Indicators = ReadonlyMap<string, Indicator>;

/**
 * The indicators as they stand, for everything that computes. Costs one small query for each transaction while nothing
 * changed; a publication in any process is seen by the next transaction of every other one.
 */
@Injectable()
export class IndicatorCatalogue {
  private copy: { edition: string; indicators: Indicators } | undefined;
  /** What a transaction began with holds to its end: a report is computed under one set of definitions. */
  private readonly asked = new WeakMap<object, Promise<Indicators>>();

  constructor(
    private readonly repository: IndicatorsRepository,
    private readonly editions: EditionsRepository,
  ) {}

  /** Newest version of every indicator, by code. */
  async all(tx: Transaction): Promise<Indicators> {
    const asked = this.asked.get(tx.manager) ?? this.current(tx);
    this.asked.set(tx.manager, asked);
    return asked;
  }

  /** The indicators that partners report, by code. */
  async inputs(tx: Transaction): Promise<Map<string, InputIndicator>> {
    const inputs = [...(await this.all(tx)).values()].filter((indicator) => indicator.kind === 'INPUT');
    return new Map(inputs.map((indicator) => [indicator.code, indicator]));
  }

  private async current(tx: Transaction): Promise<Indicators> {
    const { indicators: edition } = await this.editions.current(tx);
    if (this.copy?.edition === edition) return this.copy.indicators;
    const listed = await this.repository.listCurrent(tx);
    const indicators = new Map(listed.map((indicator) => [indicator.code, indicator]));
    this.copy = { edition, indicators };
    return indicators;
  }
}
