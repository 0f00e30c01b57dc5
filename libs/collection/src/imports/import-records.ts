import { Injectable } from '@nestjs/common';
import { Audit } from '#audit';
import { Clock } from '#platform';

/** What every change of an import leaves behind: an instant and an audit record. */
@Injectable()
export class ImportRecords {
  constructor(
    readonly clock: Clock,
    readonly audit: Audit,
  ) {}
}
