import { Injectable } from '@nestjs/common';
import { ClaimsService, type NewClaim } from '#evidence';
import { EngagementsService, type NewEngagement } from '#partnerships';
import type { Transaction } from '#platform';
import { RolloutStories, type Story } from '#rollouts';

/** Puts on the register what was published: what sources say, what took place by them, how rollouts went by them. */
@Injectable()
export class PublishedRegister {
  constructor(
    private readonly claims: ClaimsService,
    private readonly engagements: EngagementsService,
    private readonly stories: RolloutStories,
  ) {}

  /** Answers how many of each were new. Their partners must be registered. */
  async add(
    tx: Transaction,
    claims: readonly NewClaim[],
    engagements: readonly NewEngagement[],
    stories: readonly Story[],
  ): Promise<{ claims: number; engagements: number; rollouts: number }> {
    let [added, rollouts] = [0, 0];
    for (const engagement of engagements) if (await this.engagements.record(tx, engagement)) added++;
    for (const story of stories) if (await this.stories.record(tx, story)) rollouts++;
    return { claims: await this.claims.record(tx, claims), engagements: added, rollouts };
  }
}
