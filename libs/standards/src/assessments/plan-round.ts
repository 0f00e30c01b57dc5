import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { InvalidValueError, NotFoundError, type Transaction } from '#platform';
import type { AssessmentKind } from './assessment.js';
import { AssessmentsRepository } from './assessments.repository.js';
import { AssessmentGrounds } from './assessments.service.js';

/** What the assessments of one round have in common. */
export interface RoundPlan {
  campaignId: string;
  standard: string;
  version: number;
  selfDueOn: string | null;
  siteUntil: string | null;
}

/** Plans both assessments of every centre of a round. The agency asks centres to assess themselves; it does not do so. */
@Injectable()
export class PlanRound {
  constructor(
    private readonly repository: AssessmentsRepository,
    private readonly grounds: AssessmentGrounds,
  ) {}

  /** @throws NotFoundError for a code that is unknown or out of scope, InvalidValueError for what is no centre. */
  async plan(tx: Transaction, round: RoundPlan, centres: readonly string[]): Promise<void> {
    const units = await Promise.all(centres.map((code) => this.grounds.units.findUnit(tx, code)));
    for (const [index, unit] of units.entries()) {
      if (!unit) throw new NotFoundError('unit');
      if (unit.type !== 'CENTRE')
        throw new InvalidValueError('validation-failed', `/centres/${index}`, 'Only centres are assessed.');
      this.add(tx, round, unit, 'SELF', round.selfDueOn);
      this.add(tx, round, unit, 'SITE', round.siteUntil);
    }
  }

  private add(
    tx: Transaction,
    { campaignId, standard, version }: RoundPlan,
    { partner, code }: { partner: string; code: string },
    kind: AssessmentKind,
    plannedOn: string | null,
  ): void {
    const id = uuid();
    const planned = { unit: code, kind, standard, version, campaignId, plannedOn };
    this.repository.insert(
      tx,
      { ...planned, id, partner, supersedes: null, team: [] },
      this.grounds.clock.instant(),
    );
    const what = { action: 'assessment.plan', entity: 'assessment', entityId: id };
    this.grounds.audit.record(tx, { partner, ...what, after: planned });
  }
}
