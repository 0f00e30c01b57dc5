import { Injectable } from '@nestjs/common';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { projectRoot, Transactions, type OperationContext } from '#platform';
import { FormsRepository, type FormDefinition } from './forms/forms.repository.js';
import { indicatorsFrom } from './indicators/indicators-from.js';
import { IndicatorsRepository } from './indicators/indicators.repository.js';
import { ShippedDefinitions } from './definitions/shipped-definitions.js';
import { ShippedRules, type ShippedRule } from './rule-versions/shipped-rules.js';

const FOLDER = join(projectRoot(), 'config', 'reference');

/** Brings the definitions of `config/reference` into the register; run by `migrate`, as often as wanted. */
@Injectable()
export class ReferenceData {
  constructor(
    private readonly transactions: Transactions,
    private readonly indicators: IndicatorsRepository,
    private readonly forms: FormsRepository,
    private readonly rules: ShippedRules,
    private readonly shipped: ShippedDefinitions,
  ) {}

  async load(ctx: OperationContext): Promise<void> {
    const definitions = indicatorsFrom(read('indicators.yaml') as Parameters<typeof indicatorsFrom>[0]);
    const { forms } = read('forms.yaml') as { forms: FormDefinition[] };
    const { rules } = read('rules.yaml') as { rules: ShippedRule[] };
    await this.transactions.run(ctx, async (tx) => {
      for (const definition of definitions)
        await this.shipped.load(tx, 'INDICATOR', definition, (one) => this.indicators.insert(tx, one));
      for (const form of forms)
        await this.shipped.load(tx, 'FORM', form, (one) => this.forms.insert(tx, one));
      await this.rules.load(tx, rules);
    });
  }
}

function read(file: string): unknown {
  return parse(readFileSync(join(FOLDER, file), 'utf8'));
}
