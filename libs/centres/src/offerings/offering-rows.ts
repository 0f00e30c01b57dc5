import { Injectable } from '@nestjs/common';
import { OfferingsReadModel } from './offerings.read-model.js';
import { OfferingsRepository } from './offerings.repository.js';

/** The two ways to the rows of offerings, which always go together. */
@Injectable()
export class OfferingRows {
  constructor(
    readonly repository: OfferingsRepository,
    readonly readModel: OfferingsReadModel,
  ) {}
}
