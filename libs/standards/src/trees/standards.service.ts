import { Injectable } from '@nestjs/common';
import { Audit } from '#audit';
import {
  Clock,
  HQ_SCOPE,
  NotFoundError,
  PreconditionFailedError,
  Transactions,
  type OperationContext,
  type Transaction,
} from '#platform';
import type { StandardTree, StandardVersion } from './standard.js';
import { mayPublish, stateAfter, type StandardStep } from './standard.lifecycle.js';
import {
  DraftOpenError,
  StandardAuthorError,
  StandardStepError,
  UnusableTreeError,
} from './standards.errors.js';
import { StandardsRepository, type StandardContent } from './standards.repository.js';
import { treeFrom } from './tree-from.js';

/** What an author sends: the tree is not read yet. */
export type WrittenStandard = Omit<StandardContent, 'tree'> & { document: unknown };

/** Standards as trees of weighted questions, in versions; one version of each is in force. */
@Injectable()
export class StandardsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly repository: StandardsRepository,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** Every version of every standard, or of one; newest first. @throws NotFoundError for a code without versions. */
  async list(ctx: OperationContext, code?: string): Promise<StandardVersion[]> {
    const versions = await this.transactions.read(ctx, (tx) => this.repository.list(tx, code ?? null));
    if (code !== undefined && versions.length === 0) throw new NotFoundError('standard');
    return versions;
  }

  /** @throws NotFoundError */
  async get(ctx: OperationContext, code: string, version: number): Promise<StandardVersion> {
    return this.transactions.read(ctx, (tx) => this.require(tx, code, version));
  }

  /** Which version new assessments are made by. @throws NotFoundError when none is in force. */
  async inForce(tx: Transaction, code: string): Promise<StandardVersion> {
    const versions = await this.repository.list(tx, code);
    const published = versions.find(({ state }) => state === 'PUBLISHED');
    if (!published) throw new NotFoundError('standard');
    return published;
  }

  /** A version whatever its state: results stay bound to theirs. @throws NotFoundError */
  async require(tx: Transaction, code: string, version: number): Promise<StandardVersion> {
    const found = await this.repository.find(tx, code, version);
    if (!found) throw new NotFoundError('standard');
    return found;
  }

  /** Begins the next version. @throws UnusableTreeError, DraftOpenError. */
  async draft(ctx: OperationContext, code: string, written: WrittenStandard): Promise<StandardVersion> {
    const content = contentOf(written);
    return this.transactions.run(ctx, async (tx) => {
      await this.repository.lockCode(tx, code);
      const [newest] = await this.repository.list(tx, code);
      if (newest?.state === 'DRAFT') throw new DraftOpenError(code, newest.version);
      const version = (newest?.version ?? 0) + 1;
      this.repository.insert(tx, { code, version, state: 'DRAFT', ...content }, this.clock.instant());
      this.record(tx, { code, version }, 'draft', null, { titles: content.titles });
      return this.require(tx, code, version);
    });
  }

  /** Writes a draft anew. @throws NotFoundError, PreconditionFailedError, StandardStepError, UnusableTreeError. */
  async revise(
    ctx: OperationContext,
    code: string,
    version: number,
    rev: number,
    written: WrittenStandard,
  ): Promise<StandardVersion> {
    const content = contentOf(written);
    return this.transactions.run(ctx, async (tx) => {
      const found = await this.lock(tx, code, version, rev);
      if (found.state !== 'DRAFT') throw new StandardStepError(found.state);
      this.repository.replace(tx, found, content);
      this.record(tx, found, 'revise', { tree: found.tree }, { tree: content.tree });
      return this.require(tx, code, version);
    });
  }

  /**
   * Puts a version into force, which takes the one before out of use, or takes one out of use.
   *
   * @throws NotFoundError, PreconditionFailedError, StandardStepError, StandardAuthorError.
   */
  async take(
    ctx: OperationContext,
    code: string,
    version: number,
    rev: number,
    step: StandardStep,
  ): Promise<StandardVersion> {
    return this.transactions.run(ctx, async (tx) => {
      const found = await this.lock(tx, code, version, rev);
      const to = stateAfter(found.state, step);
      if (to === null) throw new StandardStepError(found.state);
      if (step === 'publish' && !mayPublish(found, tx.actor.id)) throw new StandardAuthorError();
      if (step === 'publish') {
        this.repository.retire(tx, code, { below: version });
        this.repository.publish(tx, found, this.clock.instant());
      } else this.repository.retire(tx, code, { version });
      this.record(tx, found, step, { state: found.state }, { state: to });
      return this.require(tx, code, version);
    });
  }

  private async lock(tx: Transaction, code: string, version: number, rev: number): Promise<StandardVersion> {
    const found = await this.repository.lock(tx, code, version);
    if (!found) throw new NotFoundError('standard');
    if (found.rev !== rev) throw new PreconditionFailedError(found.rev);
    return found;
  }

  private record(
    tx: Transaction,
    { code, version }: Pick<StandardVersion, 'code' | 'version'>,
    act: string,
    before: object | null,
    after: object,
  ): void {
    const what = { action: `standard.${act}`, entity: 'standard_version', entityId: `${code}@${version}` };
    this.audit.record(tx, { partner: HQ_SCOPE, ...what, before, after });
  }
}

function contentOf({ document, ...rest }: WrittenStandard): StandardContent {
  return { ...rest, tree: treeOf(document) };
}

/** @throws UnusableTreeError */
export function treeOf(document: unknown): StandardTree {
  const read = treeFrom(document);
  if ('faults' in read) throw new UnusableTreeError(read.faults);
  return read.tree;
}
