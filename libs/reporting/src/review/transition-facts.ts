import { Injectable } from '@nestjs/common';
import { cellsOf, type FormVersion } from '#indicators';
import { ValidationFailedError, type Transaction } from '#platform';
import { Lenders } from '../delegations/lenders.js';
import { takesEntry } from '../slots/slot-lock.js';
import { slotStateAt, type Slot, type SlotState } from '../slots/slot.js';
import { ReportCheck } from '../submissions/report-check.js';
import type { Cell, Submission } from '../submissions/submission.js';
import type { TransitionFacts } from '../submissions/submission.lifecycle.js';
import { entryTerms } from '../submissions/submission-lock.js';
import { SubmissionRecords } from '../submissions/submission-records.js';
import { SubmissionsRepository } from '../submissions/submissions.repository.js';
import { explains, type Finding } from '../validation/finding.js';
import type { CheckedReport } from '../validation/report-validation.js';
import { Materiality } from './materiality.js';
import { isUnanswered } from './query.lifecycle.js';
import type { NewQuery, ReviewQuery } from './review-query.js';
import { ReviewRecords } from './review-records.repository.js';
import type { Acknowledgement } from './transition.js';

/** The facts that guards judge, and the findings behind them. */
export interface GatheredFacts {
  facts: TransitionFacts;
  form: FormVersion;
  findings: readonly Finding[];
  checked: CheckedReport;
  cells: ReadonlyMap<string, Cell>;
  slotState: SlotState;
  queries: readonly ReviewQuery[];
}

/** What the caller brings along. */
export interface GivenFacts {
  attestation: boolean;
  newQueries: number;
  reasonGiven: boolean;
  acknowledgements: readonly Acknowledgement[];
}

/** Where a report stands beside its own row. */
@Injectable()
export class ReviewJudges {
  constructor(
    readonly check: ReportCheck,
    readonly lenders: Lenders,
    readonly materiality: Materiality,
  ) {}
}

/** Gathers what the guards of a step look at, inside the transaction that takes the step. */
@Injectable()
export class TransitionFactsReader {
  constructor(
    private readonly submissions: SubmissionsRepository,
    private readonly review: ReviewRecords,
    private readonly judges: ReviewJudges,
    private readonly records: SubmissionRecords,
  ) {}

  async gather(
    tx: Transaction,
    slot: Slot,
    submission: Submission,
    given: GivenFacts,
  ): Promise<GatheredFacts> {
    const [view, queries, authors] = await Promise.all([
      this.judges.check.view(tx, slot, submission),
      this.review.queries.listBySlot(tx, slot.id),
      this.authors(tx, submission),
    ]);
    const { form, cells, findings, checked } = view;
    const now = this.records.clock.instant();
    const slotState = slotStateAt(slot, now);
    // What is answered is in the caller's language, what is recorded stays in English.
    const told = this.judges.check.validation.inWords(tx.locale, findings);
    const remarkable = told.filter(({ severity }) => severity === 'EXPLAIN');
    const facts: TransitionFacts = {
      actorId: tx.actor.id,
      slotIsOpen: takesEntry(slotState, entryTerms(submission), now),
      reviewerId: submission.reviewerId,
      leaseIsOver: submission.reviewLeaseUntil !== null && submission.reviewLeaseUntil.toISOString() <= now,
      authors,
      invalid: [...cells].filter(([, { kind }]) => kind === 'INVALID').map(([cell]) => cell),
      missing: form.core.filter((cell) => isMissing(cells.get(cell))),
      blocking: told.filter(({ severity }) => severity === 'BLOCK'),
      unexplained: remarkable.filter(({ cell }) => !explains(cells.get(cell)?.explanation)),
      unacknowledged: remarkable.filter((finding) => !given.acknowledgements.some(isAbout(finding))),
      unansweredQueries: queries.filter(({ state }) => isUnanswered(state)).map(({ id }) => id),
      attested: given.attestation,
      newQueries: given.newQueries,
      reasonGiven: given.reasonGiven,
      materialChange: await this.judges.materiality.of(tx, slot, submission, cells),
    };
    return { facts, form, findings, checked, cells, slotState, queries };
  }

  private async authors(tx: Transaction, submission: Submission): Promise<string[]> {
    const hands = await this.submissions.listAuthors(tx, submission);
    return [...new Set([...hands, ...(await this.judges.lenders.sharers(tx, submission))])];
  }
}

/** @throws ValidationFailedError `unknown-kpi` for questions about cells that the form does not have. */
export function assertCellsKnown(form: FormVersion, queries: readonly Pick<NewQuery, 'cell'>[]): void {
  const known = new Set(cellsOf(form));
  const faults = queries.flatMap(({ cell }, index) =>
    cell === null || known.has(cell)
      ? []
      : [
          {
            pointer: `/queries/${index}/cell`,
            code: 'unknown-kpi',
            message: `The form has no cell ${cell}.`,
          },
        ],
  );
  if (faults.length > 0) throw new ValidationFailedError(faults);
}

function isAbout({ rule, cell }: Finding) {
  return (seen: Acknowledgement): boolean => seen.rule === rule && seen.cell === cell;
}

function isMissing(cell: Cell | undefined): boolean {
  return !cell || cell.kind === 'MISSING' || cell.kind === 'INVALID';
}
