import { Injectable } from '@nestjs/common';
import { Audit } from '#audit';
import { Clock } from '#platform';

/** What every workbook that is ordered or made leaves behind: an instant and an audit record. */
@Injectable()
export class WorkbookRecords {
  constructor(
    readonly clock: Clock,
    readonly audit: Audit,
  ) {}
}
