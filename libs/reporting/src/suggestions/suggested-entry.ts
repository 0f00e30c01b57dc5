import { Injectable } from '@nestjs/common';
import { NotFoundError, type Transaction } from '#platform';
import type { Slot } from '../slots/slot.js';
import { SlotsRepository } from '../slots/slots.repository.js';
import { CellEntryService } from '../submissions/cell-entry.service.js';
import { SubmissionLockedError } from '../submissions/submissions.errors.js';
import { SubmissionsRepository } from '../submissions/submissions.repository.js';
import type { Suggestion } from './suggestion.js';
import { SuggestionsRepository } from './suggestions.repository.js';

/** Brings a suggested value into the partner's draft, as the entry of whoever took it over. */
@Injectable()
export class SuggestedEntry {
  constructor(
    readonly suggestions: SuggestionsRepository,
    private readonly slots: SlotsRepository,
    private readonly submissions: SubmissionsRepository,
    private readonly entry: CellEntryService,
  ) {}

  async list(tx: Transaction, submissionId: string): Promise<Suggestion[]> {
    const submission = await this.submissions.find(tx, submissionId);
    if (!submission) throw new NotFoundError('submission');
    return this.suggestions.listBySlot(tx, submission.slotId);
  }

  /** The slot is locked before anything that hangs on it, as everywhere. */
  async lockSlotOf(tx: Transaction, id: string): Promise<Slot | null> {
    const suggestion = await this.suggestions.find(tx, id);
    return suggestion && this.slots.lock(tx, suggestion.slotId);
  }

  /**
   * Writes the value with `source=SUGGESTION` and the one who suggested it: four eyes look there, because a number is
   * not judged by the head that it came from.
   *
   * @throws SubmissionLockedError when no draft is open, SlotNotOpenError.
   */
  async enter(tx: Transaction, slot: Slot, suggestion: Suggestion): Promise<void> {
    const draft = await this.submissions.lockOpen(tx, slot.id);
    if (draft?.state !== 'DRAFT') {
      const held = draft ?? (await this.submissions.find(tx, suggestion.submissionId));
      throw held ? new SubmissionLockedError(held) : new NotFoundError('submission');
    }
    const { id, cell, value, suggestedBy } = suggestion;
    const current = (await this.submissions.listCells(tx, draft.id)).get(cell);
    const patch = {
      cell,
      value,
      baseRev: current?.rev ?? 0,
      kind: 'NUMBER' as const,
      draftText: null,
      reason: null,
      expectedBy: null,
      // The figure changed: what explained the old one says nothing about it, and only the partner speaks for itself.
      explanation: null,
    };
    const sourceRef = new Map([[cell, { suggestion: id, suggestedBy }]]);
    await this.entry.write(tx, slot, draft, [patch], { atomic: true, source: 'SUGGESTION', sourceRef });
  }
}
