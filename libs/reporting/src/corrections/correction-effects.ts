import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import type { Transaction } from '#platform';
import { CalendarReference } from '../calendars/calendar-reference.js';
import { ReleasesRepository } from '../releases/releases.repository.js';
import { ReviewNews } from '../review-news/review-news.js';
import type { Slot } from '../slots/slot.js';
import type { Submission } from '../submissions/submission.js';
import { SubmissionRecords } from '../submissions/submission-records.js';
import { SubmissionsRepository } from '../submissions/submissions.repository.js';
import { SUBMIT_WORKING_DAYS, windowAt } from './correction.lifecycle.js';
import type { Correction, CorrectionWindow } from './correction.js';

/** What a decision on a correction looks at and leaves behind. */
@Injectable()
export class CorrectionEffects {
  constructor(
    private readonly submissions: SubmissionsRepository,
    private readonly releases: ReleasesRepository,
    private readonly calendars: CalendarReference,
    private readonly news: ReviewNews,
    readonly records: SubmissionRecords,
  ) {}

  async windowOf(
    tx: Transaction,
    { partner, month, lockAt }: Correction,
    now: string,
  ): Promise<CorrectionWindow> {
    const releases = await this.releases.listCovering(tx, partner, month);
    return windowAt(now, lockAt, releases.length > 0);
  }

  /** Opens the correcting draft with a copy of the accepted cells, and says by when it has to be handed in. */
  async openRevision(
    tx: Transaction,
    slot: Slot,
    accepted: Submission,
    at: string,
  ): Promise<{ revisionId: string; submitBy: string }> {
    const id = uuid();
    const { partner, slotId } = accepted;
    // A correction that was voided keeps its number.
    const revisionNo = await this.submissions.nextRevisionNo(tx, slotId);
    await this.submissions.insert(tx, { id, partner, slotId, revisionNo, correctionOf: accepted.id }, at);
    await this.submissions.copyCells(tx, accepted, id);
    const book = await this.calendars.book(tx);
    return {
      revisionId: id,
      submitBy: book.unitWorkingDaysAfter(slot.partner, slot.unit, at, SUBMIT_WORKING_DAYS),
    };
  }

  /** Remembers a step of a request. */
  async record(tx: Transaction, correction: Correction, step: string, before: object | null): Promise<void> {
    const { id, partner, submissionId, kind, reason, state, decidedIn, decisionReason, revisionId } =
      correction;
    const after =
      before === null
        ? { submission: submissionId, kind, reason, state }
        : {
            state,
            ...(decidedIn === null ? {} : { window: decidedIn }),
            ...(decisionReason === null ? {} : { reason: decisionReason }),
            ...(revisionId === null ? {} : { revision: revisionId }),
          };
    const action = `correction.${step}`;
    const entity = 'correction_request';
    this.records.audit.record(tx, { partner, action, entity, entityId: id, before, after });
  }

  /** The other side hears what is asked: the partner's coordinators, or the reviewer who accepted the report. */
  async tellAsked(tx: Transaction, correction: Correction, accepted: Submission): Promise<void> {
    const to = correction.requestedSide === 'HQ' ? 'COORDINATORS' : { person: accepted.decidedBy ?? '' };
    if (typeof to === 'object' && to.person === '') return;
    await this.tell(tx, correction, 'asked', to);
  }

  /** The coordinators, who have to correct now, and whoever asked at headquarters hear what was decided. */
  async tellDecided(tx: Transaction, correction: Correction): Promise<void> {
    await this.tell(tx, correction, 'decided', 'COORDINATORS');
    if (correction.requestedSide === 'HQ')
      await this.tell(tx, correction, 'decided', { person: correction.requestedBy });
  }

  /** Those who had asked for the time and did not use it, or lost it, hear that the report is as it was. */
  async tellLapsed(tx: Transaction, correction: Correction): Promise<void> {
    await this.tell(tx, correction, 'lapsed', 'COORDINATORS');
  }

  private async tell(
    tx: Transaction,
    { id, partner, slotId }: Correction,
    happening: 'asked' | 'decided' | 'lapsed',
    to: 'COORDINATORS' | { person: string },
  ): Promise<void> {
    const reader = typeof to === 'string' ? 'partner' : 'hq';
    const event = `correction-${happening}:${id}:${reader}`;
    await this.news.promise(tx, { slotId, partner }, { kind: 'CORRECTION', event, to });
  }
}
