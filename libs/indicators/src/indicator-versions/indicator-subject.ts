import { Injectable } from '@nestjs/common';
import { ValidationFailedError, type Transaction } from '#platform';
import type { DefinitionSubject } from '../definitions/definition-subject.js';
import { DefinitionUses } from '../definitions/definition-uses.js';
import type { DefinitionKey, DefinitionVersion } from '../definitions/definition-version.js';
import { cellsOf } from '../forms/form.js';
import { FormsRepository } from '../forms/forms.repository.js';
import { aggregationFaults } from '../indicators/aggregation-law.js';
import { inputsOf, type Indicator } from '../indicators/indicator.js';
import { IndicatorCatalogue } from '../indicators/indicator-catalogue.js';
import { definitionFrom } from '../indicators/indicators-from.js';
import { IndicatorsRepository } from '../indicators/indicators.repository.js';
import { TargetsRepository } from '../targets/targets.repository.js';
import { indicatorFaults } from './indicator-document.js';

/** Where an indicator's definition is asked about and put into force. */
@Injectable()
export class IndicatorSubject implements DefinitionSubject {
  readonly kind = 'INDICATOR';
  readonly path = '/api/v1/indicators';

  constructor(
    private readonly indicators: IndicatorsRepository,
    private readonly catalogue: IndicatorCatalogue,
    private readonly forms: FormsRepository,
    private readonly targets: TargetsRepository,
    private readonly uses: DefinitionUses,
  ) {}

  async faults(_tx: Transaction, { version }: DefinitionKey, document: Record<string, unknown>) {
    return indicatorFaults(version, document);
  }

  /** @throws ValidationFailedError `illegal-aggregation` with every combination that would give wrong numbers. */
  async assertPublishable(tx: Transaction, version: DefinitionVersion): Promise<void> {
    const indicator = definitionFrom(version, version.document) as Indicator;
    const faults = aggregationFaults(indicator, await this.reportedWith(tx, indicator));
    if (faults.length > 0)
      throw new ValidationFailedError(
        faults.map((fault) => ({ ...fault, pointer: `/document${fault.pointer}` })),
        'illegal-aggregation',
      );
  }

  async usersOf(tx: Transaction, code: string): Promise<string[]> {
    const forms = (await this.formsWith(tx, code)).map((form) => `form ${form.code}`);
    const derived = (await this.derivedFrom(tx, code)).map((indicator) => `indicator ${indicator}`);
    return [...forms, ...derived];
  }

  async impact(
    tx: Transaction,
    { code, version, document }: DefinitionVersion,
    now: string,
  ): Promise<object> {
    const forms = await this.formsWith(tx, code);
    const rules = await this.forms.listRules(tx);
    const legality = aggregationFaults(
      definitionFrom({ code, version }, document) as Indicator,
      await this.reportedWith(tx, definitionFrom({ code, version }, document) as Indicator),
    );
    return {
      replaces: (await this.catalogue.all(tx)).get(code)?.version ?? null,
      comparability: document.comparability ?? null,
      appliesFrom: document.appliesFrom ?? null,
      slots: await this.uses.countSlots(
        tx,
        forms.map((form) => form.code),
        now,
      ),
      figures: await this.uses.countFigures(tx, code),
      forms: forms.map((form) => ({ code: form.code, version: form.version })),
      rules: rules
        .filter((rule) => mentions(rule, code))
        .map((rule) => ({ code: rule.code, version: rule.version })),
      indicators: await this.derivedFrom(tx, code),
      targets: await this.targets.countOpen(tx, code),
      illegal: legality,
    };
  }

  async publish(tx: Transaction, { code, version, document }: DefinitionVersion): Promise<object> {
    await this.indicators.insert(tx, definitionFrom({ code, version }, document));
    return {};
  }

  /** What partners report once this version is in force. */
  private async reportedWith(tx: Transaction, indicator: Indicator): Promise<ReadonlySet<string>> {
    const reported = new Set((await this.catalogue.inputs(tx)).keys());
    return indicator.kind === 'INPUT' ? reported.add(indicator.code) : reported;
  }

  private async formsWith(tx: Transaction, code: string) {
    const forms = await this.forms.listCurrent(tx);
    return forms.filter((form) => cellsOf(form).some((cell) => cell.split('~')[0] === code));
  }

  private async derivedFrom(tx: Transaction, code: string): Promise<string[]> {
    const all = [...(await this.catalogue.all(tx)).values()];
    return all.filter((one) => one.code !== code && inputsOf(one).includes(code)).map((one) => one.code);
  }
}

/** Codes are whole words: VISITORS is not mentioned by VISITORS_ONLINE. */
export function mentions(document: object, code: string): boolean {
  return new RegExp(`(?<![A-Z0-9_])${code}(?![A-Z0-9_])`).test(JSON.stringify(document));
}
