import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { WorkingDays } from '#centres';
import { programmeDay } from '#partnerships';
import {
  Clock,
  Cursors,
  InvalidValueError,
  NotFoundError,
  PreconditionFailedError,
  Transactions,
  type OperationContext,
  type Page,
  type Transaction,
} from '#platform';
import { refuseStrangeDay } from '../rollouts/plan-day.js';
import { PartStepError } from '../rollouts/rollouts.errors.js';
import type { Mission, MissionFilter, NewMission } from './mission.js';
import { MissionRecords } from './mission-records.js';

export type PageQuestion = MissionFilter & { limit: number; cursor?: string };

/** Missions of headquarters, planned or made, and their reports. */
@Injectable()
export class MissionsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly records: MissionRecords,
    private readonly days: WorkingDays,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFoundError for a partner out of scope, InvalidCursorError. */
  async page(ctx: OperationContext, cursors: Cursors, question: PageQuestion): Promise<Page<Mission>> {
    return this.records.page(ctx, cursors, 'missions', question, (tx, ...asked) =>
      this.records.repository.listMissions(tx, ...asked),
    );
  }

  /** @throws NotFoundError */
  async get(ctx: OperationContext, id: string): Promise<Mission> {
    return this.transactions.read(ctx, (tx) => this.require(tx, id));
  }

  /**
   * Records a mission; its report is due in working days of the partner after the return.
   *
   * @throws NotFoundError for a partner out of scope, InvalidValueError `date-out-of-range`, `invalid-range` or
   * `reference-not-found` for a rollout of another partner.
   */
  async plan(ctx: OperationContext, mission: NewMission): Promise<Mission> {
    refuseStrangeDay(mission.startsOn, '/startsOn');
    refuseStrangeDay(mission.returnsOn, '/returnsOn');
    if (mission.returnsOn < mission.startsOn)
      throw new InvalidValueError('invalid-range', '/returnsOn', 'Nobody returns before the start.');
    return this.transactions.run(ctx, async (tx) => {
      await this.records.refuseForeign(tx, mission);
      const count = await this.days.countIn(tx, { partner: mission.partner });
      const reportDueOn = count(mission.returnsOn, mission.reportDays);
      const id = uuid();
      await this.records.repository.insertMission(tx, id, { ...mission, reportDueOn }, this.clock.instant());
      this.records.remember(tx, 'mission.plan', mission.partner, id, { ...mission, reportDueOn });
      return this.require(tx, id);
    });
  }

  /**
   * Files the report of a mission, once.
   *
   * @throws NotFoundError, PreconditionFailedError, PartStepError (409) when there is one already or nobody returned.
   */
  async report(ctx: OperationContext, id: string, rev: number, report: string): Promise<Mission> {
    const reportedOn = programmeDay(this.clock);
    return this.transactions.run(ctx, async (tx) => {
      const before = await this.require(tx, id);
      if (before.rev !== rev) throw new PreconditionFailedError(before.rev);
      if (before.report !== null) throw new PartStepError('mission', 'report', 'reported already');
      if (before.returnsOn > reportedOn) throw new PartStepError('mission', 'report', 'nobody returned yet');
      if (!(await this.records.repository.report(tx, before, { report, reportedOn })))
        throw new PreconditionFailedError();
      this.records.remember(tx, 'mission.report', before.partner, id, { report, reportedOn });
      return this.require(tx, id);
    });
  }

  private async require(tx: Transaction, id: string): Promise<Mission> {
    const mission = await this.records.repository.findMission(tx, id);
    if (!mission) throw new NotFoundError('mission');
    return mission;
  }
}
