import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';
import type { DefinitionSubject } from '../definitions/definition-subject.js';
import type { DefinitionKey, DefinitionVersion } from '../definitions/definition-version.js';
import { FormsRepository } from '../forms/forms.repository.js';
import { breakdownFaults } from './breakdown-document.js';
import type { BreakdownCode } from './breakdown.js';
import { BreakdownsService } from './breakdowns.service.js';

/**
 * Where a dimension with its codelist is asked about and put into force. A form keeps the codes that were in force when
 * it was published, so a longer list reaches reports with the next version of the form.
 */
@Injectable()
export class BreakdownSubject implements DefinitionSubject {
  readonly kind = 'BREAKDOWN';
  readonly path = '/api/v1/breakdowns';

  constructor(
    private readonly breakdowns: BreakdownsService,
    private readonly forms: FormsRepository,
  ) {}

  async faults(_tx: Transaction, _key: DefinitionKey, document: Record<string, unknown>) {
    return breakdownFaults(document);
  }

  async assertPublishable(): Promise<void> {
    // A codelist that is well written can always come into force: forms have their own copy of the codes.
  }

  async usersOf(tx: Transaction, code: string): Promise<string[]> {
    return (await this.formsBy(tx, code)).map((form) => `form ${form}`);
  }

  async impact(tx: Transaction, { code, document }: DefinitionVersion): Promise<object> {
    const current = (await this.breakdowns.inForce(tx)).find((one) => one.code === code);
    const before = (current?.codes ?? []).map((one) => one.code);
    const after = (document.codes as BreakdownCode[]).map((one) => one.code);
    return {
      replaces: current?.version ?? null,
      codesGained: after.filter((one) => !before.includes(one)),
      codesLost: before.filter((one) => !after.includes(one)),
      forms: await this.formsBy(tx, code),
    };
  }

  async publish(): Promise<object> {
    return {};
  }

  private async formsBy(tx: Transaction, code: string): Promise<string[]> {
    const forms = await this.forms.listCurrent(tx);
    return forms
      .filter(({ breakdowns = [] }) => breakdowns.some(({ dimensions }) => dimensions.includes(code)))
      .map((form) => form.code);
  }
}
