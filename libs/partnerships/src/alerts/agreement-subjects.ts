import { Injectable, type OnModuleInit } from '@nestjs/common';
import { NotificationSubjects, type SubjectLine, type SubjectSource } from '#notifications';
import { Clock, type Transaction } from '#platform';
import { OccurrencesReadModel } from '../obligations/occurrences.read-model.js';
import { programmeDay } from '../programme-day.js';

/** Tells the writers of mails what became of an agreement's alert since it was decided. */
@Injectable()
export class AgreementSubjects implements SubjectSource, OnModuleInit {
  constructor(
    private readonly subjects: NotificationSubjects,
    private readonly occurrences: OccurrencesReadModel,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.subjects.register(this, ['NOTICE_DEADLINE', 'OBLIGATION_OVERDUE']);
  }

  /** What was performed meanwhile needs no mail; that a term ends is news whatever happens next. */
  async settled<Line extends SubjectLine>(tx: Transaction, lines: readonly Line[]): Promise<readonly Line[]> {
    const settled: Line[] = [];
    for (const line of lines) {
      if (line.kind !== 'OBLIGATION_OVERDUE') continue;
      const occurrence = await this.occurrences.find(tx, line.subjectId, programmeDay(this.clock));
      if (occurrence?.state !== 'OVERDUE') settled.push(line);
    }
    return settled;
  }

  async attachments(): Promise<[]> {
    return [];
  }
}
