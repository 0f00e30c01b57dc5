import { Injectable, type OnModuleInit } from '@nestjs/common';
import {
  NotificationSubjects,
  type MailAttachment,
  type SubjectLine,
  type SubjectSource,
} from '#notifications';
import { HQ_SCOPE, type OperationContext, type Transaction } from '#platform';
import { SlotWorkbooks } from '../workbooks/slot-workbooks.service.js';
import { ReminderFactsReadModel } from './reminder-facts.read-model.js';

/** Each is about 10 KB and a second's work; who looks after more reports uses the country's workbook. */
const MAX_WORKBOOKS = 3;

/** Nothing is filled in because of these. */
const NEWS: readonly SubjectLine['kind'][] = [
  'CORRECTED',
  'QUESTION',
  'ANSWERED',
  'RESUBMITTED',
  'READY',
  'SUGGESTION',
  'CORRECTION',
  'REQUEST',
  'FINDING',
];

/** Tells the writers of mails how the reports stand that they are about to remind somebody of. */
@Injectable()
export class ReportSubjects implements SubjectSource, OnModuleInit {
  constructor(
    private readonly subjects: NotificationSubjects,
    private readonly facts: ReminderFactsReadModel,
    private readonly workbooks: SlotWorkbooks,
  ) {}

  onModuleInit(): void {
    this.subjects.register(this);
  }

  /** A report that came in, or was waived, after the reminder was decided needs nobody's attention. */
  async settled<Line extends SubjectLine>(tx: Transaction, lines: readonly Line[]): Promise<readonly Line[]> {
    const states = await this.facts.stillOpen(tx, [...new Set(lines.map(({ subjectId }) => subjectId))]);
    const bySlot = new Map(states.map((state) => [state.slotId, state]));
    return lines.filter(({ kind, subjectId }) => {
      const state = bySlot.get(subjectId);
      // A correction is news whatever happens next, and so is what is said in a review.
      if (NEWS.includes(kind)) return false;
      return kind === 'RETURNED' ? !state?.isReturned : !state?.isAwaited;
    });
  }

  /** The pre-filled workbooks of what is awaited, for people of the partner; headquarters fills none in. */
  async attachments(
    ctx: OperationContext,
    lines: readonly SubjectLine[],
    locale: string,
  ): Promise<readonly MailAttachment[]> {
    if (ctx.scopes.includes(HQ_SCOPE)) return [];
    const awaited = lines.filter(({ kind }) => !NEWS.includes(kind)).map(({ subjectId }) => subjectId);
    const files: MailAttachment[] = [];
    for (const slotId of [...new Set(awaited)].slice(0, MAX_WORKBOOKS))
      files.push(await this.workbooks.forSlot(ctx, slotId, locale));
    return files;
  }
}
