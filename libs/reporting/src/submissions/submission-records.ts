import { Injectable } from '@nestjs/common';
import { Audit } from '#audit';
import { Clock } from '#platform';

/** What every change of a report leaves behind: an instant and an audit record. */
@Injectable()
export class SubmissionRecords {
  constructor(
    readonly clock: Clock,
    readonly audit: Audit,
  ) {}
}
