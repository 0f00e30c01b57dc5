import { Injectable } from '@nestjs/common';
import { ClaimsService, type NewClaim } from '#evidence';
import { EngagementsService, type NewEngagement } from '#partnerships';
import type { Transaction } from '#platform';

/** Puts on the register what was published: what sources say, and what they report to have taken place. */
@Injectable()
export class PublishedRegister {
  constructor(
    private readonly claims: ClaimsService,
    private readonly engagements: EngagementsService,
  ) {}

  /** Answers how many of each were new. Their partners must be registered. */
  async add(
    tx: Transaction,
    claims: readonly NewClaim[],
    engagements: readonly NewEngagement[],
  ): Promise<{ claims: number; engagements: number }> {
    let added = 0;
    for (const engagement of engagements) if (await this.engagements.record(tx, engagement)) added++;
    return { claims: await this.claims.record(tx, claims), engagements: added };
  }
}
