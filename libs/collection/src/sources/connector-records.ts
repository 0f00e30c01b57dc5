import { Injectable } from '@nestjs/common';
import { Audit } from '#audit';
import { Clock } from '#platform';

/** What every change of a connector leaves behind: an instant and an audit record. */
@Injectable()
export class ConnectorRecords {
  constructor(
    readonly clock: Clock,
    readonly audit: Audit,
  ) {}
}
