import { Injectable } from '@nestjs/common';
import { certainlyBy, possiblyBy } from '#calendars';
import {
  ContactsService,
  EngagementsService,
  InstrumentsService,
  LicenceGrantsService,
  PartnersService,
  type CounterpartAuthority,
} from '#partnerships';
import type { OperationContext } from '#platform';
import { excerpt, type PartnerBrief } from './partner-brief.js';

type RegisterPart = Pick<
  PartnerBrief,
  'partner' | 'instruments' | 'licences' | 'focalPoints' | 'authorities' | 'engagements'
>;

/** What the register of agreements says about a partner on a day. */
@Injectable()
export class BriefRegister {
  constructor(
    private readonly partners: PartnersService,
    private readonly instruments: InstrumentsService,
    private readonly licences: LicenceGrantsService,
    private readonly contacts: ContactsService,
    private readonly engagements: EngagementsService,
  ) {}

  /** @throws NotFoundError for a partner out of scope. */
  async of(ctx: OperationContext, partner: string, asOf: string, limit: number): Promise<RegisterPart> {
    const registered = await this.partners.get(ctx, partner);
    const instruments = await this.instruments.listAll(ctx, { partner, asOf });
    const licences = await this.licences.list(ctx, { partner, asOf });
    const people = await this.contacts.focalPoints(ctx, partner, asOf);
    return {
      partner: registered,
      instruments: excerpt(instruments, limit),
      licences: excerpt(licences, limit),
      focalPoints: excerpt(people, limit),
      authorities: excerpt(
        registered.authorities.filter((authority) => mayBeResponsible(authority, asOf)),
        limit,
      ),
      engagements: await this.engagements.latestOf(ctx, partner, asOf, limit),
    };
  }
}

/** Left out are bodies that certainly ended by the day and those that cannot have begun; the rest may be asked. */
function mayBeResponsible({ from, until }: CounterpartAuthority, day: string): boolean {
  const hasEnded = certainlyBy(until, day);
  const mayHaveBegun = from.precision === 'UNKNOWN' || possiblyBy(from, day);
  return mayHaveBegun && !hasEnded;
}
