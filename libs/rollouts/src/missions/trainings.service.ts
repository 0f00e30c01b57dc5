import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { programmeDay } from '#partnerships';
import {
  Clock,
  Cursors,
  InvalidValueError,
  NotFoundError,
  Transactions,
  type OperationContext,
  type Page,
  type Transaction,
} from '#platform';
import { refuseFuture } from '../rollouts/plan-day.js';
import type { NewTraining, Training } from './mission.js';
import { MissionRecords } from './mission-records.js';
import type { PageQuestion } from './missions.service.js';

/** Trainings that took place. */
@Injectable()
export class TrainingsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly records: MissionRecords,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFoundError for a partner out of scope, InvalidCursorError. */
  async page(ctx: OperationContext, cursors: Cursors, question: PageQuestion): Promise<Page<Training>> {
    return this.records.page(ctx, cursors, 'training-events', question, (tx, ...asked) =>
      this.records.repository.listTrainings(tx, ...asked),
    );
  }

  /** @throws NotFoundError */
  async get(ctx: OperationContext, id: string): Promise<Training> {
    return this.transactions.read(ctx, (tx) => this.require(tx, id));
  }

  /**
   * @throws NotFoundError for a partner out of scope, InvalidValueError `date-out-of-range` for days to come,
   * `invalid-range`, `rule-violated` when more passed than took part, `reference-not-found`.
   */
  async record(ctx: OperationContext, training: NewTraining): Promise<Training> {
    refuseFuture(training.endsOn, programmeDay(this.clock), '/endsOn');
    refuseFuture(training.startsOn, programmeDay(this.clock), '/startsOn');
    if (training.endsOn < training.startsOn)
      throw new InvalidValueError('invalid-range', '/endsOn', 'It ends after it begins.');
    if (training.passed !== null && training.passed > training.participants)
      throw new InvalidValueError('rule-violated', '/passed', 'Not more can pass than take part.');
    return this.transactions.run(ctx, async (tx) => {
      await this.records.refuseForeign(tx, training);
      const id = uuid();
      await this.records.repository.insertTraining(tx, id, training, this.clock.instant());
      this.records.remember(tx, 'training-event.record', training.partner, id, training);
      return this.require(tx, id);
    });
  }

  private async require(tx: Transaction, id: string): Promise<Training> {
    const training = await this.records.repository.findTraining(tx, id);
    if (!training) throw new NotFoundError('training event');
    return training;
  }
}
