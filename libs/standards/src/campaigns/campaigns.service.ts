import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import {
  HQ_SCOPE,
  NotFoundError,
  PreconditionFailedError,
  Transactions,
  type OperationContext,
  type Transaction,
} from '#platform';
import { AssessmentGrounds } from '../assessments/assessments.service.js';
import { PlanRound } from '../assessments/plan-round.js';
import type { Campaign, CampaignCentre } from './campaign.js';
import {
  CampaignNameTakenError,
  CampaignPublishedError,
  CampaignUnfinishedError,
  OwnCampaignError,
} from './campaigns.errors.js';
import { CampaignsRepository } from './campaigns.repository.js';

export interface PlannedCampaign {
  name: string;
  standard: string;
  selfDueOn: string | null;
  siteUntil: string | null;
  /** Codes of centres. */
  centres: string[];
}

/** Rounds of assessments: each centre assesses itself and is assessed on the spot by the same version of a standard. */
@Injectable()
export class CampaignsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly repository: CampaignsRepository,
    private readonly round: PlanRound,
    private readonly grounds: AssessmentGrounds,
  ) {}

  async list(ctx: OperationContext): Promise<Campaign[]> {
    return this.transactions.read(ctx, (tx) => this.repository.list(tx));
  }

  /** @throws NotFoundError, also where no centre of the caller takes part. */
  async get(ctx: OperationContext, id: string): Promise<{ campaign: Campaign; centres: CampaignCentre[] }> {
    return this.transactions.read(ctx, (tx) => this.withCentres(tx, id));
  }

  /** @throws NotFoundError for a standard that is not in force or an unknown centre, CampaignNameTakenError. */
  async begin(
    ctx: OperationContext,
    { centres, ...planned }: PlannedCampaign,
  ): Promise<{ campaign: Campaign; centres: CampaignCentre[] }> {
    return this.transactions.run(ctx, async (tx) => {
      const { version } = await this.grounds.standards.inForce(tx, planned.standard);
      const id = uuid();
      const at = this.grounds.clock.instant();
      if (!(await this.repository.insert(tx, { id, version, ...planned }, at)))
        throw new CampaignNameTakenError(planned.name);
      await this.round.plan(tx, { campaignId: id, version, ...planned }, centres);
      this.record(tx, id, 'begin', null, { ...planned, version, centres });
      return this.withCentres(tx, id);
    });
  }

  /**
   * Publishes the results of a round.
   *
   * @throws NotFoundError, PreconditionFailedError, CampaignPublishedError, OwnCampaignError, CampaignUnfinishedError.
   */
  async publish(
    ctx: OperationContext,
    id: string,
    rev: number,
  ): Promise<{ campaign: Campaign; centres: CampaignCentre[] }> {
    return this.transactions.run(ctx, async (tx) => {
      const campaign = await this.repository.lock(tx, id);
      if (!campaign) throw new NotFoundError('round of assessments');
      if (campaign.rev !== rev) throw new PreconditionFailedError(campaign.rev);
      if (campaign.state === 'PUBLISHED') throw new CampaignPublishedError();
      if (campaign.createdBy === tx.actor.id) throw new OwnCampaignError();
      const centres = await this.repository.listCentres(tx, id);
      const open = centres.filter(({ siteState }) => siteState !== 'FINAL' && siteState !== 'SUPERSEDED');
      if (open.length > 0) throw new CampaignUnfinishedError(open);
      this.repository.publish(tx, id, this.grounds.clock.instant());
      this.record(tx, id, 'publish', { state: 'RUNNING' }, { state: 'PUBLISHED' });
      return this.withCentres(tx, id);
    });
  }

  private async withCentres(
    tx: Transaction,
    id: string,
  ): Promise<{ campaign: Campaign; centres: CampaignCentre[] }> {
    const campaign = await this.repository.find(tx, id);
    if (!campaign) throw new NotFoundError('round of assessments');
    return { campaign, centres: await this.repository.listCentres(tx, id) };
  }

  private record(tx: Transaction, id: string, act: string, before: object | null, after: object): void {
    const what = { action: `assessment-campaign.${act}`, entity: 'assessment_campaign', entityId: id };
    this.grounds.audit.record(tx, { partner: HQ_SCOPE, ...what, before, after });
  }
}
