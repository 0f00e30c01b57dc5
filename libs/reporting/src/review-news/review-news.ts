import { Injectable } from '@nestjs/common';
import type { NoticeKind } from '#notifications';
import { Outbox, type Transaction } from '#platform';
import { TELL_REVIEW_NEWS } from './review-news.jobs.js';

/** Who is told: those who fill the report in, those who hand it in, or one person. */
export type NewsReader = 'ENTERERS' | 'COORDINATORS' | { person: string };

/** Something that happened in a review, or to a request about a report, and that somebody on the other side has to know. */
export interface ReviewNewsItem {
  kind: Extract<
    NoticeKind,
    | 'FINDING'
    | 'READY'
    | 'RETURNED'
    | 'QUESTION'
    | 'ANSWERED'
    | 'RESUBMITTED'
    | 'SUGGESTION'
    | 'CORRECTION'
    | 'REQUEST'
  >;
  /** Names this happening among all others; whatever is promised twice under one name is told once. */
  event: string;
  to: NewsReader;
}

/** Promises news in the transaction of the step: no step without its news, no news of a step that did not happen. */
@Injectable()
export class ReviewNews {
  constructor(private readonly outbox: Outbox) {}

  async promise(
    tx: Transaction,
    { slotId, partner }: { slotId: string; partner: string },
    { kind, event, to }: ReviewNewsItem,
  ): Promise<void> {
    const reader = typeof to === 'string' ? to : to.person;
    const jobId = `${TELL_REVIEW_NEWS.name}-${event.replaceAll(':', '-')}`;
    this.outbox.add(tx, TELL_REVIEW_NEWS, jobId, {
      id: slotId,
      scope: partner,
      kind,
      event,
      to: reader,
    });
  }
}
