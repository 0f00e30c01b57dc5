import { Injectable } from '@nestjs/common';
import { ClaimsService, type Claim } from '#evidence';
import type { OperationContext } from '#platform';

/** Property under which the facts keep what is said about the size of the export programme. */
const PROPERTY = 'published.exportAgreementsOrCountries';

/** What public sources say about the number of partners; read by headline figures, never counted by them. */
@Injectable()
export class PublishedCounts {
  constructor(private readonly claims: ClaimsService) {}

  async ofProgramme(ctx: OperationContext): Promise<Claim[]> {
    return this.claims.listAll(ctx, { subjectType: 'PROGRAMME', property: PROPERTY });
  }
}
