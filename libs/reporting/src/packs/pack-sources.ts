import { Injectable } from '@nestjs/common';
import { FormsRepository } from '#indicators';
import { QueriesRepository } from '../review/queries.repository.js';
import { SlotsReadModel } from '../slots/slots.read-model.js';
import { SubmissionsRepository } from '../submissions/submissions.repository.js';
import { ValidationContextReadModel } from '../validation/validation-context.read-model.js';

/** Where the parts of a pack come from, as one dependency. */
@Injectable()
export class PackSources {
  constructor(
    readonly slots: SlotsReadModel,
    readonly submissions: SubmissionsRepository,
    readonly forms: FormsRepository,
    readonly contexts: ValidationContextReadModel,
    readonly queries: QueriesRepository,
  ) {}
}
