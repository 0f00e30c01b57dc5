import { Injectable } from '@nestjs/common';
import { InvalidValueError, NotFoundError, Transactions, type OperationContext } from '#platform';
import { EvidenceLinks } from '../links/evidence-links.service.js';
import { EvidenceSubjects, type SubjectKind } from '../links/evidence-subjects.js';
import type { Evidence } from '../links/evidence-link.js';
import { DocumentRecords } from './document-records.js';

export interface NewDocumentLink {
  subjectType: SubjectKind;
  subject: string;
  /** Id of a version. */
  version: string;
  note: string | null;
}

/** Ties versions of documents to what they document: one file may do so for several things, and is never copied. */
@Injectable()
export class DocumentLinks {
  constructor(
    private readonly transactions: Transactions,
    private readonly records: DocumentRecords,
    private readonly links: EvidenceLinks,
    private readonly subjects: EvidenceSubjects,
  ) {}

  /**
   * Ties a version to a thing of the same partner; tied twice it is tied once. Answers everything tied to the thing.
   *
   * @throws InvalidValueError `reference-not-found` for a version or a thing that the caller does not see, or that does
   *   not concern the document's partner.
   */
  async add(ctx: OperationContext, link: NewDocumentLink): Promise<Evidence[]> {
    const { subjectType: type, subject: id, version, note } = link;
    return this.transactions.run(ctx, async (tx) => {
      const found = await this.records.versions.lock(tx, version);
      if (!found) throw new InvalidValueError('reference-not-found', '/version', 'No such version.');
      const { partner } = found;
      if (!(await this.subjects.exists(type, tx, partner, id)))
        throw new InvalidValueError('reference-not-found', '/subject', 'No such thing of this partner.');
      const evidence = { kind: 'DOCUMENT' as const, reference: version, note };
      await this.links.attach(tx, { partner, type, id }, [evidence], '');
      const record = { partner, action: 'evidence.link', entity: type, entityId: id };
      this.records.audit.record(tx, { ...record, after: evidence });
      return this.links.listOf(tx, type, [id]);
    });
  }

  /** Everything tied to a thing, in the order in which it was. */
  async listOf(ctx: OperationContext, type: SubjectKind, id: string): Promise<Evidence[]> {
    return this.transactions.read(ctx, (tx) => this.links.listOf(tx, type, [id]));
  }

  /** What the versions of a document prove or document. @throws NotFoundError */
  async ofDocument(ctx: OperationContext, id: string): Promise<Evidence[]> {
    return this.transactions.read(ctx, async (tx) => {
      if (!(await this.records.documents.find(tx, id))) throw new NotFoundError('document');
      const versions = await this.records.versions.listOf(tx, [id]);
      return this.links.listByReference(
        tx,
        'DOCUMENT',
        versions.map((version) => version.id),
      );
    });
  }
}
