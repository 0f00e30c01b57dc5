import { Injectable } from '@nestjs/common';
import { Audit } from '#audit';
import { DocumentsRepository } from './documents.repository.js';
import { VersionsRepository } from './versions.repository.js';

/** Where documents, their versions and the records of both are kept, as one dependency. */
@Injectable()
export class DocumentRecords {
  constructor(
    readonly documents: DocumentsRepository,
    readonly versions: VersionsRepository,
    readonly audit: Audit,
  ) {}
}
