import { Injectable } from '@nestjs/common';
import { PartnersReadModel } from './partners.read-model.js';
import { PartnersRepository } from './partners.repository.js';

/** The rows of partners, to be written and to be read. */
@Injectable()
export class PartnerRows {
  constructor(
    readonly partners: PartnersRepository,
    readonly readModel: PartnersReadModel,
  ) {}
}
