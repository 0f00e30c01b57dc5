import { Injectable } from '@nestjs/common';
import { Transactions, type OperationContext } from '#platform';
import type { FormVersion } from '../forms/form.js';
import { FormsRepository } from '../forms/forms.repository.js';
import type { Indicator } from './indicator.js';
import { IndicatorCatalogue } from './indicator-catalogue.js';

@Injectable()
export class IndicatorsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly catalogue: IndicatorCatalogue,
    private readonly repository: FormsRepository,
  ) {}

  async list(ctx: OperationContext): Promise<Indicator[]> {
    return this.transactions.read(ctx, async (tx) => [...(await this.catalogue.all(tx)).values()]);
  }

  async forms(ctx: OperationContext): Promise<FormVersion[]> {
    return this.transactions.read(ctx, (tx) => this.repository.listCurrent(tx));
  }
}
