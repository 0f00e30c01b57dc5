import { Injectable } from '@nestjs/common';
import {
  NotFoundError,
  PreconditionFailedError,
  Transactions,
  type OperationContext,
  type Transaction,
} from '#platform';
import {
  refusalOfPublication,
  stateAfterStep,
  type ConfigurationStep,
} from '../configuration/configuration.lifecycle.js';
import { readRule } from '../rules/rule-document.js';
import { BacktestsRepository } from './backtests.repository.js';
import { KnownCells } from './known-cells.js';
import type { RuleVersion } from './rule-version.js';
import { RuleRecords } from './rule-records.js';
import {
  NotBacktestedError,
  RuleAuthorError,
  RuleCodeTakenError,
  RuleStepError,
  UnusableRuleError,
} from './rule-versions.errors.js';
import { RuleVersionsRepository } from './rule-versions.repository.js';

type Document = Record<string, unknown>;

/** Rules as headquarters keeps them: written by one person, examined on a year of reports, published by another. */
@Injectable()
export class RuleVersionsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly repository: RuleVersionsRepository,
    private readonly backtests: BacktestsRepository,
    private readonly cells: KnownCells,
    private readonly records: RuleRecords,
  ) {}

  /** Every version of every rule, oldest version of a rule first. */
  async list(ctx: OperationContext): Promise<RuleVersion[]> {
    return this.transactions.read(ctx, (tx) => this.repository.listAll(tx));
  }

  /** @throws NotFoundError for an unknown code. */
  async versionsOf(ctx: OperationContext, code: string): Promise<RuleVersion[]> {
    const found = await this.transactions.read(ctx, (tx) => this.repository.listByCode(tx, code));
    if (found.length === 0) throw new NotFoundError('rule');
    return found;
  }

  /** @throws NotFoundError */
  async get(ctx: OperationContext, code: string, version: number): Promise<RuleVersion> {
    return this.transactions.read(ctx, (tx) => this.require(tx, code, version));
  }

  /** Begins a new rule as a draft. @throws RuleCodeTakenError, UnusableRuleError with every fault. */
  async begin(ctx: OperationContext, code: string, document: Document): Promise<RuleVersion> {
    return this.transactions.run(ctx, async (tx) => {
      await this.repository.lockCode(tx, code);
      if ((await this.repository.listByCode(tx, code)).length > 0) throw new RuleCodeTakenError(code);
      return this.add(tx, code, 1, document);
    });
  }

  /** Adds a version to a rule as a draft. @throws NotFoundError, UnusableRuleError with every fault. */
  async draft(ctx: OperationContext, code: string, document: Document): Promise<RuleVersion> {
    return this.transactions.run(ctx, async (tx) => {
      await this.repository.lockCode(tx, code);
      const newest = (await this.repository.listByCode(tx, code)).at(-1);
      if (!newest) throw new NotFoundError('rule');
      return this.add(tx, code, newest.version + 1, document);
    });
  }

  /** Writes a draft anew. @throws NotFoundError, PreconditionFailedError, RuleStepError, UnusableRuleError. */
  async edit(ctx: OperationContext, code: string, version: number, rev: number, document: Document) {
    return this.transactions.run(ctx, async (tx) => {
      const found = await this.locked(tx, code, version, rev);
      if (found.state !== 'DRAFT') throw new RuleStepError(found.state);
      await this.assertUsable(tx, code, version, document);
      await this.repository.edit(tx, found, document);
      const change = { before: { document: found.document }, after: { document } };
      await this.records.record(tx, 'rule.edit', found, change);
      return this.require(tx, code, version);
    });
  }

  /**
   * Takes a step. A publication retires the version before in the same transaction and is effective at once for every
   * report that is not submitted.
   *
   * @throws NotFoundError, PreconditionFailedError, RuleStepError, RuleAuthorError, NotBacktestedError.
   */
  async take(ctx: OperationContext, code: string, version: number, rev: number, step: ConfigurationStep) {
    return this.transactions.run(ctx, async (tx) => {
      const found = await this.locked(tx, code, version, rev);
      const state = stateAfterStep(found.state, step);
      if (state === null) throw new RuleStepError(found.state);
      const at = this.records.clock.instant();
      if (step === 'publish') await this.preparePublication(tx, found, at);
      await this.repository.setState(tx, found, state, at);
      await this.records.record(tx, `rule.${step}`, found, {
        before: { state: found.state },
        after: { state },
      });
      return this.require(tx, code, version);
    });
  }

  private async preparePublication(tx: Transaction, found: RuleVersion, at: string): Promise<void> {
    const { code, version, authors, draftRev, document } = found;
    const examinedDraftRev = await this.backtests.examinedDraftRev(tx, code, version);
    const refusal = refusalOfPublication({ authors, actorId: tx.actor.id, examinedDraftRev, draftRev });
    if (refusal === 'SECOND_PERSON_NEEDED') throw new RuleAuthorError();
    if (refusal === 'NOT_EXAMINED') throw new NotBacktestedError(code, version);
    // A cell may have left the forms since the draft was written.
    await this.assertUsable(tx, code, version, document);
    const former = (await this.repository.listByCode(tx, code)).find(({ state }) => state === 'PUBLISHED');
    if (!former) return;
    await this.repository.setState(tx, former, 'RETIRED', at);
    const change = { before: { state: 'PUBLISHED' }, after: { state: 'RETIRED', replacedBy: version } };
    await this.records.record(tx, 'rule.retire', former, change);
  }

  private async add(tx: Transaction, code: string, version: number, document: Document) {
    this.records.assertHeadquarters(tx);
    await this.assertUsable(tx, code, version, document);
    const { id, name: createdByName } = tx.actor;
    const row = { code, version, state: 'DRAFT', document, authors: [id], createdByName } as const;
    await this.repository.insert(
      tx,
      { ...row, authors: [id], publishedBy: null },
      this.records.clock.instant(),
    );
    await this.records.record(tx, 'rule.draft', row, { before: null, after: { document } });
    return this.require(tx, code, version);
  }

  private async assertUsable(tx: Transaction, code: string, version: number, document: Document) {
    const { faults } = readRule({ code, version }, document, await this.cells.all(tx));
    if (faults.length > 0) throw new UnusableRuleError(faults);
  }

  private async locked(tx: Transaction, code: string, version: number, rev: number): Promise<RuleVersion> {
    this.records.assertHeadquarters(tx);
    await this.repository.lockCode(tx, code);
    const found = await this.require(tx, code, version);
    if (found.rev !== rev) throw new PreconditionFailedError(found.rev);
    return found;
  }

  private async require(tx: Transaction, code: string, version: number): Promise<RuleVersion> {
    const versions = await this.repository.listByCode(tx, code);
    const found = versions.find((candidate) => candidate.version === version);
    if (!found) throw new NotFoundError('version of the rule');
    return found;
  }
}
