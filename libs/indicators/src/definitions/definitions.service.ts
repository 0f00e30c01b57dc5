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
import { DefinitionRecords } from './definition-records.js';
import type { DefinitionSubject } from './definition-subject.js';
import type { DefinitionKey, DefinitionVersion } from './definition-version.js';
import {
  DefinitionAuthorError,
  DefinitionCodeTakenError,
  DefinitionInUseError,
  DefinitionStepError,
  NotExaminedError,
  UnusableDefinitionError,
} from './definitions.errors.js';
import { DefinitionsRepository } from './definitions.repository.js';

type Document = Record<string, unknown>;
/** Which version is meant, and the state of it that the caller saw. */
export type SeenVersion = Pick<DefinitionKey, 'code' | 'version'> & { rev: number };

/** Definitions as headquarters keeps them: written by one person, their effects looked at, published by another. */
@Injectable()
export class DefinitionsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly repository: DefinitionsRepository,
    private readonly records: DefinitionRecords,
  ) {}

  /** Oldest version first. @throws NotFoundError for an unknown code. */
  async versionsOf(ctx: OperationContext, { kind }: DefinitionSubject, code: string) {
    const found = await this.transactions.read(ctx, (tx) => this.repository.listByCode(tx, kind, code));
    if (found.length === 0) throw new NotFoundError('definition');
    return found;
  }

  /** Begins a new definition as a draft. @throws DefinitionCodeTakenError, UnusableDefinitionError. */
  async begin(ctx: OperationContext, subject: DefinitionSubject, code: string, document: Document) {
    return this.transactions.run(ctx, async (tx) => {
      const known = await this.lockedVersions(tx, subject, code);
      if (known.length > 0) throw new DefinitionCodeTakenError(`${subject.path}/${code}`);
      return this.add(tx, subject, code, 1, document);
    });
  }

  /** Adds a version as a draft. @throws NotFoundError, UnusableDefinitionError with every fault. */
  async draft(ctx: OperationContext, subject: DefinitionSubject, code: string, document: Document) {
    return this.transactions.run(ctx, async (tx) => {
      const newest = (await this.lockedVersions(tx, subject, code)).at(-1);
      if (!newest) throw new NotFoundError('definition');
      return this.add(tx, subject, code, newest.version + 1, document);
    });
  }

  /** Writes a draft anew. @throws NotFoundError, PreconditionFailedError, DefinitionStepError, UnusableDefinitionError. */
  async edit(ctx: OperationContext, subject: DefinitionSubject, seen: SeenVersion, document: Document) {
    return this.transactions.run(ctx, async (tx) => {
      const found = await this.locked(tx, subject, seen);
      if (found.rev !== seen.rev) throw new PreconditionFailedError(found.rev);
      if (found.state !== 'DRAFT') throw new DefinitionStepError(found.state);
      await this.assertUsable(tx, subject, found, document);
      await this.repository.edit(tx, found, document);
      await this.records.record(tx, 'edit', found, {
        before: { document: found.document },
        after: { document },
      });
      return this.require(tx, found);
    });
  }

  /** What a publication of the version, as it stands, would change. @throws NotFoundError, DefinitionStepError. */
  async examine(ctx: OperationContext, subject: DefinitionSubject, code: string, version: number) {
    return this.transactions.run(ctx, async (tx) => {
      const found = await this.locked(tx, subject, { code, version });
      if (found.state !== 'DRAFT' && found.state !== 'IN_CHECK') throw new DefinitionStepError(found.state);
      const impact = await subject.impact(tx, found, this.records.clock.instant());
      await this.repository.markExamined(tx, found);
      await this.records.record(tx, 'impact', found, { after: { draftRev: found.draftRev } });
      return { draftRev: found.draftRev, impact };
    });
  }

  /**
   * Takes a step. A publication retires the version before in the same transaction.
   *
   * @throws NotFoundError, PreconditionFailedError, DefinitionStepError, DefinitionAuthorError, NotExaminedError,
   *   DefinitionInUseError, and what the kind of definition refuses itself.
   */
  async take(ctx: OperationContext, subject: DefinitionSubject, seen: SeenVersion, step: ConfigurationStep) {
    return this.transactions.run(ctx, async (tx) => {
      const found = await this.locked(tx, subject, seen);
      if (found.rev !== seen.rev) throw new PreconditionFailedError(found.rev);
      const state = stateAfterStep(found.state, step);
      if (state === null) throw new DefinitionStepError(found.state);
      if (step === 'retire' && found.state === 'PUBLISHED') await this.assertUnused(tx, subject, found.code);
      const effects = step === 'publish' ? await this.putIntoForce(tx, subject, found) : {};
      await this.repository.setState(tx, found, state, this.records.clock.instant());
      const change = { before: { state: found.state }, after: { state, ...effects } };
      await this.records.record(tx, step, found, change);
      return this.require(tx, found);
    });
  }

  private async putIntoForce(tx: Transaction, subject: DefinitionSubject, found: DefinitionVersion) {
    const { code, version, authors, draftRev, examinedDraftRev, document } = found;
    const refusal = refusalOfPublication({ authors, actorId: tx.actor.id, examinedDraftRev, draftRev });
    if (refusal === 'SECOND_PERSON_NEEDED') throw new DefinitionAuthorError();
    if (refusal === 'NOT_EXAMINED') throw new NotExaminedError(`${subject.path}/${code}/versions/${version}`);
    // What the document refers to may have left since it was written.
    await this.assertUsable(tx, subject, found, document);
    await subject.assertPublishable(tx, found);
    const at = this.records.clock.instant();
    const versions = await this.repository.listByCode(tx, found.kind, code);
    for (const former of versions.filter(({ state }) => state === 'PUBLISHED')) {
      await this.repository.setState(tx, former, 'RETIRED', at);
      const after = { state: 'RETIRED', replacedBy: version };
      await this.records.record(tx, 'retire', former, { before: { state: 'PUBLISHED' }, after });
    }
    return subject.publish(tx, found, at);
  }

  private async assertUnused(tx: Transaction, subject: DefinitionSubject, code: string): Promise<void> {
    const users = await subject.usersOf(tx, code);
    if (users.length > 0) throw new DefinitionInUseError(users);
  }

  private async add(
    tx: Transaction,
    subject: DefinitionSubject,
    code: string,
    version: number,
    document: Document,
  ): Promise<DefinitionVersion> {
    const key = { kind: subject.kind, code, version };
    await this.assertUsable(tx, subject, key, document);
    const { id, name: createdByName } = tx.actor;
    const row = {
      ...key,
      state: 'DRAFT' as const,
      document,
      authors: [id],
      createdByName,
      publishedBy: null,
    };
    await this.repository.insert(tx, row, this.records.clock.instant());
    await this.records.record(tx, 'draft', key, { before: null, after: { document } });
    return this.require(tx, key);
  }

  private async assertUsable(
    tx: Transaction,
    subject: DefinitionSubject,
    key: DefinitionKey,
    document: Document,
  ): Promise<void> {
    const faults = await subject.faults(tx, key, document);
    if (faults.length > 0) throw new UnusableDefinitionError(faults);
  }

  private async lockedVersions(tx: Transaction, { kind }: DefinitionSubject, code: string) {
    this.records.assertHeadquarters(tx);
    await this.repository.lockCode(tx, kind, code);
    return this.repository.listByCode(tx, kind, code);
  }

  private async locked(
    tx: Transaction,
    { kind }: DefinitionSubject,
    { code, version }: Pick<DefinitionKey, 'code' | 'version'>,
  ): Promise<DefinitionVersion> {
    this.records.assertHeadquarters(tx);
    await this.repository.lockCode(tx, kind, code);
    return this.require(tx, { kind, code, version });
  }

  private async require(tx: Transaction, { kind, code, version }: DefinitionKey): Promise<DefinitionVersion> {
    const versions = await this.repository.listByCode(tx, kind, code);
    const found = versions.find((candidate) => candidate.version === version);
    if (!found) throw new NotFoundError('version of the definition');
    return found;
  }
}
