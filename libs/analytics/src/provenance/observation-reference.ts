import { Injectable } from '@nestjs/common';
import { FormsRepository } from '#indicators';
import { Cursors } from '#platform';

/** What the list of ledger rows and their explanation need besides the ledger. */
@Injectable()
export class ObservationReference {
  constructor(
    readonly cursors: Cursors,
    readonly forms: FormsRepository,
  ) {}
}
