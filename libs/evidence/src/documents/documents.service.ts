import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import {
  Clock,
  Cursors,
  holds,
  NotFoundError,
  PreconditionFailedError,
  Transactions,
  type OperationContext,
  type Page,
  type Transaction,
} from '#platform';
import { defaultClassification } from './classification.js';
import type { Classification, DocumentVersion, NewDocument, StoredDocument } from './document.js';
import { DocumentRecords } from './document-records.js';
import { NotYoursToClassifyError } from './documents.errors.js';
import type { DocumentChange, DocumentFilter } from './documents.repository.js';

export interface DocumentWithVersions {
  document: StoredDocument;
  versions: DocumentVersion[];
}

/** Documents: what they are, whose they are and who may read them. */
@Injectable()
export class DocumentsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly records: DocumentRecords,
    private readonly clock: Clock,
  ) {}

  /** Those that the caller may read, newest first. @throws InvalidCursorError */
  async page(
    ctx: OperationContext,
    cursors: Cursors,
    { limit, cursor, ...filter }: DocumentFilter & { limit: number; cursor?: string },
  ): Promise<Page<DocumentWithVersions>> {
    const question = { list: 'documents', ...filter };
    const [after = null] = cursors.read(ctx, question, cursor) ?? [];
    return this.transactions.read(ctx, async (tx) => {
      const rows = await this.records.documents.list(tx, filter, after, limit + 1);
      const all = await this.records.versions.listOf(
        tx,
        rows.map(({ id }) => id),
      );
      return cursors.page(
        ctx,
        question,
        limit,
        rows,
        ({ id }) => [id],
        (document) => ({ document, versions: all.filter(({ documentId }) => documentId === document.id) }),
      );
    });
  }

  /** @throws NotFoundError when unknown, out of scope, or of a class that the caller does not read. */
  async get(ctx: OperationContext, id: string): Promise<DocumentWithVersions> {
    return this.transactions.read(ctx, (tx) => this.require(tx, id));
  }

  /** @throws NotFoundError for a partner out of scope, NotYoursToClassifyError for one that shall be public. */
  async create(ctx: OperationContext, given: NewDocument): Promise<DocumentWithVersions> {
    const { partner } = given;
    if (!ctx.scopes.includes(partner)) throw new NotFoundError('partner');
    const classification = given.classification ?? defaultClassification(ctx, given);
    if (classification === 'PUBLIC') refuseClassifying(ctx, partner);
    return this.transactions.run(ctx, async (tx) => {
      const document = { ...given, id: uuid(), classification };
      await this.records.documents.insert(tx, document, this.clock.instant());
      this.records.audit.record(tx, {
        partner,
        action: 'document.create',
        entity: 'document',
        entityId: document.id,
        after: document,
      });
      return this.require(tx, document.id);
    });
  }

  /**
   * Changes title, note or class.
   *
   * @throws NotFoundError, PreconditionFailedError, NotYoursToClassifyError
   */
  async change(
    ctx: OperationContext,
    id: string,
    rev: number,
    given: Partial<DocumentChange>,
  ): Promise<DocumentWithVersions> {
    return this.transactions.run(ctx, async (tx) => {
      const { document } = await this.require(tx, id);
      if (document.rev !== rev) throw new PreconditionFailedError(document.rev);
      const after = changed(document, given);
      if (after.classification !== document.classification) refuseClassifying(ctx, document.partner);
      if (!(await this.records.documents.change(tx, id, rev, after))) throw new PreconditionFailedError();
      const { partner, title, note, classification } = document;
      const record = { partner, action: 'document.change', entity: 'document', entityId: id };
      this.records.audit.record(tx, { ...record, before: { title, note, classification }, after });
      return this.require(tx, id);
    });
  }

  private async require(tx: Transaction, id: string): Promise<DocumentWithVersions> {
    const document = await this.records.documents.find(tx, id);
    if (!document) throw new NotFoundError('document');
    return { document, versions: await this.records.versions.listOf(tx, [id]) };
  }
}

function changed(document: StoredDocument, given: Partial<DocumentChange>): DocumentChange {
  const { title = document.title, note = document.note } = given;
  const classification: Classification = given.classification ?? document.classification;
  return { title, note, classification };
}

function refuseClassifying(ctx: OperationContext, partner: string): void {
  if (!holds(ctx, 'documents:classify', partner)) throw new NotYoursToClassifyError();
}
