import { Injectable } from '@nestjs/common';
import { Transactions, type OperationContext } from '#platform';
import { ContactsRepository } from '../contacts/contacts.repository.js';
import { LegalBasis } from '../legal-basis/legal-basis.service.js';
import { LicenceGrantsService } from '../legal-basis/licence-grants.service.js';
import type { TimelineMaterial } from './timeline.js';

/** The register's own dated rows about one partner. */
@Injectable()
export class TimelineSources {
  constructor(
    private readonly transactions: Transactions,
    private readonly contacts: ContactsRepository,
    private readonly licences: LicenceGrantsService,
    private readonly basis: LegalBasis,
  ) {}

  async of(
    ctx: OperationContext,
    partner: string,
  ): Promise<Pick<TimelineMaterial, 'statuses' | 'names' | 'focalPoints' | 'licences' | 'waivers'>> {
    const own = await this.transactions.read(ctx, async (tx) => ({
      statuses: await this.contacts.listStatusChanges(tx, partner),
      names: await this.contacts.listNames(tx, partner),
      focalPoints: await this.contacts.listFocalPoints(tx, partner, null),
    }));
    const licences = await this.licences.list(ctx, { partner });
    return { ...own, licences, waivers: await this.basis.waivers(ctx, { partner }) };
  }
}
