import { Injectable } from '@nestjs/common';
import { Targets } from '#indicators';
import { NotFoundError, Transactions, type OperationContext, type Transaction } from '#platform';
import { measuredTargets } from './measured-targets.js';
import type { Pack } from './pack.js';
import { PackSources } from './pack-sources.js';
import { PacksReadModel } from './packs.read-model.js';

/** Puts together what a report needs where there is no connection: offline clients and workbooks read the same. */
@Injectable()
export class PacksService {
  constructor(
    private readonly transactions: Transactions,
    private readonly readModel: PacksReadModel,
    private readonly sources: PackSources,
    private readonly targets: Targets,
  ) {}

  /** @throws NotFoundError for an unknown slot and for one of another scope. */
  async forSlot(ctx: OperationContext, slotId: string): Promise<Pack> {
    return this.transactions.read(ctx, (tx) => this.gather(tx, slotId));
  }

  private async gather(tx: Transaction, slotId: string): Promise<Pack> {
    const slot = await this.sources.slots.find(tx, slotId);
    if (!slot) throw new NotFoundError('report slot');
    const submission = slot.submission && (await this.sources.submissions.find(tx, slot.submission.id));
    const queries = await this.sources.queries.listBySlot(tx, slotId);
    const rules = await this.sources.forms.listRules(tx);
    const context = await this.sources.contexts.forSlot(tx, slot, rules);
    const cells = submission ? await this.sources.submissions.listCells(tx, submission.id) : new Map();
    const targets = await this.targets.listApproved(tx, { ...slot, period: slot.period.alignedTo });
    return {
      slot,
      unitName: await this.readModel.unitName(tx, slot),
      form: await this.sources.forms.get(tx, slot.formVersionId),
      indicators: await this.sources.contexts.catalogue.inputs(tx),
      rules,
      context,
      history: await this.readModel.history(tx, slot),
      targets: measuredTargets(targets, await this.sources.contexts.catalogue.all(tx), cells),
      submission,
      cells,
      queries: queries.filter((query) => query.answer === null),
    };
  }
}
