import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';
import { BreakdownsService } from '../breakdowns/breakdowns.service.js';
import type { DefinitionSubject } from '../definitions/definition-subject.js';
import { DefinitionUses } from '../definitions/definition-uses.js';
import type { DefinitionKey, DefinitionVersion } from '../definitions/definition-version.js';
import { FormsRepository } from '../forms/forms.repository.js';
import { IndicatorCatalogue } from '../indicators/indicator-catalogue.js';
import { mentions } from '../indicator-versions/indicator-subject.js';
import { cellChanges, expandedForm, formFaults, type FormDocument } from './form-document.js';

const NO_CELLS = { gained: [], lost: [], newlyRequired: [] };

/** Where a form is asked about and put into force. */
@Injectable()
export class FormSubject implements DefinitionSubject {
  readonly kind = 'FORM';
  readonly path = '/api/v1/forms';

  constructor(
    private readonly forms: FormsRepository,
    private readonly catalogue: IndicatorCatalogue,
    private readonly breakdowns: BreakdownsService,
    private readonly uses: DefinitionUses,
  ) {}

  async faults(tx: Transaction, _key: DefinitionKey, document: Record<string, unknown>) {
    const indicators = await this.catalogue.inputs(tx);
    return formFaults(document, { indicators, breakdowns: await this.breakdowns.inForce(tx) });
  }

  async assertPublishable(): Promise<void> {
    // Whatever is well written can be asked for; the faults of a document are looked for again before this.
  }

  async usersOf(): Promise<string[]> {
    return [];
  }

  /** The migration preview: an open report keeps its version, one that is not open yet gains and loses cells. */
  async impact(tx: Transaction, { code, document }: DefinitionVersion, now: string): Promise<object> {
    const current = (await this.forms.listCurrent(tx)).find((form) => form.code === code) ?? null;
    const cells = cellChanges(current, await this.expanded(tx, document));
    const { open, unopened } = await this.uses.countSlots(tx, [code], now);
    const rules = await this.forms.listRules(tx);
    return {
      replaces: current?.version ?? null,
      openSlots: { count: open, ...NO_CELLS },
      unopenedSlots: { count: unopened, ...cells },
      rulesOfLostCells: rules
        .filter((rule) => cells.lost.some((cell) => mentions(rule, cell)))
        .map((rule) => ({ code: rule.code, version: rule.version })),
    };
  }

  async publish(
    tx: Transaction,
    { code, version, document }: DefinitionVersion,
    now: string,
  ): Promise<object> {
    const id = await this.forms.insert(tx, { code, version, ...(await this.expanded(tx, document)) });
    return { repinnedSlots: await this.uses.repin(tx, code, id, now) };
  }

  private async expanded(tx: Transaction, document: Record<string, unknown>) {
    return expandedForm(document as unknown as FormDocument, await this.breakdowns.inForce(tx));
  }
}
