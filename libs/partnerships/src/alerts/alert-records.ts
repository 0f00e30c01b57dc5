import { Injectable } from '@nestjs/common';
import { Audit } from '#audit';
import { NoticesService } from '#notifications';
import { OccurrencesReadModel } from '../obligations/occurrences.read-model.js';

/** What alerts are made of and where they go, as one dependency. */
@Injectable()
export class AlertRecords {
  constructor(
    readonly occurrences: OccurrencesReadModel,
    readonly notices: NoticesService,
    readonly audit: Audit,
  ) {}
}
