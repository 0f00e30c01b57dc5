import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';
import type { Indicator, InputIndicator } from './indicator.js';
import { IndicatorsRepository } from './indicators.repository.js';

/** The indicators as they stand, for everything that computes. Versions are immutable, so they are kept. */
@Injectable()
export class IndicatorCatalogue {
  private known: Promise<ReadonlyMap<string, Indicator>> | undefined;

  constructor(private readonly repository: IndicatorsRepository) {}

  /** Newest version of every indicator, by code. */
  async all(tx: Transaction): Promise<ReadonlyMap<string, Indicator>> {
    this.known ??= this.load(tx);
    const indicators = await this.known;
    if (indicators.size === 0) this.known = undefined;
    return indicators;
  }

  /** The indicators that partners report, by code. */
  async inputs(tx: Transaction): Promise<ReadonlyMap<string, InputIndicator>> {
    const inputs = [...(await this.all(tx)).values()].filter((indicator) => indicator.kind === 'INPUT');
    return new Map(inputs.map((indicator) => [indicator.code, indicator]));
  }

  private async load(tx: Transaction): Promise<ReadonlyMap<string, Indicator>> {
    try {
      const indicators = await this.repository.listCurrent(tx);
      return new Map(indicators.map((indicator) => [indicator.code, indicator]));
    } catch (error) {
      this.known = undefined;
      throw error;
    }
  }
}
